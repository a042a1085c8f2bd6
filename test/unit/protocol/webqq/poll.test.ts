import { describe, expect, it } from 'vitest';
import { ask, callOf, json, noon, poll, protocol, recorded, signedInCursor, uin } from './talk';

const messagesOf = (name: string) => poll(recorded(name)).events;

describe('what a poll tells', () => {
  it.each([
    ['webqq_poll_message', { peer: 'u:200001', remoteKey: 'u:200001.1001', sender: '200001', text: 'hii' }],
    ['webqq_poll_message_newline', { peer: 'u:200001', text: 'hello' }],
    ['webqq_poll_message_offpic', { text: '[image]', parts: [{ kind: 'picture' }] }],
    ['webqq_poll_group_message', { peer: 'g:300001', sender: '200001', text: 'ooo' }],
    ['webqq_poll_group_cface', { peer: 'g:300001', parts: [{ kind: 'picture' }] }],
    ['webqq_poll_group_face', { text: 'aa[微笑]' }],
    ['webqq_poll_group_super_emoji', { text: '[image]' }],
    ['webqq_poll_group_web_message', { peer: 'g:300001', text: '[共享文件 IMG_0001.jpg]' }],
    ['webqq_poll_discu_message', { peer: 'd:4000000001', sender: '200001', text: 'world' }],
    ['webqq_poll_sess_message', { peer: 's:200001', sender: '200001', remoteKey: 's:200001.4001' }],
    ['webqq_poll_shake_message', { peer: 'u:200001', parts: [{ kind: 'poke' }] }],
    ['webqq_poll_push_offfile', { peer: 'u:200001', parts: [{ kind: 'file', name: 'test2.py' }] }],
    ['webqq_poll_file_message', { peer: 'u:200001', parts: [{ kind: 'file', name: 'test.txt' }] }],
  ])('%s is a message', (name, message) => {
    expect(messagesOf(name)).toEqual([expect.objectContaining({ kind: 'message', direction: 'in', ...message })]);
  });

  it('is who came and went, who asks, and who answered', () => {
    expect(messagesOf('webqq_poll_buddies_status_change')).toEqual([
      { kind: 'presence', number: '200001', state: 'offline', source: 'pushed' },
    ]);
    expect(messagesOf('webqq_poll_system_verify_required')).toEqual([
      { kind: 'request', key: 'friend.200001', from: '200001', text: 'aaa', again: true },
    ]);
    expect(messagesOf('webqq_poll_system_verify_pass')).toEqual([
      { kind: 'request-answered', from: '200001', accepted: true, text: '' },
    ]);
    expect(messagesOf('webqq_poll_sys_g_msg')).toEqual([
      { kind: 'request', key: 'join.300001.200001', from: '200001', text: 'gggg', group: '300001' },
    ]);
    expect(poll(recorded('webqq_poll_buddylist_change')).then).toContainEqual({ kind: 'contacts' });
    expect(messagesOf('webqq_poll_input_notify')).toEqual([]);
  });

  it('and this version does not know is said to have come', () => {
    const strange = { retcode: 0, result: [{ poll_type: 'hologram', value: { from_uin: 2000000001 } }] };
    expect(poll(strange).events).toEqual([expect.objectContaining({ kind: 'gap', why: 'unknown', to: noon })]);
  });

  it('stands in the order it was said, newest or oldest first', () => {
    const item = (msg_id: number, time: number) => ({
      poll_type: 'message',
      value: { msg_id, from_uin: 2000000001, to_uin: 100001, time, content: [`m${msg_id}`] },
    });
    const texts = (items: unknown[]) =>
      poll({ retcode: 0, result: items }).events.map((event) => event.kind === 'message' && event.text);
    expect(texts([item(3, 1e9 + 2), item(2, 1e9), item(1, 1e9)])).toEqual(['m1', 'm2', 'm3']);
    expect(texts([item(1, 1e9), item(2, 1e9 + 1)])).toEqual(['m1', 'm2']);
    // All in one second, some of them handed over twice: the numbers of one sender count upwards.
    expect(texts([item(1, 1e9), item(1, 1e9), item(2, 1e9)])).toEqual(['m1', 'm1', 'm2']);
    expect(texts([item(2, 1e9), item(1, 1e9), item(1, 1e9)])).toEqual(['m1', 'm1', 'm2']);
  });

  it('was written by this account elsewhere where it comes from number 0', () => {
    const value = { msg_id: 5, from_uin: 0, to_uin: 2000000001, time: 1e9, content: ['mine '] };
    expect(poll({ retcode: 0, result: [{ poll_type: 'message', value }] }).events).toEqual([
      expect.objectContaining({ peer: 'u:200001', direction: 'out', sender: uin, text: 'mine' }),
    ]);
  });
});

