import { describe, expect, it } from 'vitest';
import { openWebQq } from '../../../../lib/protocol/webqq';
import { json, noon, signedInCursor, uin } from './talk';

const server = 'http://*.qq.com';
/** One idle poll under this manner: how long it is held, and when the next one goes out. */
function idle(manner: { intervalMs?: number; live?: boolean }) {
  const protocol = openWebQq({ server, uin, ...manner });
  const cursor = { ...signedInCursor(), contactsAt: noon, onlineAt: noon };
  const step = protocol.next(cursor, { kind: 'receive' }, noon);
  if (step.kind !== 'ask' || step.request.via.kind !== 'http') throw new Error('no poll');
  const { nextAt } = protocol.accept(step.cursor, step.request, json({ retcode: 102 }), noon + 10);
  return { holdMs: step.request.via.holdMs, after: Number(nextAt) - noon };
}

describe('how often a WebQQ server is asked', () => {
  it('is every half minute, with a short hold', () => {
    expect(idle({})).toEqual({ holdMs: 3_000, after: 30_000 });
  });

  it('is every minute where the person leaves it to a server that wishes for nothing', () => {
    expect(idle({ intervalMs: Number.POSITIVE_INFINITY })).toEqual({ holdMs: 3_000, after: 60_000 });
  });

  it('is without a pause in the live mode, and no more than once a second where nothing is held', () => {
    expect(idle({ live: true })).toEqual({ holdMs: 20_000, after: 1_000 });
  });
});
