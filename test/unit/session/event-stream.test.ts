import { describe, expect, it, vi } from 'vitest';
import { openEventStream } from '../../../lib/session/event-stream';
import { longestReplyBytes } from '../../../lib/session/transport';

function stream(chunks: readonly string[], { status = 200, type = 'text/event-stream; charset=utf-8' } = {}) {
  const told: unknown[] = [];
  const bytes = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(bytes.encode(chunk));
      controller.close();
    },
  });
  const fetch = vi.fn(async () => new Response(body, { status, headers: { 'content-type': type } }));
  const socket = openEventStream(fetch as unknown as typeof globalThis.fetch, 'http://h/_events', {
    opened: () => told.push('opened'),
    frame: (data) => told.push(data),
    closed: (code) => told.push(code),
  });
  return { told, socket, fetch, ended: () => vi.waitUntil(() => typeof told.at(-1) === 'number') };
}

describe('a stream of events', () => {
  it('is a frame each, however it is cut, comments and names of events left out', async () => {
    const { told, ended } = stream([': hello\n\nda', 'ta: {"a":', '1}\n\nevent: x\ndata: 你', '好\r\n\r\n']);
    await ended();
    expect(told).toEqual(['opened', '{"a":1}', '你好', 1000]);
  });

  it.each([
    [401, 'text/plain', 1008],
    [403, 'application/json', 1008],
    [404, 'text/event-stream', 1003],
    [200, 'application/json', 1003],
    // In the server's place somebody else may speak for a moment.
    [200, 'text/html', 1006],
    [502, 'text/plain', 1006],
  ])('that begins with %i %s never stands', async (status, type, code) => {
    const { told, ended } = stream(['data: x\n\n'], { status, type });
    await ended();
    expect(told).toEqual([code]);
  });

  it('without an end to its line is given up before it fills the memory', async () => {
    const piece = 'x'.repeat(longestReplyBytes / 2);
    const { told, ended } = stream([`data: ${piece}`, piece, piece, '\n\ndata: later\n\n']);
    await ended();
    expect(told).toEqual(['opened', 1009]);
  });

  it('tells nothing any more once it was closed from here', async () => {
    const { told, socket, fetch } = stream(['data: x\n\n']);
    socket.close();
    await vi.waitUntil(() => fetch.mock.results.length > 0);
    await Promise.resolve();
    expect(told).toEqual([]);
  });
});
