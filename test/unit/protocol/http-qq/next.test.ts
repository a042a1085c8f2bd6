import { describe, expect, it } from 'vitest';
import { ask, bodyOf, exchange, message, noon, protocol, receive, server, signedInCursor } from './talk';

describe('a request', () => {
  it('goes to the root of the server as text', () => {
    expect(ask(signedInCursor(), { kind: 'receive' }).request.via).toMatchObject({
      kind: 'http',
      method: 'POST',
      url: `${server}/`,
      headers: { 'Content-Type': 'text/plain; charset=UTF-8' },
    });
  });

  it('takes the SEQ as its key and may always be repeated', () => {
    const { cursor, request } = ask(signedInCursor(), message);
    expect(request).toMatchObject({ key: String(cursor.seq - 1), repeat: 'repeatable', destructive: false });
    expect(bodyOf(request)).toContain(`&SEQ=${request.key}&`);
  });

  it('that receives is the one that takes something off the server', () => {
    for (const kind of ['receive', 'contacts', 'presence', 'sign-out', 'probe'] as const) {
      expect(ask(signedInCursor(), { kind }).request.destructive).toBe(kind === 'receive');
    }
  });
});

describe('status', () => {
  it.each([
    ['online', 10],
    ['busy', 30],
    ['invisible', 40],
    ['offline', 20],
  ] as const)('%s is ST=%i', (status, code) => {
    expect(bodyOf(ask(signedInCursor(), { kind: 'status', status }).request)).toMatch(new RegExp(`&ST=${code}$`));
  });

  it('away is nothing that HTTP QQ has', () => {
    expect(protocol.next(signedInCursor(), { kind: 'status', status: 'away' }, noon)).toEqual({ kind: 'none' });
  });

  it('offline while nobody is signed in is a sign-out, and any other a sign-in', () => {
    const cursor = { ...signedInCursor(), signedIn: false };
    expect(ask(cursor, { kind: 'status', status: 'offline' }).request.want.kind).toBe('sign-out');
    expect(ask(cursor, { kind: 'status', status: 'busy' }).request.want.kind).toBe('sign-in');
  });

  it('changed twice in 5 s would cost 20 s, so the second change waits', () => {
    const { cursor } = ask(signedInCursor(), { kind: 'status', status: 'busy' });
    const step = protocol.next(cursor, { kind: 'status', status: 'online' }, noon + 1000);
    expect(step).toEqual({ kind: 'wait', until: noon + 5500 });
    expect(protocol.next(cursor, { kind: 'status', status: 'online' }, noon + 5500).kind).toBe('ask');
    expect(protocol.next(cursor, { kind: 'status', status: 'online' }, noon - 86_400_000).kind).toBe('ask');
  });

  it('refused as too fast waits its time, and lets in first what came meanwhile', () => {
    const busy = { kind: 'status', status: 'busy' } as const;
    let cursor = signedInCursor();
    for (const at of [noon, noon + 30_000, noon + 60_000]) {
      const refused = exchange(cursor, busy, 'Change_Stat', 'RES=3', at);
      expect(refused.then).toEqual([{ kind: 'receive' }]);
      expect(refused.outcome).toEqual({ kind: 'refused', until: at + 5_500, repeat: true });
      expect(protocol.next(refused.cursor, busy, at + 1000)).toEqual({ kind: 'wait', until: at + 5_500 });
      cursor = refused.cursor;
    }
  });
});

describe('a message', () => {
  it('the fourth within 2 s would cost 20 s, so it waits', () => {
    let cursor = signedInCursor();
    for (const at of [0, 100, 200]) cursor = ask(cursor, message, noon + at).cursor;
    expect(protocol.next(cursor, message, noon + 300)).toEqual({ kind: 'wait', until: noon + 2500 });
    expect(protocol.next(cursor, message, noon + 2500).kind).toBe('ask');
    expect(protocol.next(cursor, message, noon - 86_400_000).kind).toBe('ask');
  });

  it('refused as too fast leaves again under a new SEQ, and the session stays as it is', () => {
    const sending = ask(signedInCursor(), message);
    const refused = exchange(signedInCursor(), message, 'CLTMSG', 'RES=3');
    expect(refused.session).toBeUndefined();
    expect(refused.outcome).toEqual({ kind: 'refused', until: noon + 2500, repeat: true });
    expect(ask(refused.cursor, message, noon + 2500).request.key).not.toBe(sending.request.key);
  });

  it('to a number that is not legal fails, and the account goes on', () => {
    const batch = exchange(signedInCursor(), message, 'CLTMSG', 'RES=5');
    expect(batch).toMatchObject({ outcome: { kind: 'failed', why: 'illegal-number' } });
    expect(batch.session).toBeUndefined();
  });

  it('to a group is nothing that HTTP QQ has, and the person is told so', () => {
    expect(protocol.next(signedInCursor(), { ...message, peer: 'g:1' }, noon)).toEqual({
      kind: 'none',
      never: 'unsupported',
    });
  });
});

it('a refusal that nobody wrote down is told in its own words and asked again later', () => {
  const batch = receive(signedInCursor(), 'RES=42');
  expect(batch).toMatchObject({
    session: { state: 'online', reason: 'server-trouble', said: 'RES=42' },
    nextAt: noon + 30_000,
    outcome: { kind: 'refused', until: noon + 30_000 },
  });
});