describe('a message of a group', () => {
  const groups = [{ id: '3000000001', code: '3100000001', name: '群名称' }];
  const before = { ...signedInCursor(), namesAt: {}, groups };
  const said = (text: string, msg_id: number) => ({
    poll_type: 'group_message',
    value: { msg_id, from_uin: 3000000001, to_uin: 100001, send_uin: 2000000001, time: 1e9, content: [text] },
  });
  const mentions = (text: string, own: object) => {
    const polled = poll({ retcode: 0, result: [said(text, 1)] }, before);
    const { cursor, request } = ask(polled.cursor, { kind: 'go-on' });
    const names = { minfo: [{ uin: 2000000001, nick: 'Ming' }], ...own };
    const [event] = protocol.accept(cursor, request, json({ retcode: 0, result: names }), noon).events;
    return event?.kind === 'message' && event.mention;
  };

  it('speaks to this account by the nick or by the card it wears there', () => {
    const worn = { cards: [{ muin: 100001, card: '掌柜' }] };
    expect(mentions('@我 在吗', {})).toBe(true);
    expect(mentions('@掌柜 在吗', worn)).toBe(true);
    expect(mentions('@掌柜 在吗', {})).toBeUndefined();
    expect(mentions('我 在吗', worn)).toBeUndefined();
  });
});

