import { createServer, type Server, type Socket } from 'node:net';

/** A client on this machine counts as the address it called (design 9): nine addresses, so nine machines. */
const ADDRESSES = Array.from({ length: 9 }, (_, index) => `127.0.0.${index + 1}`);

/** Where free ports are looked for: browsers block some of the lower ones. */
const LOWEST_FREE_PORT = 32_768;
const ATTEMPTS = 50;

/** Listens on one port of all nine addresses, and can let go of all connections at once. */
export class Listeners {
  #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();

  constructor(private readonly serve: (socket: Socket) => void) {}

  /** Starts on this port, or on one that is free everywhere. */
  async start(port?: number): Promise<number> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#listenOn(port ?? randomPort());
      } catch (error) {
        await this.stop();
        // The port may be in use by an outgoing connection of somebody else for a moment.
        if (codeOf(error) !== 'EADDRINUSE' || attempt === ATTEMPTS) throw error;
        if (port !== undefined) await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  }

  /** Ends all connections with a reset, as a process that dies does, and stops listening. */
  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.resetAndDestroy();
    const closed = this.#servers.map((server) => new Promise((resolve) => server.close(resolve)));
    this.#servers = [];
    await Promise.all(closed);
  }

  async #listenOn(port: number): Promise<number> {
    for (const address of ADDRESSES) {
      try {
        await this.#listen(address, port);
      } catch (error) {
        // Some systems have 127.0.0.1 alone: there everybody is on one machine.
        if (codeOf(error) !== 'EADDRNOTAVAIL' || address === ADDRESSES[0]) throw error;
      }
    }
    return port;
  }

  #listen(address: string, port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const server = createServer({ allowHalfOpen: true }, (socket) => {
        this.#sockets.add(socket);
        socket.on('close', () => this.#sockets.delete(socket));
        this.serve(socket);
      });
      server.on('error', reject);
      server.listen(port, address, () => {
        this.#servers.push(server);
        resolve();
      });
    });
  }
}

function randomPort(): number {
  return LOWEST_FREE_PORT + Math.floor(Math.random() * (65_536 - LOWEST_FREE_PORT));
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
