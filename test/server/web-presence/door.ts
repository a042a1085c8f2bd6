import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Listeners } from '../listeners';

/** What a request gets. */
export interface DoorAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: Buffer | string;
}

export type Answerer = (url: URL, request: IncomingMessage) => DoorAnswer;

/** One port that answers GET requests at once; every connection ends with its answer. */
export class Door {
  readonly #listeners: Listeners;
  #port: number | undefined;

  constructor(private readonly answer: Answerer) {
    const server = createServer((request, response) => this.#serve(request, response));
    this.#listeners = new Listeners((socket) => {
      socket.on('error', () => socket.destroy());
      server.emit('connection', socket);
    });
  }

  async start(port?: number): Promise<number> {
    this.#port = await this.#listeners.start(port);
    return this.#port;
  }

  async restart(): Promise<void> {
    await this.#listeners.stop();
    await this.#listeners.start(this.#port);
  }

  stop(): Promise<void> {
    return this.#listeners.stop();
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
