import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpPort } from '../http-port';

/** What a request gets. */
export interface DoorAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** A request, read whole. */
export interface Asked {
  method: 'GET' | 'POST';
  url: URL;
  /** The address it came from. */
  address: string;
  type: string;
  authorization: string;
  body: string;
}

/** Longer ones are cut off unread: nothing anybody says here on purpose is. */
const LONGEST_URL = 4_096;
const LONGEST_BODY = 16_384;

/** One port for GET and POST; every connection ends with its answer. */
export class Door extends HttpPort {
  constructor(private readonly answer: (asked: Asked) => DoorAnswer) {
    super((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, headers, body = '' } = await this.#read(request);
    const bytes = Buffer.from(body);
    response.writeHead(status, { ...headers, 'Content-Length': bytes.length, Connection: 'close' });
    response.end(bytes);
  }

  async #read(request: IncomingMessage): Promise<DoorAnswer> {
    const { method, url: path = '/', headers } = request;
    if (method !== 'GET' && method !== 'POST') return { status: 405 };
    if (path.length > LONGEST_URL) return { status: 414, body: 'too long' };
    const url = URL.parse(path, `http://${headers.host ?? 'server'}`);
    if (url === null) return { status: 400 };
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > LONGEST_BODY) return { status: 413, body: 'too long' };
      chunks.push(chunk);
    }
    return this.answer({
      method,
      url,
      address: request.socket.remoteAddress ?? '',
      type: headers['content-type'] ?? '',
      authorization: headers.authorization ?? '',
      body: Buffer.concat(chunks).toString(),
    });
  }
}
