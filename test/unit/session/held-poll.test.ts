import { expect, it } from 'vitest';
import type { Account } from '../../../lib/model/account';
import { openWebQq } from '../../../lib/protocol/webqq';
import { planCommit } from '../../../lib/session/plan-commit';
import { freshSession } from '../../../lib/session/session-row';

const now = 1_800_000_000_000;
const protocol = openWebQq({ server: 'http://127.0.0.1:48002', uin: '100001' });
const account = { id: 1, uin: '100001', protocol: 'webqq' } as Account;

it('a poll that the server holds for longer than we do is no failure and no trouble', () => {
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
  const silence = { kind: 'failure', failure: 'timeout' } as const;
  const session = planCommit(protocol, row, account, request, silence, now + 3_000, 0.5)?.session;
  expect(session).toMatchObject({ state: 'online', failures: 2, inFlight: [], due: now + 30_000 });
  expect(session).not.toHaveProperty('reason');
});
