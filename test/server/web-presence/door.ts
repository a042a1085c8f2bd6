import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpPort } from '../http-port';

/** What a request gets. */
export interface DoorAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: Buffer | string;
}

export type Answerer = (url: URL, request: IncomingMessage) => DoorAnswer;

/** One port that answers GET requests at once; every connection ends with its answer. */
export class Door extends HttpPort {
  constructor(private readonly answer: Answerer) {
    super((request, response) => {
      this.#serve(request, response);
    });
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const url = URL.parse(request.url ?? '/', `http://${request.headers.host ?? 'server'}`);
    const allowed = request.method === 'GET' || request.method === 'HEAD';
    const { status, headers, body }: DoorAnswer =
      url === null ? { status: 400 } : allowed ? this.answer(url, request) : { status: 405 };
    const bytes = Buffer.from(body ?? '');
    response.writeHead(status, { ...headers, 'Content-Length': bytes.length, Connection: 'close' });
    response.end(request.method === 'HEAD' ? undefined : bytes);
  }
}
