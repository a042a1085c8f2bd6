import type { Cursor, Protocol, Reply, Request } from '../protocol/protocol';
import { deadlineMs, longestReplyBytes } from './transport';

/** A WebSocket as a browser gives it. Nothing is told after `closed`, and nothing at all after `close()`. */
export interface Socket {
  send(text: string): void;
  close(): void;
}
export interface SocketEvents {
  opened(): void;
  frame(data: string | ArrayBuffer): void;
  closed(code: number): void;
}

export interface LinePorts {
  later(ms: number, run: () => void): () => void;
  /** What nobody asked for, in the order it came; called again only after the last one was taken in. */
  take(pushes: readonly Reply[]): Promise<void>;
}

/** So many pushes go into one transaction: a burst of a thousand takes a few of them and not a thousand. */
const mostAtOnce = 500;

/** Past either the server outruns us for good: the line is given up, and its history tells what was missed. */
const mostWaiting = 20_000;
const mostWaitingBytes = 32 * 1024 * 1024;

interface Asked {
  readonly answer: (got: Reply) => void;
}

/** One socket of one account: requests leave, answers find their request by its key, the rest is taken in in order. */
export class Line {
  readonly #asked = new Map<string, Asked>();
  readonly #waiting: string[] = [];
  #pushes: Reply[] = [];
  #waitingBytes = 0;
  #opened = false;
  #ended = false;
  #taking = false;
  #socket: Socket | undefined;

  /**
   * @param opener key of the request that opens the line: an answer that names no request is for it.
   * @param listens nothing is ever sent over it.
   */
  constructor(
    private readonly ports: LinePorts,
    private readonly protocol: Pick<Protocol<Cursor>, 'replyKey'>,
    private readonly opener: string,
    open: (on: SocketEvents) => Socket,
    private readonly listens = false,
  ) {
    this.#socket = open({
      opened: () => this.#begin(),
      frame: (data) => this.#hear(data),
      closed: (code) => this.#finish({ kind: 'closed', code }),
    });
  }

  get isUp(): boolean {
    return !this.#ended;
  }

  ask({ key }: Request, text: string): Promise<Reply> {
    return new Promise((resolve) => {
      const cancel = this.ports.later(deadlineMs, () => this.#answer(key, { kind: 'failure', failure: 'timeout' }));
      const answer = (got: Reply) => {
        cancel();
        resolve(got);
      };
      this.#asked.set(key, { answer });
      if (this.#ended) this.#answer(key, { kind: 'failure', failure: 'no-line' });
      else if (this.listens) return;
      else if (this.#opened) this.#socket?.send(text);
      else this.#waiting.push(text);
    });
  }

  /** Ends it from here: nobody is told but those who still wait for an answer. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#pushes = [];
    this.#socket?.close();
    this.#answerAll({ kind: 'closed', code: 1000 });
  }

  #begin(): void {
    if (this.#ended) return;
    this.#opened = true;
    for (const text of this.#waiting.splice(0)) this.#socket?.send(text);
    // One that only listens is answered by being opened.
    if (this.listens) this.#answer(this.opener, { kind: 'reply', status: 200, headers: [], bytes: new Uint8Array() });
  }

  #hear(data: string | ArrayBuffer): void {
    if (this.#ended) return;
    const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data);
    if (bytes.length > longestReplyBytes || this.#isFull(bytes.length)) {
      this.#socket?.close();
      this.#finish({ kind: 'failure', failure: 'too-large' });
      return;
    }
    const got: Reply = { kind: 'reply', status: 200, headers: [], bytes };
    const key = this.protocol.replyKey?.(bytes);
    // An answer that comes after its request was given up tells nothing more.
    if (key !== undefined) this.#answer(key || this.opener, got);
    else this.#push(got);
  }

  #isFull(more: number): boolean {
    return this.#pushes.length >= mostWaiting || this.#waitingBytes + more > mostWaitingBytes;
  }

  #finish(got: Reply): void {
    if (this.#ended) return;
    this.#ended = true;
    // Before anybody had said who answers, the request that asked tells all there is to tell.
    const known = !this.#asked.has(this.opener);
    this.#answerAll(got);
    if (known) this.#push(got);
  }

  #answer(key: string, got: Reply): void {
    const asked = this.#asked.get(key);
    this.#asked.delete(key);
    asked?.answer(got);
  }

  #answerAll(got: Reply): void {
    for (const key of [...this.#asked.keys()]) this.#answer(key, got);
  }

  #push(got: Reply): void {
    this.#pushes.push(got);
    this.#waitingBytes += bytesOf(got);
    if (!this.#taking) void this.#takeAll();
  }

  async #takeAll(): Promise<void> {
    this.#taking = true;
    while (this.#pushes.length > 0) {
      const taken = this.#pushes.splice(0, mostAtOnce);
      for (const got of taken) this.#waitingBytes -= bytesOf(got);
      await this.ports.take(taken);
    }
    this.#taking = false;
  }
}

function bytesOf(got: Reply): number {
  return got.kind === 'reply' ? got.bytes.length : 0;
}