describe('a poll that brings nothing', () => {
  it.each([
    { retcode: 102, errmsg: '' },
    { retcode: 0, retmsg: 'ok', errmsg: 'error' },
    { retcode: 0, result: 'ok' },
    502,
    504,
  ])('is idle: %o', (body) => {
    expect(poll(body)).toMatchObject({ session: { state: 'online' }, events: [], nextAt: noon + 30_000 });
  });

  it('waits a little after 109 and 110, and after what nobody knows, eight times', () => {
    for (const retcode of [109, 110, 4711]) {
      expect(poll({ retcode })).toMatchObject({ session: { state: 'online' }, nextAt: noon + 10_000 });
    }
    expect(poll({ retcode: 4711 }, { ...signedInCursor(), strange: 8 }).cursor.stage).toBe('relink');
    expect(poll({ retcode: 109 }).cursor.strange).toBe(0);
  });

  it('goes on at once under the ptwebqq that 116 tells, which no cursor holds', () => {
    const { request } = ask(signedInCursor(), { kind: 'receive' });
    const reply = json({ retcode: 116, p: 'newnew' });
    expect(protocol.told?.(request, reply)).toEqual({ cookies: { ptwebqq: 'newnew' } });
    const batch = poll({ retcode: 116, p: 'newnew' });
    expect(batch.nextAt).toBe(noon);
    expect(JSON.stringify(batch.cursor)).not.toContain('newnew');
    // One that tells nothing else, again and again, is not asked without a pause.
    expect(poll({ retcode: 116, p: 'newnew' }, batch.cursor).nextAt).toBe(noon + 10_000);
  });

  it.each([100, 103, 108, 100_000, 100_012])('signs in again after %i, by the cookies that are there', (retcode) => {
    const { cursor, session } = poll({ retcode });
    expect(session).toEqual({ state: 'signing-in' });
    expect(callOf(ask(cursor, { kind: 'receive' }).request)).toBe('pt4_auth');
  });

  it.each([120, 121])('relinks after %i with the old psessionid, three times and no more', (retcode) => {
    let cursor = signedInCursor();
    for (let i = 0; i < 3; i++) {
      cursor = poll({ retcode }, cursor).cursor;
      const { request, cursor: asked } = ask(cursor, { kind: 'receive' });
      expect(callOf(request)).toBe('login2');
      expect(JSON.stringify(request.via)).toContain('psessionid');
      cursor = protocol.accept(
        asked,
        request,
        json({ retcode: 0, result: { uin: Number(uin), psessionid: 'x' } }),
        noon,
      ).cursor;
      expect(cursor.stage).toBe('online');
      expect(cursor.numbers).toEqual(signedInCursor().numbers);
    }
    expect(poll({ retcode }, cursor)).toMatchObject({
      session: { state: 'displaced', reason: 'taken-over' },
      nextAt: 'stop',
    });
  });

  it('relinks as what the person had it show: the invisible are not announced by it', () => {
    const hiding = ask(signedInCursor(), { kind: 'status', status: 'invisible' });
    const hidden = protocol.accept(hiding.cursor, hiding.request, json({ retcode: 0, result: 'ok' }), noon).cursor;
    const { request } = ask(poll({ retcode: 121 }, hidden).cursor, { kind: 'receive' });
    expect(JSON.stringify(request.via)).toContain(encodeURIComponent('"status":"hidden"'));
    const refused = protocol.accept(hiding.cursor, hiding.request, json({ retcode: 100_006 }), noon).cursor;
    const plain = ask(poll({ retcode: 121 }, refused).cursor, { kind: 'receive' }).request;
    expect(JSON.stringify(plain.via)).toContain(encodeURIComponent('"status":"online"'));
    // A new sign-in begins as online, and the status that was chosen follows it.
    const anew = poll({ retcode: 103 }, hidden).cursor;
    const link = ask({ ...anew, stage: 'link' }, { kind: 'go-on' }).request;
    expect(JSON.stringify(link.via)).toContain(encodeURIComponent('"status":"online"'));
    const dropped = poll({ retcode: 121 }, { ...anew, stage: 'online' }).cursor;
    expect(JSON.stringify(ask(dropped, { kind: 'receive' }).request.via)).toContain(
      encodeURIComponent('"status":"online"'),
    );
  });

  it('stops where the server says that somebody else is there', () => {
    const batch = poll(recorded('webqq_poll_kick_2015'));
    expect(batch).toMatchObject({ session: { state: 'displaced', reason: 'taken-over' }, nextAt: 'stop' });
    expect(batch.session?.said).toContain('另一地点');
    expect(protocol.next(batch.cursor, { kind: 'receive' }, noon)).toEqual({ kind: 'none' });
  });

  it('that is a page, or cut off, is kept and said', () => {
    const { cursor, request } = ask(signedInCursor(), { kind: 'receive' });
    const of = (text: string) =>
      protocol.accept(
        cursor,
        request,
        { kind: 'reply', status: 200, headers: [], bytes: new TextEncoder().encode(text) },
        noon,
      );
    expect(of('<html>login</html>')).toMatchObject({
      undecoded: { why: 'not-webqq' },
      session: { state: 'unreachable' },
    });
    expect(of('{"retcode":0,"result":[{"poll')).toMatchObject({ undecoded: { why: 'garbled' } });
  });
});

describe('people whose numbers are not known yet', () => {
  const item = (from_uin: number, msg_id: number) => ({
    poll_type: 'message',
    value: { msg_id, from_uin, to_uin: 100001, time: 1e9 + msg_id, content: [`m${msg_id}`] },
  });

  it('have their messages wait in the cursor until the server says who they are, and hold nobody else up', () => {
    const first = poll({ retcode: 0, result: [item(2900000001, 3), item(2000000001, 2), item(2900000001, 1)] });
    expect(first.events).toEqual([expect.objectContaining({ peer: 'u:200001', text: 'm2' })]);
    expect(first.then[0]).toEqual({ kind: 'go-on' });
    const { cursor, request } = ask(first.cursor, { kind: 'go-on' });
    const told = json({ retcode: 0, result: { uiuin: '', account: 209001, uin: 2900000001 } });
    const second = protocol.accept(cursor, request, told, noon);
    expect(second.events.map((event) => event.kind === 'message' && `${event.peer} ${event.text}`)).toEqual([
      'u:209001 m1',
      'u:209001 m3',
    ]);
    expect(second.cursor.waiting).toEqual([]);
  });

  it('are not taken for somebody else whom an answer is about', () => {
    const first = poll({ retcode: 0, result: [item(2900000001, 1)] });
    const { cursor, request } = ask(first.cursor, { kind: 'go-on' });
    const other = json({ retcode: 0, result: { uiuin: '', account: 209002, uin: 2900000002 } });
    const batch = protocol.accept(cursor, request, other, noon);
    expect(batch.events).toEqual([]);
    expect(batch.undecoded).toBeDefined();
  });

  it('whom the server will not name are asked for three times, and then stored under the number they came with', () => {
    let { cursor } = poll({ retcode: 0, result: [item(2900000001, 1)] });
    const events = [];
    for (let i = 0; i < 3; i++) {
      const step = ask(cursor, { kind: 'go-on' });
      const batch = protocol.accept(step.cursor, step.request, json({ retcode: 100_006 }), noon);
      events.push(...batch.events);
      cursor = batch.cursor;
    }
    expect(events).toEqual([expect.objectContaining({ peer: 's:02900000001', text: 'm1' })]);
  });
});

