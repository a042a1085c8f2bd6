import { describe, expect, it } from 'vitest';
import type { HttpQqCursor } from '../../../../lib/protocol/http-qq/cursor';
import { ask, exchange, fail, message, noon, protocol, receive, reply, signedInCursor } from './talk';

const li = 300_000;
const none = 'RES=0&MN=0&MT=&UN=&MG=';

function login(rest: string, cursor: HttpQqCursor = protocol.start(() => 0.5), now = noon) {
  return exchange(cursor, { kind: 'sign-in' }, 'LOGIN', rest, now);
}

describe('signing in', () => {
  it('is followed by the messages first, then the lists', () => {
    const batch = login('RES=0&RS=0&HI=60&LI=300');
    expect(batch.session).toEqual({ state: 'online' });
    expect(batch.then.map(({ kind }) => kind)).toEqual(['receive', 'contacts', 'presence']);
  });

  it('is not done by RES=0 alone', () => {
    expect(login('RES=0').undecoded?.detail).toBe('Login without RS');
  });

  it.each([
    ['RES=0&RS=0&HI=60&LI=300', 60_000, 300_000],
    ['RES=0&RS=0&HI=20&LI=90&COMP=NOKIA8F3A18D6E27', 20_000, 90_000],
    ['RES=0&RS=0', 60_000, 300_000],
    ['RES=0&RS=0&HI=0&LI=-5', 60_000, 300_000],
    ['RES=0&RS=0&HI=999999999&LI=soon', 60_000, 300_000],
  ])('%s: the intervals of the server, where they can be meant', (rest, hiMs, liMs) => {
    expect(login(rest).cursor).toMatchObject({ hiMs, liMs });
  });

  it('with a wrong password is tried once: the account stops, in the words of the server', () => {
    const batch = login('RES=0&RS=1&RA=密码错误%2c再试');
    expect(batch.session).toEqual({ state: 'refused', reason: 'wrong-password', said: '密码错误,再试' });
    expect(batch.nextAt).toBe('stop');
    for (const kind of ['receive', 'contacts', 'presence'] as const) {
      expect(protocol.next(batch.cursor, { kind }, noon + li).kind).toBe('none');
    }
    expect(protocol.next(batch.cursor, message, noon).kind).toBe('none');
  });

  it('after a refusal happens again only when the person wants it', () => {
    const { cursor } = login('RES=0&RS=1');
    expect(login('RES=0&RS=0&HI=60&LI=300', cursor).session).toEqual({ state: 'online' });
  });

  it('with a number that is not legal stops and says so', () => {
    const batch = login('RES=5');
    expect(batch).toMatchObject({ session: { state: 'refused', reason: 'illegal-number' }, nextAt: 'stop' });
  });

  it('refused in a way nobody wrote down stops with what the server said', () => {
    expect(login('RES=0&RS=7&RA=later').session).toEqual({ state: 'refused', reason: 'server-trouble', said: 'later' });
    expect(login('RES=42').session).toEqual({ state: 'unreachable', reason: 'server-trouble', said: 'RES=42' });
  });

  it('too fast rests and is no verdict on the account', () => {
    const batch = login('RES=3');
    expect(batch.session).toMatchObject({ state: 'waiting', reason: 'too-fast', until: noon + 30_000 });
    expect(protocol.next(batch.cursor, { kind: 'sign-in' }, noon).kind).toBe('ask');
  });

  it('without a password that opens locks the account', () => {
    const batch = fail(
      protocol.start(() => 0),
      { kind: 'sign-in' },
      'no-secret',
    );
    expect(batch).toMatchObject({ session: { state: 'locked', reason: 'no-secret' }, nextAt: 'stop' });
  });

  it('serves whatever else is wanted while there is no session', () => {
    const { request } = ask(
      protocol.start(() => 0.5),
      { kind: 'receive' },
    );
    expect(request.want).toEqual({ kind: 'sign-in' });
    expect(
      protocol.next(
        protocol.start(() => 0.5),
        message,
        noon,
      ).kind,
    ).toBe('wait');
  });
});

