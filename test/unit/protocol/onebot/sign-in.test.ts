import { describe, expect, it } from 'vitest';
import { openOneBot } from '../../../../lib/protocol/onebot';
import { startCursor } from '../../../../lib/protocol/onebot/cursor';
import {
  actionOf,
  answerWith,
  ask,
  callOf,
  exchange,
  fail,
  noon,
  ok,
  overHttp,
  protocol,
  raw,
  refuse,
  server,
  signedInCursor,
  uin,
} from './talk';

const fresh = startCursor(() => 0.5);
const signIn = { kind: 'sign-in' } as const;
const probe = { kind: 'probe' } as const;
const closed = (code: number) => ({ kind: 'closed', code }) as const;

describe('signing in', () => {
  it('asks who answers, on a new line, with the token in the address alone', () => {
    const { cursor, request } = ask(fresh, signIn);
    expect(request.via).toMatchObject({ kind: 'frame', opens: [server, expect.anything()] });
    expect(callOf(request)).toEqual({ action: 'get_login_info', params: {}, echo: request.key });
    expect(protocol.live?.(cursor)).toMatchObject({
      url: [server, { secret: 'token', lead: '?access_token=', as: 'query' }],
    });
  });

  it('as the right number is online, and learns what it is talking to', () => {
    const batch = exchange(fresh, signIn, { user_id: uin, nickname: '小店' });
    expect(batch).toMatchObject({ session: { state: 'online' }, self: { number: uin, nick: '小店' } });
    expect(batch.then.map(({ kind }) => kind)).toEqual(['version', 'receive', 'contacts', 'groups']);
    expect(exchange(batch.cursor, { kind: 'version' }, { app_name: 'LLOneBot' }).cursor.app).toBe('LLOneBot');
  });

  it('reads lists again that are an hour old, or from a moment that a clock set back has yet to reach', () => {
    const asked = (contactsAt: number) =>
      exchange({ ...fresh, contactsAt }, signIn, { user_id: uin, nickname: 'x' }).then.map(({ kind }) => kind);
    expect(asked(noon - 60_000)).not.toContain('contacts');
    expect(asked(noon - 3_600_000)).toContain('contacts');
    expect(asked(noon + 2 * 86_400_000)).toContain('contacts');
  });

  it('where another number answers stops and says who', () => {
    const batch = exchange(fresh, signIn, { user_id: 100009, nickname: 'x' });
    expect(batch).toMatchObject({
      nextAt: 'stop',
      events: [],
      session: { state: 'refused', reason: 'other-number', said: '100009' },
    });
  });

  it('for the first time takes whoever answers', () => {
    const adding = openOneBot({ server, uin: '' });
    const step = adding.next(fresh, signIn, noon);
    if (step.kind !== 'ask') throw new Error(step.kind);
    const batch = adding.accept(step.cursor, step.request, ok(step.request, { user_id: 100009 }), noon);
    expect(batch).toMatchObject({ session: { state: 'online' }, self: { number: '100009' } });
  });

  it.each([
    ['a frame that says so, without an echo', raw('{"status":"failed","retcode":1403,"message":"token验证失败"}')],
    ['the close code for it', closed(1008)],
    ['HTTP 401', raw('', 401)],
    ['HTTP 403', raw('{"message":"token verify failed!"}', 403)],
    ['retcode 1401', raw('{"retcode":1401,"status":"failed"}')],
  ])('with a wrong token, told by %s, is tried once', (_, got) => {
    const batch = answerWith(fresh, signIn, got);
    expect(batch).toMatchObject({ nextAt: 'stop', session: { state: 'refused', reason: 'wrong-token' } });
    expect(protocol.next(batch.cursor, { kind: 'receive' }, noon).kind).toBe('none');
    expect(ask(batch.cursor, signIn).request.via).toMatchObject({ opens: [server, expect.anything()] });
  });

  it('at a server of another version of the standard stops', () => {
    const batch = exchange(signedInCursor(), { kind: 'version' }, { app_name: 'x', protocol_version: 'v12' });
    expect(batch).toMatchObject({ nextAt: 'stop', session: { reason: 'not-onebot', said: 'v12' } });
  });

  it('where its QQ is not signed in is tried again later, with its words', () => {
    const batch = refuse(fresh, signIn, 1200, '未登录');
    expect(batch).toMatchObject({ nextAt: 'back-off', session: { state: 'unreachable', said: '未登录' } });
  });
});

