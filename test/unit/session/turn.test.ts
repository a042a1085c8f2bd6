import { describe, expect, it } from 'vitest';
import type { Request } from '../../../lib/protocol/protocol';
import { type Await, patienceMs, runTurn } from '../../../lib/session/turn';
import { ManualClock } from '../server/manual-clock';

const asks = (holdMs?: number) =>
  ({ via: { kind: 'http', method: 'POST', url: 'http://qq.test/', ...(holdMs && { holdMs }) } }) as Request;
const settle = () => new Promise((resolve) => setTimeout(resolve));

/** A turn, whether whoever began it still waits, and what it did with the count of who is under way. */
function begin(turn: (wait: Await) => Promise<void>) {
  const clock = new ManualClock();
  const seen: string[] = [];
  const underWay = { enter: () => void seen.push('enter'), leave: async () => void seen.push('leave') };
  void runTurn((ms, run) => clock.after(ms, run), underWay, turn).then(() => seen.push('let go'));
  return { clock, seen };
}

/** An answer that comes when it is told to. */
function answer() {
  let come = () => {};
  const coming = new Promise<void>((resolve) => {
    come = resolve;
  });
  return { coming, come };
}

describe('a turn of a wake', () => {
  it('is waited for until it is over, however long a plain request takes', async () => {
    const { coming, come } = answer();
    const { clock, seen } = begin((wait) => wait(asks(), coming));
    clock.advance(25_000);
    await settle();
    expect(seen).toEqual([]);
    come();
    await settle();
    expect(seen).toEqual(['let go']);
  });

  it('is let go of while a server holds its request, and is under way again once that is answered', async () => {
    const [first, plain, second] = [answer(), answer(), answer()];
    const { clock, seen } = begin(async (wait) => {
      await wait(asks(150_000), first.coming);
      await wait(asks(), plain.coming);
      await wait(asks(150_000), second.coming);
    });
    clock.advance(patienceMs);
    await settle();
    expect(seen).toEqual(['let go']);
    first.come();
    await settle();
    clock.advance(20_000);
    expect(seen).toEqual(['let go', 'enter']);
    plain.come();
    await settle();
    clock.advance(patienceMs);
    expect(seen).toEqual(['let go', 'enter', 'leave']);
    second.come();
    await settle();
    expect(seen).toEqual(['let go', 'enter', 'leave', 'enter', 'leave']);
  });

  it('whose held request is answered at once is waited for to its end', async () => {
    const { coming, come } = answer();
    const { clock, seen } = begin((wait) => wait(asks(150_000), coming));
    clock.advance(patienceMs - 1);
    come();
    await settle();
    clock.advance(60_000);
    await settle();
    expect(seen).toEqual(['let go']);
  });
});
