import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../clock';
import type { Exchange } from './exchange';
import { type HttpRequest, RequestReader } from './read-http';
import { emptyReply, encodeHttp, type WireAnswer } from './write-http';

export interface ConnectionOptions {
  exchange: Exchange;
  clock: Clock;
  /** Whether connections stay open for further requests where the client wishes it. */
  keepAlive: boolean;
  /** Whether replies leave in several TCP segments; asked at each reply. */
  inSegments: () => boolean;
}

/** How long a client may take over one request, and how long an ended connection waits for the client to end it too. */
const PATIENCE_MS = 30_000;
const SEGMENTS = 5;
const SEGMENT_PAUSE_MS = 3;

/** reading: waits for a request. answering: has one. silent: never answers again. over: ended on our side. */
type Phase = 'reading' | 'answering' | 'silent' | 'over';

/** One connection: one request after another, each answered when its answer is due. */
export class Connection {
  readonly #reader = new RequestReader();
  /** The address that was called, which is whom the server takes the client for. */
  readonly #address: string;
  #phase: Phase = 'reading';

  constructor(
    private readonly socket: Socket,
    private readonly options: ConnectionOptions,
  ) {
    this.#address = socket.localAddress ?? '';
    socket.setNoDelay(true);
    socket.setTimeout(PATIENCE_MS);
    socket.on('timeout', () => socket.destroy());
    // A client may die at any moment; its connection dies with it, and that is all.
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('end', () => this.#clientEnded());
  }

  #read(chunk: Buffer): void {
    // What arrives after the end, such as the CRLFCRLF after a body, is read and dropped: unread bytes would turn the end
    // into a reset, and the client might lose the reply.
    if (this.#phase === 'over') return;
    this.#reader.feed(chunk);
    if (this.#reader.isOverfull) this.socket.destroy();
    else void this.#serve();
  }

  async #serve(): Promise<void> {
    while (this.#phase === 'reading') {
      const request = this.#reader.take();
      if (request === undefined) return;
      if (request.kind === 'refusal') {
        this.socket.write(encodeHttp(emptyReply(request.status), 'close'));
        this.#end();
        return;
      }
      this.#enter('answering');
      const { at, wire } = this.options.exchange.answer(request, this.#address);
      await due(this.options.clock, at);
      if (!this.socket.destroyed) await this.#send(wire, this.#mayStay(request));
    }
  }

  async #send(wire: WireAnswer, mayStay: boolean): Promise<void> {
    if (wire.kind === 'silence') {
      this.#enter('silent');
      if (this.socket.readableEnded) this.socket.destroy();
    } else if (wire.kind === 'reset') {
      this.socket.resetAndDestroy();
    } else if (wire.kind === 'close') {
      this.#end();
    } else {
      // After a double reply, or one that was cut short, nobody could tell where the next one starts.
      const stays = mayStay && wire.replies.length === 1 && wire.replies[0]?.sent === undefined;
      const connection = stays ? 'keep-alive' : 'close';
      await this.#write(Buffer.concat(wire.replies.map((reply) => encodeHttp(reply, connection))));
      if (stays) this.#enter('reading');
      else this.#end();
    }
  }

  async #write(bytes: Buffer): Promise<void> {
    if (!this.options.inSegments()) {
      this.socket.write(bytes);
      return;
    }
    const size = Math.ceil(bytes.length / SEGMENTS);
    for (let start = 0; start < bytes.length && !this.socket.destroyed; start += size) {
      this.socket.write(bytes.subarray(start, start + size));
      await wait(SEGMENT_PAUSE_MS);
    }
  }

  #end(): void {
    this.#enter('over');
    this.socket.end();
  }

  /** A client that has sent its request and closed its half still gets its answer. */
  #clientEnded(): void {
    if (this.#phase === 'reading') this.#end();
    if (this.#phase === 'silent') this.socket.destroy();
  }

  /** While an answer is due the client waits for us, however long that takes. */
  #enter(phase: Phase): void {
    this.#phase = phase;
    this.socket.setTimeout(phase === 'answering' || phase === 'silent' ? 0 : PATIENCE_MS);
  }

  #mayStay({ version, headers }: HttpRequest): boolean {
    const wantsClose = /\bclose\b/i.test(headers.get('connection') ?? '');
    return this.options.keepAlive && version === '1.1' && !wantsClose && !this.socket.readableEnded;
  }
}

function due(clock: Clock, at: number): Promise<void> | undefined {
  const ms = at - clock.now();
  return ms > 0 ? new Promise((resolve) => clock.after(ms, resolve)) : undefined;
}
