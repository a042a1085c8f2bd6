import WebSocket from 'ws';
import { openEventStream } from '../../../lib/session/event-stream';
import type { Socket, SocketEvents } from '../../../lib/session/line';

/** Node's WebSockets behind the browser's port: the same events, and no word of why one failed. */
export class NodeSockets {
  readonly #open = new Set<WebSocket>();
  readonly #streams = new Set<Socket>();

  readonly open = (url: string, on: SocketEvents): Socket => {
    if (url.startsWith('http')) return this.#stream(url, on);
    const socket = new WebSocket(url);
    this.#open.add(socket);
    socket.binaryType = 'arraybuffer';
    socket.on('error', () => {});
    socket.on('open', () => on.opened());
    socket.on('message', (data, binary) => on.frame(binary ? (data as ArrayBuffer) : textOf(data as ArrayBuffer)));
    socket.on('close', (code) => {
      this.#open.delete(socket);
      on.closed(code);
    });
    return {
      send: (text) => socket.send(text),
      close: () => {
        socket.removeAllListeners('open').removeAllListeners('message').removeAllListeners('close');
        this.#open.delete(socket);
        // Quietly, as a browser does: nobody waits for the other side.
        if (socket.readyState === WebSocket.CONNECTING) socket.terminate();
        else socket.close();
      },
    };
  };

  #stream(url: string, on: SocketEvents): Socket {
    const over = () => this.#streams.delete(stream);
    const stream = openEventStream((at, init) => fetch(at, withoutCache(init)), url, {
      ...on,
      closed: (code) => {
        over();
        on.closed(code);
      },
    });
    this.#streams.add(stream);
    return {
      ...stream,
      close() {
        over();
        stream.close();
      },
    };
  }

  /** How many stand. */
  get count(): number {
    return this.#open.size + this.#streams.size;
  }

  /** What becomes of them when the worker dies. */
  dropAll(): void {
    for (const socket of this.#open) {
      socket.removeAllListeners().on('error', () => {});
      socket.terminate();
    }
    this.#open.clear();
    for (const stream of this.#streams) stream.close();
    this.#streams.clear();
  }
}

/** Node's fetch knows no cache and no cookies. */
function withoutCache({ cache: _, credentials: __, ...init }: RequestInit = {}): RequestInit {
  return init;
}

function textOf(data: ArrayBuffer): string {
  return new TextDecoder().decode(data);
}
