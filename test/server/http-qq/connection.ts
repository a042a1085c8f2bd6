import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../clock';
import type { Exchange } from './exchange';
import { RequestReader } from './read-http';
import { emptyReply, encodeHttp, type WireAnswer } from './write-http';

export interface ConnectionOptions {
  exchange: Exchange;
  clock: Clock;
  /** Whether connections stay open for further requests where the client wishes it. */
  keepAlive: boolean;
  /** Whether replies leave in several TCP segments, asked at each reply. */
  inSegments: () => boolean;
}

/** How long a client may take over one request, and how long an ended connection waits for the client to end it too. */
const PATIENCE_MS = 30_000;
const SEGMENTS = 5;
const SEGMENT_PAUSE_MS = 3;

/** Serves one connection: one request after another, each answered when its answer is due. */
export function serveConnection(socket: Socket, options: ConnectionOptions): void {
  const address = socket.localAddress ?? '';
  const reader = new RequestReader();
  let busy = false;
  let over = false;

  function end(): void {
    over = true;
    socket.end();
    // What still arrives, such as the CRLFCRLF after a body, is read and dropped: unread bytes would turn the end into a
    // reset, and the client might lose the reply.
    socket.setTimeout(PATIENCE_MS);
  }

  async function serveNext(): Promise<void> {
    if (busy || over) return;
    const request = reader.take();
    if (request === undefined) return;
    busy = true;
    socket.setTimeout(0);
    if (request.kind === 'refusal') {
      socket.write(encodeHttp(emptyReply(request.status), 'close'));
      return end();
    }
    const { at, wire } = options.exchange.answer(request, address);
    await due(options.clock, at);
    if (socket.destroyed) return;
    const stays = options.keepAlive && request.version === '1.1' && !wantsClose(request.headers.get('connection'));
    if (!(await send(wire, stays))) return;
    busy = false;
    socket.setTimeout(PATIENCE_MS);
    void serveNext();
  }

  /** Sends an answer; true if the connection is good for another request. */
  async function send(wire: WireAnswer, stays: boolean): Promise<boolean> {
    if (wire.kind === 'silence') return false;
    if (wire.kind === 'reset') {
      socket.resetAndDestroy();
      return false;
    }
    const replies = wire.kind === 'replies' ? wire.replies : [];
    // After a double reply, or one that was cut short, nobody could tell where the next one starts.
    const reusable = stays && replies.length === 1 && replies[0]?.sent === undefined;
    await write(Buffer.concat(replies.map((reply) => encodeHttp(reply, reusable ? 'keep-alive' : 'close'))));
    if (!reusable) end();
    return reusable;
  }

  async function write(bytes: Buffer): Promise<void> {
    if (!options.inSegments()) return void socket.write(bytes);
    const size = Math.ceil(bytes.length / SEGMENTS) || 1;
    for (let start = 0; start < bytes.length; start += size) {
      socket.write(bytes.subarray(start, start + size));
      await wait(SEGMENT_PAUSE_MS);
    }
  }

  socket.setNoDelay(true);
  socket.setTimeout(PATIENCE_MS);
  socket.on('timeout', () => socket.destroy());
  // A client may die at any moment; its connection dies with it, and that is all.
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    if (over) return;
    reader.feed(chunk);
    void serveNext();
  });
  socket.on('end', () => {
    // A client that sent its request and closed its half still gets its answer.
    if (!busy) end();
  });
}

function due(clock: Clock, at: number): Promise<void> | undefined {
  const ms = at - clock.now();
  return ms > 0 ? new Promise((resolve) => clock.after(ms, resolve)) : undefined;
}

function wantsClose(header: string | undefined): boolean {
  return /\bclose\b/i.test(header ?? '');
}
