import { describe, expect, it } from 'vitest';
import type { Account } from '../../../lib/model/account';
import type { Reply, Request } from '../../../lib/protocol/protocol';
import { openWebQq } from '../../../lib/protocol/webqq';
import { createFailureWatch } from '../../../lib/session/failures';
import { createLanes } from '../../../lib/session/lanes';
import { planCommit } from '../../../lib/session/plan-commit';
import { freshSession } from '../../../lib/session/session-row';
import { createTransport } from '../../../lib/session/transport';
import { ManualClock } from '../server/manual-clock';

const now = 1_800_000_000_000;
const account = { id: 1, uin: '100001', protocol: 'webqq' } as Account;

/** What an account asks while nothing is new, and the row in which it stands. */
function poll(live = false) {
  const protocol = openWebQq({ server: 'http://127.0.0.1:48002', uin: '100001', live });
  const cursor = { ...protocol.start(() => 0.5), stage: 'online' as const, contactsAt: now, onlineAt: now };
  const step = protocol.next(cursor, { kind: 'receive' }, now);
  if (step.kind !== 'ask') throw new Error('nothing is asked');
  const { request } = step;
  const row = {
    ...freshSession(step.cursor, now),
    accountId: 1,
    state: 'online' as const,
    todo: [],
    failures: 2,
    inFlight: [{ key: request.key, request, at: now, tries: 1, leftAt: now }],
  };
  const after = (got: Reply, ms: number) => planCommit(protocol, row, account, request, got, now + ms, 0.5);
  return { request, after };
}

const reply: Reply = {
  kind: 'reply',
  status: 200,
  headers: [],
  bytes: new TextEncoder().encode('{"retcode":102,"errmsg":""}'),
};
const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('a poll that the server holds', () => {
  // Each a moment in which polls were once given up; one that is answered then was counted as handed over, and lost.
  const moments = [3_000, 8_000, 20_000, 25_000, 30_000, 60_000, 120_000];

  it.each(moments)('brings what the server answers after %i ms, for each of three numbers of one host', async (ms) => {
    for (const live of [false, true]) {
      const clock = new ManualClock();
      const later = (after: number, run: () => void) => clock.after(after, run);
      const { request } = poll(live);
      const send = createTransport({
        fetch: (_, { signal }) =>
          new Promise((resolve, reject) => {
            signal?.addEventListener('abort', () => reject(new Error('aborted')));
            later(ms, () => resolve(new Response('handed over')));
          }),
        failures: createFailureWatch((_, run) => void setTimeout(run)),
        lanes: createLanes(later),
        allowed: async () => true,
        secret: async () => 'ticket',
        later,
        stayAwake: () => {},
        nonce: () => 'n',
      });
      const got = Promise.all([1, 2, 3].map((id) => send({ ...account, id }, request as Request)));
      await settle();
      clock.advance(ms);
      const brought = { kind: 'reply', bytes: new TextEncoder().encode('handed over') };
      expect(await got).toMatchObject([brought, brought, brought]);
    }
  });

  it('and ends without anything new is no failure, and half a minute of rest, or none where it is to listen', () => {
    const idle = poll().after(reply, 60_000)?.session;
    expect(idle).toMatchObject({ state: 'online', failures: 0, inFlight: [], due: now + 90_000 });
    expect(idle).not.toHaveProperty('reason');
    expect(poll(true).after(reply, 60_000)?.session).toMatchObject({ due: now + 60_000 });
  });

  it.each(['timeout', 'reset', 'empty', 'other'] as const)(
    'and ends with %s may have been answered all the same: the gap is told, and it is never asked again as it was',
    (failure) => {
      const commit = poll().after({ kind: 'failure', failure }, 40_000);
      expect(commit?.events).toContainEqual({ kind: 'gap', from: now, to: now + 40_000, why: 'replay-lost' });
      expect(commit?.session.inFlight).toEqual([]);
    },
  );

  it.each(['refused', 'dns', 'offline', 'no-permission', 'locked'] as const)(
    'and never left (%s) has lost nothing: no gap is told',
    (failure) => {
      expect(poll().after({ kind: 'failure', failure }, 40_000)?.events).toEqual([]);
    },
  );
});
