import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Listeners } from './listeners';

/** One port that speaks plain HTTP and comes back on it after a restart; how it answers is its owner's matter. */
export class HttpPort {
  readonly #listeners: Listeners;
  #port: number | undefined;

  constructor(serve: (request: IncomingMessage, response: ServerResponse) => void) {
    const server = createServer(serve);
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
}
