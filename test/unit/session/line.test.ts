import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../lib/protocol/protocol';
import { Line, type SocketEvents } from '../../../lib/session/line';

/** A line whose store takes its time: `next` lets it take what waits. */
function slowLine() {
  const taken: Reply[][] = [];
  let on: SocketEvents | undefined;
  let free = () => {};
  let closed = false;
  const line = new Line(
    {
      later: () => () => {},
      take: (pushes) => {
        taken.push([...pushes]);
        return new Promise((resolve) => {
          free = resolve;
        });
      },
    },
    { replyKey: () => undefined },
    'opener',
    (events) => {
      on = events;
      return {
        send: () => {},
        close: () => {
          closed = true;
        },
      };
    },
  );
  on?.opened();
  const next = async () => {
    free();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { line, taken, next, isClosed: () => closed, hear: (text: string) => on?.frame(text) };
}

const text = ({ kind, ...got }: Reply) =>
  kind === 'reply' ? new TextDecoder().decode((got as { bytes: Uint8Array }).bytes) : kind;

describe('a line whose store is slower than its server', () => {
  it('takes a burst in its order and in few transactions', async () => {
    const { taken, next, hear } = slowLine();
    for (let n = 0; n < 1000; n++) hear(`${n}`);
    for (let i = 0; i < 4; i++) await next();
    expect(taken.flat().map(text)).toEqual(Array.from({ length: 1000 }, (_, n) => `${n}`));
    expect(taken.length).toBeLessThanOrEqual(4);
  });

  it('holds 32 MB and no more: then it ends, says why last of all, and what had come is taken', async () => {
    const { line, taken, next, hear, isClosed } = slowLine();
    const megabyte = 'x'.repeat(1024 * 1024);
    for (let n = 0; n < 60; n++) hear(megabyte);
    expect(isClosed()).toBe(true);
    expect(line.isUp).toBe(false);
    await next();
    await next();
    const all = taken.flat();
    expect(all.length).toBeLessThanOrEqual(34);
    expect(all.at(-1)).toEqual({ kind: 'failure', failure: 'too-large' });
    expect(all.slice(0, -1).every((got) => got.kind === 'reply')).toBe(true);
  });

  it('has room again once what waited was taken', async () => {
    const { line, next, hear } = slowLine();
    const megabyte = 'x'.repeat(1024 * 1024);
    for (let n = 0; n < 60; n++) {
      hear(megabyte);
      await next();
    }
    expect(line.isUp).toBe(true);
  });

  it('ends with one frame that is too large', () => {
    const { line, hear } = slowLine();
    hear('x'.repeat(3 * 1024 * 1024));
    expect(line.isUp).toBe(false);
  });
});
