import { describe, expect, it } from 'vitest';
import type { Account } from '../../../lib/model/account';
import { openOneBot } from '../../../lib/protocol/onebot';
import type { Cursor, Protocol, Reply } from '../../../lib/protocol/protocol';
import { planPush } from '../../../lib/session/plan-push';
import type { SessionRow } from '../../../lib/store/schema';
import { noon, signedInCursor, uin } from '../protocol/onebot/talk';

const protocol = openOneBot({ server: 'ws://127.0.0.1:3001/', uin }) as unknown as Protocol<Cursor>;
const account = { id: 1, uin } as Account;

function beat(at: number, online = true): Reply {
  const status = { online, good: online };
  const event = { time: at / 1000, self_id: Number(uin), post_type: 'meta_event', meta_event_type: 'heartbeat' };
  const bytes = new TextEncoder().encode(JSON.stringify({ ...event, interval: 5000, status }));
  return { kind: 'reply', status: 200, headers: [], bytes };
}

/** What a push at that moment changes of that row. */
function push(row: SessionRow, at: number, online?: boolean) {
  return planPush(protocol, row, account, [beat(at, online)], at, 0.5);
}

const online = {
  accountId: 1,
  state: 'online',
  since: noon,
  due: noon + 20_000,
  cursor: signedInCursor(),
  inFlight: [],
  todo: [],
  failures: 0,
  signIns: [],
  undecoded: 0,
} as unknown as SessionRow;

describe('a heartbeat', () => {
  const first = push(online, noon + 1_000)?.session as SessionRow;

  it('that says what was just said writes nothing', () => {
    expect(first.cursor).toMatchObject({ beat: { everyMs: 5_000, at: noon + 1_000 } });
    expect(push(first, noon + 6_000)).toBeUndefined();
  });

  it('is noted again before its silence could be taken for one', () => {
    expect(push(first, noon + 11_000)?.session.cursor).toMatchObject({ beat: { at: noon + 11_000 } });
  });

  it('that tells of its QQ what was not known is never left out', () => {
    const gone = push(first, noon + 6_000, false)?.session as SessionRow;
    expect(gone.state).toBe('offline-in-qq');
    expect(push(gone, noon + 7_000, false)).toBeUndefined();
    expect(push(gone, noon + 8_000, true)?.session.state).toBe('online');
  });
});