describe('RES=20, not signed in', () => {
  it('after a silence longer than LI is a time-out: sign in', () => {
    const batch = receive(signedInCursor(), 'RES=20', noon + li + 1);
    expect(batch).toMatchObject({ session: { state: 'signing-in' }, then: [{ kind: 'sign-in' }] });
  });

  it('after every silence longer than LI is a time-out, however often', () => {
    let cursor = signedInCursor();
    for (let day = 1; day <= 5; day++) {
      const now = noon + day * 86_400_000;
      const out = receive(cursor, 'RES=20', now);
      expect(out.session?.state).toBe('signing-in');
      cursor = login('RES=0&RS=0&HI=60&LI=300', out.cursor, now).cursor;
    }
  });

  it('sooner than LI is answered by one sign-in', () => {
    const batch = receive(signedInCursor(), 'RES=20', noon + 30_000);
    expect(batch).toMatchObject({ session: { state: 'signing-in' }, then: [{ kind: 'sign-in' }] });
  });

  it('a second time inside LI means that the number is in use elsewhere: stop and say so', () => {
    const first = receive(signedInCursor(), 'RES=20', noon + 30_000);
    const back = login('RES=0&RS=0&HI=60&LI=300', first.cursor, noon + 31_000);
    const second = receive(back.cursor, 'RES=20', noon + 61_000);
    expect(second).toMatchObject({ session: { state: 'displaced', reason: 'taken-over' }, nextAt: 'stop', then: [] });
    expect(protocol.next(second.cursor, { kind: 'receive' }, noon + 99_000).kind).toBe('none');
  });

  it('a second time after a session that lasted LI is answered by one sign-in again', () => {
    const first = receive(signedInCursor(), 'RES=20', noon + 30_000);
    let { cursor } = login('RES=0&RS=0&HI=60&LI=300', first.cursor, noon + 31_000);
    for (let at = 60_000; at <= 330_000; at += 30_000) cursor = receive(cursor, none, noon + at).cursor;
    expect(receive(cursor, 'RES=20', noon + 360_000).session).toEqual({ state: 'signing-in' });
  });

  it('of a request from before the sign-in says nothing about the session after it', () => {
    const early = ask(signedInCursor(), message);
    const out = receive(early.cursor, 'RES=20', noon + 30_000);
    const back = login('RES=0&RS=0&HI=60&LI=300', out.cursor, noon + 31_000);
    const late = protocol.accept(back.cursor, early.request, reply(early.request, 'CLTMSG', 'RES=20'), noon + 32_000);
    expect(late.session).toBeUndefined();
    expect(late.outcome).toEqual({ kind: 'refused', until: noon + 32_000 });
    expect(late.cursor).toMatchObject({ signedIn: true });
  });

  it('of two requests on their way at once asks for one sign-in', () => {
    const sending = ask(signedInCursor(), message);
    const out = receive(sending.cursor, 'RES=20', noon + 30_000);
    const second = protocol.accept(
      out.cursor,
      sending.request,
      reply(sending.request, 'CLTMSG', 'RES=20'),
      noon + 30_100,
    );
    expect(out.then).toEqual([{ kind: 'sign-in' }]);
    expect(second.then).toEqual([]);
    expect(second.session).toBeUndefined();
  });

  it('of a message leaves the message to be sent again under a new SEQ', () => {
    const batch = exchange(signedInCursor(), message, 'CLTMSG', 'RES=20', noon + 30_000);
    expect(batch.outcome).toEqual({ kind: 'refused', until: noon + 30_000 });
  });

  it('in an answer from the days before a clock was set back is no taking over', () => {
    const cursor = { ...signedInCursor(), earlySignInAt: noon + 86_400_000 };
    expect(receive(cursor, 'RES=20', noon + 30_000).session).toEqual({ state: 'signing-in' });
  });

  it('of a status of absence ends in signing out, never in signing in', () => {
    const away = { kind: 'status', status: 'offline' } as const;
    const batch = exchange(signedInCursor(), away, 'Change_Stat', 'RES=20', noon + 30_000);
    expect(batch.then).toEqual([{ kind: 'sign-out' }]);
  });

  it('takes the status that the person chose across the sign-in', () => {
    const busy = { kind: 'status', status: 'busy' } as const;
    const batch = exchange(signedInCursor(), busy, 'Change_Stat', 'RES=20', noon + 30_000);
    expect(batch.then).toEqual([{ kind: 'sign-in' }, busy]);
  });
});

describe('an account that was taken over', () => {
  const first = receive(signedInCursor(), 'RES=20', noon + 1000);
  const back = login('RES=0&RS=0&HI=60&LI=300', first.cursor, noon + 2000);
  const sending = ask(back.cursor, message, noon + 2000);
  const stopped = receive(sending.cursor, 'RES=20', noon + 3000);

  it.each(['RES=0&', 'RES=3', 'RES=20'])('stays stopped when a message under way is answered (%s)', (rest) => {
    const late = protocol.accept(stopped.cursor, sending.request, reply(sending.request, 'CLTMSG', rest), noon + 4000);
    expect(late.session).toBeUndefined();
    expect(late).toMatchObject({ then: [], nextAt: 'stop' });
  });

  it('stays stopped when a message under way is not answered', () => {
    const late = protocol.accept(stopped.cursor, sending.request, { kind: 'failure', failure: 'timeout' }, noon + 4000);
    expect(late.session).toBeUndefined();
    expect(late).toMatchObject({ nextAt: 'stop', outcome: { kind: 'again' } });
  });
});

describe('signing out', () => {
  it('ends the session for good, even if nobody answers', () => {
    const { cursor, request } = ask(signedInCursor(), { kind: 'sign-out' });
    expect(cursor.signedIn).toBe(false);
    const batch = protocol.accept(cursor, request, reply(request, 'LOGOUT', 'RES=0'), noon);
    expect(batch).toMatchObject({ session: { state: 'signed-out' }, nextAt: 'stop' });
  });

  it('is not undone by an old answer that comes afterwards, whose messages are taken all the same', () => {
    const polling = ask(signedInCursor(), { kind: 'receive' });
    const { cursor } = ask(polling.cursor, { kind: 'sign-out' });
    const got = reply(polling.request, 'GETMSGEX', 'RES=0&MN=1&MT=9,&UN=1,&MG=a,');
    const late = protocol.accept(cursor, polling.request, got, noon + 1000);
    expect(late.session).toBeUndefined();
    expect(late.cursor.lastOkAt).toBe(noon);
    expect(late.events).toHaveLength(1);
  });

  it('is what a status of absence comes to', () => {
    const batch = exchange(signedInCursor(), { kind: 'status', status: 'offline' }, 'Change_Stat', 'RES=0&');
    expect(batch.then).toEqual([{ kind: 'sign-out' }]);
  });

  it('as a probe tells a QQ server by any answer in its form', () => {
    const batch = exchange(
      protocol.start(() => 0),
      { kind: 'probe' },
      'LOGOUT',
      'RES=20',
    );
    expect(batch).toMatchObject({ outcome: { kind: 'done' } });
    expect(batch.session).toBeUndefined();
    expect(batch.undecoded).toBeUndefined();
  });
});
