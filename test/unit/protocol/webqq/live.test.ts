import { describe, expect, it } from 'vitest';
import { openWebQq } from '../../../../lib/protocol/webqq';
import { json, noon, signedInCursor, uin } from './talk';

const server = 'http://*.qq.com';
/** One idle poll under this manner, held by the server for so long: how long it might be, and when the next one goes out. */
function idle(heldMs: number, manner: { intervalMs?: number; live?: boolean } = {}) {
  const protocol = openWebQq({ server, uin, ...manner });
  const cursor = { ...signedInCursor(), contactsAt: noon, onlineAt: noon };
  const step = protocol.next(cursor, { kind: 'receive' }, noon);
  if (step.kind !== 'ask' || step.request.via.kind !== 'http') throw new Error('no poll');
  const ended = noon + heldMs;
  const { nextAt } = protocol.accept(step.cursor, step.request, json({ retcode: 102 }), ended);
  return { holdMs: step.request.via.holdMs, rest: Number(nextAt) - ended };
}

describe('how often a WebQQ server is asked', () => {
  it('is half a minute after it ended the last poll, which may take longer than any server was seen to hold one', () => {
    expect(idle(10)).toEqual({ holdMs: 150_000, rest: 30_000 });
    expect(idle(60_000)).toEqual({ holdMs: 150_000, rest: 30_000 });
  });

  it('is after a minute where the person leaves it to a server that wishes for nothing', () => {
    expect(idle(60_000, { intervalMs: Number.POSITIVE_INFINITY })).toEqual({ holdMs: 150_000, rest: 60_000 });
  });

  it('is without a pause in the live mode, and no more than once a second where nothing is held', () => {
    expect(idle(60_000, { live: true })).toEqual({ holdMs: 150_000, rest: 0 });
    expect(idle(10, { live: true })).toEqual({ holdMs: 150_000, rest: 990 });
  });
});