describe('what is sent', () => {
  const send = { kind: 'send', outboxId: 'o1', peer: 'u:200001', text: '你好' } as const;
  const answered = (body: unknown) => {
    const { cursor, request } = ask(signedInCursor(), send);
    return protocol.accept(cursor, request, json(body), noon);
  };

  it('is a text and a font block under a number of its own, and holds no ticket', () => {
    const { request, cursor } = ask(signedInCursor(), send);
    if (request.via.kind !== 'http') throw new Error('not over HTTP');
    const body = (request.via.body ?? [])
      .map((part) => (typeof part === 'string' ? part : `%22<${part.secret}>%22`))
      .join('');
    const r = JSON.parse(decodeURIComponent(body.replace(/^r=/, '')));
    expect(r).toMatchObject({ to: 2000000001, clientid: 53999199, psessionid: '<psessionid>', face: 522 });
    expect(JSON.parse(r.content)).toEqual([
      '你好',
      ['font', { name: '宋体', size: 10, style: [0, 0, 0], color: '000000' }],
    ]);
    const second = ask(cursor, send).request;
    expect(JSON.stringify(second.via)).not.toEqual(JSON.stringify(request.via));
    expect(request.repeat).toBe('repeatable');
  });

  it.each([
    { retcode: 0, result: 'ok' },
    { errCode: 0, msg: 'send ok' },
  ])('was taken: %o', (body) => {
    expect(answered(body).outcome).toEqual({ kind: 'done' });
  });

  it.each([1202, 100_100])('is uncertain after %i', (errCode) => {
    expect(answered({ errCode, errMsg: 'ERROR' }).outcome).toEqual({ kind: 'uncertain' });
  });

  it('was not taken after any other number', () => {
    expect(answered({ errCode: 100_006, errMsg: 'ERROR' }).outcome).toMatchObject({ kind: 'failed' });
  });

  it('is never repeated in a later sign-in, where its number may mean somebody else', () => {
    const { request, cursor } = ask(signedInCursor(), send);
    expect(protocol.outran?.(cursor, request.key)).toBe(false);
    expect(protocol.outran?.({ ...cursor, life: 2 }, request.key)).toBe(true);
  });
});

describe('going offline', () => {
  const leave = (cursor = signedInCursor()) => ask(cursor, { kind: 'status', status: 'offline' });

  it.each([0, 100, 103, 108, 121])('ends the session, also where %i says that there was none', (retcode) => {
    const { cursor, request } = leave();
    expect(callOf(request)).toBe('logout2');
    const batch = protocol.accept(cursor, request, json({ retcode, result: 'ok' }), noon);
    expect(batch).toMatchObject({ session: { state: 'signed-out' }, nextAt: 'stop', outcome: { kind: 'done' } });
  });

  it('ends a sign-in that waits for a phone, and shows no ticket that may be of another', () => {
    const { cursor, request } = leave({ ...signedInCursor(), stage: 'phone' });
    expect(callOf(request)).toBe('logout2');
    expect(JSON.stringify(request.via)).not.toContain('"secret"');
    const batch = protocol.accept(cursor, request, json({ retcode: 103 }), noon);
    expect(batch).toMatchObject({ session: { state: 'signed-out' }, nextAt: 'stop' });
    expect(protocol.next(batch.cursor, { kind: 'go-on' }, noon)).toEqual({ kind: 'none' });
  });
});