describe('a socket that closes before it says anything', () => {
  const failed = answerWith(fresh, signIn, closed(1006));

  it('is looked into over HTTP, without the token', () => {
    expect(failed).toMatchObject({ session: { reason: 'no-socket' }, then: [probe] });
    const { request } = ask(failed.cursor, probe);
    expect(request.via).toMatchObject({ method: 'POST', url: 'http://127.0.0.1:3001/get_login_info' });
    expect(JSON.stringify(request.via)).not.toContain('token');
  });

  it.each([
    ['refused', 'nobody-listens'],
    ['dns', 'name-unknown'],
    ['blocked-port', 'blocked-port'],
    ['tls', 'certificate'],
    ['empty', 'no-socket'],
    ['no-permission', 'no-socket'],
    ['timeout', 'no-socket'],
  ] as const)('and %s over HTTP is told as %s', (failure, reason) => {
    expect(fail(failed.cursor, probe, failure)).toMatchObject({ nextAt: 'back-off', then: [], session: { reason } });
  });

  it('and a web page over HTTP is no OneBot: a WebUI port', () => {
    const batch = answerWith(failed.cursor, probe, raw('<!doctype html><title>NapCat WebUI</title>'));
    expect(batch.session).toMatchObject({ reason: 'not-onebot' });
  });

  it('and a wish to upgrade is a server that did not take our socket', () => {
    expect(answerWith(failed.cursor, probe, raw('', 426)).session).toMatchObject({ reason: 'no-socket' });
  });

  it.each([
    ['asks for a token', raw('{"message":"token verify failed!"}', 403)],
    ['answers', raw('{"status":"ok","retcode":0,"data":{"user_id":100001}}')],
  ])('and one that %s over HTTP is spoken to over HTTP', (_, got) => {
    const batch = answerWith(failed.cursor, probe, got);
    expect(batch.then).toEqual([signIn]);
    const { request } = ask(batch.cursor, signIn);
    expect(request.via).toMatchObject({
      kind: 'http',
      headers: { Authorization: [{ secret: 'token', as: 'header' }] },
      tail: [{ secret: 'token', as: 'tail' }],
    });
    expect(exchange(batch.cursor, signIn, { user_id: 100001 }).cursor).toMatchObject({ over: 'http', signedIn: true });
  });

  it('and that met silence for a whole deadline is told as no answer, and not asked over HTTP as well', () => {
    const silent = fail(fresh, signIn, 'timeout');
    expect(silent).toMatchObject({ session: { reason: 'no-answer' }, then: [], nextAt: 'back-off' });
  });

  it('goes over to HTTP at once where the first question already found it there', () => {
    const found = answerWith(fresh, probe, raw('', 401));
    expect(found.outcome).toEqual({ kind: 'done' });
    expect(answerWith(found.cursor, signIn, closed(1006)).then).toEqual([signIn]);
  });
});

describe('a socket that stood before and does not open', () => {
  /** The line is gone, and so often none came about; each time HTTP answers and takes the token. */
  function afterFailures(times: number) {
    let { cursor } = protocol.accept(signedInCursor(), 'push', closed(1006), noon);
    const reasons: unknown[] = [];
    for (let n = 0; n < times; n++) {
      const failed = answerWith(cursor, { kind: 'receive' }, closed(1006));
      const probed = answerWith(failed.cursor, probe, raw('', 401));
      const login = exchange(probed.cursor, signIn, { user_id: 100001 });
      reasons.push(login.session?.reason ?? login.session?.state);
      cursor = login.cursor;
    }
    return { cursor, reasons };
  }

  it('is waited for before HTTP will do: its program may be starting', () => {
    const { cursor, reasons } = afterFailures(3);
    expect(reasons).toEqual(['no-socket', 'no-socket', 'online']);
    expect(cursor).toMatchObject({ over: 'http', signedIn: true });
  });

  it('and opens again is as good as ever', () => {
    const { cursor } = exchange(afterFailures(2).cursor, { kind: 'receive' }, { user_id: 100001 });
    expect(cursor).toMatchObject({ over: 'socket', signedIn: true, lined: 0 });
  });

  it('has its token refused by HTTP at once, where that is why', () => {
    const { cursor } = protocol.accept(signedInCursor(), 'push', closed(1006), noon);
    const failed = answerWith(cursor, { kind: 'receive' }, closed(1006));
    const probed = answerWith(failed.cursor, probe, raw('', 401));
    expect(answerWith(probed.cursor, signIn, raw('', 403)).session).toMatchObject({ reason: 'wrong-token' });
  });
});

