import { describe, expect, it } from 'vitest';
import type { WebQqCursor } from '../../../../lib/protocol/webqq/cursor';
import { ask, json, noon, protocol, signedInCursor } from './talk';

const said = (from: number) =>
  json({
    retcode: 0,
    result: [
      {
        poll_type: 'message',
        value: { msg_id: 7, from_uin: from, to_uin: 100_001, time: noon / 1000, content: [['font', {}], 'late'] },
      },
    ],
  });
/** A poll of that session, whose answer lay in the journal when everybody had given it up. */
const pollOf = (cursor: WebQqCursor) => ask(cursor, { kind: 'receive' }).request;
const late = (cursor: WebQqCursor, of: WebQqCursor, from: number) =>
  protocol.acceptLate?.(cursor, pollOf(of), said(from), noon);

describe('a poll that is read late', () => {
  it('waits for its numbers like any other where its sign-in still stands', () => {
    const cursor = signedInCursor();
    const batch = late(cursor, cursor, 2999999999);
    expect(batch?.events).toEqual([]);
    expect(batch?.cursor).toMatchObject({ waiting: [{ kind: 'message', id: '2999999999' }] });
  });

  it('is stored under real numbers where its sign-in was the one before', () => {
    const before = signedInCursor();
    const { cursor, request } = ask(before, { kind: 'receive' });
    const ended = protocol.accept(cursor, request, json({ retcode: 103 }), noon).cursor as WebQqCursor;
    expect(ended.life).toBe(before.life + 1);
    expect(late(ended, before, 2000000001)?.events).toMatchObject([
      { kind: 'message', peer: 'u:200001', text: 'late' },
    ]);
    // A sign-in that failed on the way knows nobody, and does not put the one before out of mind.
    const again = protocol.accept({ ...ended, stage: 'auth' }, request, json({ retcode: 103 }), noon).cursor;
    expect(late(again as WebQqCursor, before, 2000000001)?.events).toMatchObject([{ peer: 'u:200001' }]);
  });

  it('says nothing of the session, whatever it says', () => {
    const cursor = signedInCursor();
    expect(protocol.acceptLate?.(cursor, pollOf(cursor), json({ retcode: 121 }), noon)).toEqual({ cursor, events: [] });
    expect(protocol.acceptLate?.(cursor, pollOf(cursor), json('cut'), noon)).toMatchObject({
      cursor,
      undecoded: { why: 'garbled' },
    });
  });
});

describe('a poll without an answer', () => {
  const silent = (cursor: WebQqCursor, asked = cursor) => {
    const { request } = ask(cursor, { kind: 'receive' });
    return protocol.accept(asked, request, { kind: 'failure', failure: 'timeout' }, noon + 150_000);
  };

  it('may have been answered: trouble, and not known to have brought nothing', () => {
    expect(silent(signedInCursor())).toMatchObject({
      session: { state: 'unreachable', reason: 'no-answer' },
      outcome: { kind: 'uncertain' },
      nextAt: 'back-off',
    });
  });

  it('says nothing of a session that was signed in anew meanwhile', () => {
    const batch = silent(signedInCursor(), { ...signedInCursor(), life: 2 });
    expect(batch).toMatchObject({ outcome: { kind: 'uncertain' } });
    expect(batch.session).toBeUndefined();
  });
});

describe('an answer to a poll', () => {
  const carries = (status: number, body: string) => {
    const { request } = ask(signedInCursor(), { kind: 'receive' });
    const bytes = new TextEncoder().encode(body);
    return !protocol.carriesNothing(request, { kind: 'reply', status, headers: [], bytes });
  };

  it('is kept where it may hold a message, and not where it is a page in the server’s place', () => {
    expect(carries(200, '{"retcode":0,"result":[{"poll_type":"mess')).toBe(true);
    expect(carries(200, 'noise')).toBe(true);
    expect(carries(200, '<html><body>Sign in to the network</body></html>')).toBe(false);
    expect(carries(502, '<html>502 Bad Gateway</html>')).toBe(false);
    expect(carries(200, '{"retcode":102,"errmsg":""}')).toBe(false);
  });
});