describe('the first question', () => {
  it.each(['refused', 'dns', 'offline', 'blocked-port', 'tls', 'no-permission'] as const)('%s ends it', (failure) => {
    expect(fail(fresh, probe, failure).outcome).toMatchObject({ kind: 'failed' });
  });

  it.each(['empty', 'reset', 'timeout', 'other'] as const)('%s is no reason not to try a socket', (failure) => {
    expect(fail(fresh, probe, failure).outcome).toEqual({ kind: 'done' });
  });
});

describe('over HTTP', () => {
  const withoutStream = { ...overHttp(), lacks: ['_events'] };

  it('events are fetched the way the server has, and conversations stand in for what it has not', () => {
    const stream = ask(overHttp(), { kind: 'receive' });
    const asked = [actionOf(stream.request)];
    let { cursor } = protocol.accept(stream.cursor, stream.request, { kind: 'closed', code: 1003 }, noon);
    for (let turn = 0; turn < 2; turn++) {
      asked.push(actionOf(ask(cursor, { kind: 'receive' }).request));
      const batch = refuse(cursor, { kind: 'receive' }, 200, '不支持的Api');
      expect(batch.then).toEqual([{ kind: 'receive' }]);
      cursor = batch.cursor;
    }
    const batch = exchange({ ...cursor, heardAt: noon - 1000 }, { kind: 'receive' }, { online: true });
    expect(asked).toEqual(['_events', 'get_updates', 'get_event']);
    expect(batch.then).toEqual([{ kind: 'catch-up' }, { kind: 'requests' }]);
    expect(actionOf(ask(batch.cursor, { kind: 'catch-up' }).request)).toBe('get_recent_contact');
  });

  it('a ring of events that has forgotten who asks is not believed: what was missed comes from the histories', () => {
    const ring = { ...withoutStream, lacks: ['_events', 'get_updates'] };
    const { cursor } = exchange(ring, { kind: 'receive' }, []);
    const next = (minutes: number) => actionOf(ask(cursor, { kind: 'receive' }, noon + minutes * 60_000).request);
    expect([next(1), next(4), next(6)]).toEqual(['get_event', 'get_event', 'get_login_info']);
  });

  it('a server that tells neither events nor who wrote is not said to be online', () => {
    const lacks = ['get_updates', 'get_event', '_events', 'get_recent_contact'];
    const batch = exchange({ ...overHttp(), lacks }, { kind: 'receive' }, { online: true });
    expect(batch.session).toEqual({ state: 'unreachable', reason: 'no-socket' });
  });

  it.each([
    [1008, { state: 'refused', reason: 'wrong-token' }],
    [1006, { state: 'unreachable', reason: 'line-dropped' }],
  ])('a stream that closes with %i before it stands is told', (code, truth) => {
    const cursor = { ...overHttp(), lacks: ['get_updates', 'get_event'] };
    const { cursor: asked, request } = ask(cursor, { kind: 'receive' });
    expect(request.via).toMatchObject({ kind: 'frame', text: '' });
    expect(protocol.accept(asked, request, { kind: 'closed', code }, noon).session).toEqual(truth);
  });

  it('a stream that does not come about three times in a row is done without', () => {
    let cursor = overHttp();
    const asked: string[] = [];
    for (let turn = 0; turn < 4; turn++) {
      const stream = ask(cursor, { kind: 'receive' });
      asked.push(actionOf(stream.request));
      const batch = protocol.accept(stream.cursor, stream.request, { kind: 'closed', code: 1006 }, noon);
      cursor = { ...batch.cursor, signedIn: true };
    }
    expect(asked).toEqual(['_events', '_events', '_events', 'get_updates']);
  });

  it('fetched events are journalled unless there were none', () => {
    const { request } = ask(withoutStream, { kind: 'receive' });
    expect(request.destructive).toBe(true);
    expect(protocol.carriesNothing(request, ok(request, []))).toBe(true);
    expect(protocol.carriesNothing(request, ok(request, [{}]))).toBe(false);
    expect(protocol.carriesNothing(request, raw('{'))).toBe(false);
  });

  it('a server that stops answering is tried over a socket next', () => {
    expect(fail(withoutStream, { kind: 'receive' }, 'refused').cursor.over).toBe('socket');
  });
});
