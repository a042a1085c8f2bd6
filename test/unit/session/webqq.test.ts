import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, Peer } from '../../../lib/model/ids';
import {
  accepted,
  call,
  confirm,
  openPeopleForEach,
  messages as rows,
  session,
  signIn,
  slips,
  world,
  write,
} from './webqq-world';
import type { Life } from './world';

openPeopleForEach();
beforeEach(async () => {
  const friends = ['200001', '200002'];
  const webqq = { protocol: 'webqq', password: 'secret', friends, remarks: { '200001': '备注' } };
  await call('accounts', [
    { uin: '100001', nick: 'me', ...webqq },
    { uin: '100002', nick: 'other me', ...webqq },
    { uin: '100003', nick: 'third me', ...webqq },
    { uin: '200001', nick: 'Ming', friends: ['100001', '100002', '100003'] },
    { uin: '200002', nick: 'Hong', friends: ['100001'] },
    { uin: '200009', nick: 'Stranger' },
  ]);
  const members = ['100001', '100002', { uin: '200001', card: '群名片' }, '200009'];
  await call('groups', { gid: '700001', name: '测试群', members });
  await call('groups', { gid: '700002', kind: 'discussion', name: '讨论组', members });
});
const told = async () =>
  (await rows()).map(({ peer, text, senderName }) => ({ peer, text, ...(senderName && { senderName }) }));
async function send(life: Life, accountId: AccountId, peer: Peer, text: string): Promise<void> {
  await write(life, text, accountId, peer);
  await life.wake.wake('person');
}

describe.each(['127.0.0.1', '*.qq.localhost'])('a number of WebQQ at %s', (host) => {
  it('shows the picture, hears the phone, and is online with its people under their real numbers', async () => {
    const life = world.live();
    const tried = await life.addWebQq('100001', host);
    if (!tried.ok) throw new Error(tried.reason);
    const waiting = await session(tried.accountId);
    expect(waiting).toMatchObject({
      state: 'signing-in',
      reason: 'scan-picture',
      picture: expect.stringContaining('data:image/png'),
    });
    await call('qr', { uin: '100001', step: 'scan' });
    world.clock.advance(3_000);
    await life.wake.wake('person');
    expect(await session(tried.accountId)).toMatchObject({ state: 'signing-in', reason: 'confirm-on-phone' });
    await confirm(life, '100001');
    const online = await session(tried.accountId);
    expect(online).toMatchObject({ state: 'online', inFlight: [], signIns: [expect.anything(), expect.anything()] });
    expect(online?.picture).toBeUndefined();
    const contacts = await world.connection.run((db) => db.getAll('contacts'));
    expect(contacts.map(({ number, nick, remark }) => ({ number, nick, remark }))).toEqual([
      { number: '200001', nick: 'Ming', remark: '备注' },
      { number: '200002', nick: 'Hong', remark: undefined },
    ]);
    const groups = await world.connection.run((db) => db.getAll('groups'));
    expect(groups.map(({ number, name }) => ({ number, name }))).toEqual([
      { number: '700001', name: '测试群' },
      { number: '700002', name: '讨论组' },
    ]);
    expect(life.trouble).toEqual([]);
    expect(await slips()).toEqual({});
  });
});

describe('WebQQ over the session', () => {
  it('stores what people, groups and discussions say, in order, under real numbers and names', async () => {
    const life = world.live();
    await signIn(life, '100001');
    await call('say', { from: '200001', to: '100001', text: 'one' });
    await call('say', { from: '200001', to: '100001', text: 'two' });
    await call('say', { from: '200001', group: '700001', text: '@me three' });
    await call('say', { from: '200009', group: '700002', text: 'four' });
    await life.wake.wake('person');
    expect(await told()).toEqual([
      { peer: 'd:700002', text: 'four', senderName: 'Stranger' },
      { peer: 'g:700001', text: '@me three', senderName: '群名片' },
      { peer: 'u:200001', text: 'one' },
      { peer: 'u:200001', text: 'two' },
    ]);
    expect((await rows()).filter(({ mention }) => mention).map(({ text }) => text)).toEqual(['@me three']);
    expect(await slips()).toEqual({});
  });

  it('keeps one conversation over three sign-ins, each with other numbers', async () => {
    const life = world.live();
    const id = await signIn(life, '100001');
    for (const text of ['first', 'second', 'third']) {
      await call('say', { from: '200001', to: '100001', text });
      await life.wake.wake('person');
      await call('kick', { uin: '100001', how: 'expire' });
      world.clock.advance(31_000);
      await life.wake.wake('alarm');
      expect(await session(id)).toMatchObject({ state: 'signing-in', reason: 'scan-picture' });
      await confirm(life, '100001');
      expect(await session(id)).toMatchObject({ state: 'online' });
    }
    expect(await told()).toEqual(['first', 'second', 'third'].map((text) => ({ peer: 'u:200001', text })));
  });

  it('keeps it over three sign-ins too where the first of them would name nobody', async () => {
    const life = world.live();
    // Two friends and a group, each asked for three times.
    await call('fault', { kind: 'retcode', retcode: 100_006, cmd: 'get_friend_uin2', uin: '100001', times: 9 });
    await signIn(life, '100001');
    await call('say', { from: '200001', to: '100001', text: 'first' });
    await life.wake.wake('person');
    expect(await told()).toEqual([{ peer: expect.stringMatching(/^s:0\d+$/), text: 'first' }]);
    for (const text of ['second', 'third']) {
      await call('kick', { uin: '100001', how: 'expire' });
      world.clock.advance(31_000);
      await life.wake.wake('alarm');
      await call('say', { from: '200001', to: '100001', text });
      await confirm(life, '100001');
    }
    expect(await told()).toEqual(['first', 'second', 'third'].map((text) => ({ peer: 'u:200001', text })));
    expect(await world.connection.run((db) => db.getAll('conversations'))).toEqual([
      expect.objectContaining({ peer: 'u:200001', unread: 3 }),
    ]);
  });

  it('delivers replies to people, groups and discussions once', async () => {
    const life = world.live();
    const id = await signIn(life, '100001');
    await send(life, id, 'u:200001', 'to Ming');
    await send(life, id, 'g:700001', 'to all <b>&amp;');
    await send(life, id, 'd:700002', 'to some');
    expect(await accepted('from')).toEqual(['to Ming', 'to all <b>&amp;', 'to some']);
    expect((await rows()).map(({ delivery }) => delivery)).toEqual(['sent', 'sent', 'sent']);
    expect(await slips()).toEqual({});
  });

  it('says so of a reply to somebody who is on none of its lists, and sends nothing', async () => {
    const life = world.live();
    const id = await signIn(life, '100001');
    await send(life, id, 'u:299999', 'to nobody');
    await send(life, id, 'g:799999', 'to no group');
    expect((await rows()).map(({ delivery, trouble }) => ({ delivery, trouble }))).toEqual([
      { delivery: 'failed', trouble: 'nobody' },
      { delivery: 'failed', trouble: 'nobody' },
    ]);
    expect(await accepted('from')).toEqual([]);
  });

  it('answers a stranger by way of the group they wrote through', async () => {
    const life = world.live();
    const id = await signIn(life, '100001');
    await call('say', { from: '200009', to: '100001', group: '700001', text: 'hello' });
    await life.wake.wake('person');
    expect(await told()).toEqual([{ peer: 's:200009', text: 'hello' }]);
    await send(life, id, 's:200009', 'hello back');
    expect(await accepted('from')).toEqual(['hello back']);
  });

  it('has three numbers on one host, each with its own cookies', async () => {
    const life = world.live();
    const uins = ['100001', '100002', '100003'];
    for (const uin of uins) await signIn(life, uin);
    for (let round = 0; round < 3; round++) {
      for (const to of uins) await call('say', { from: '200001', to, text: `${to} ${round}` });
      world.clock.advance(31_000);
      await life.wake.wake('alarm');
    }
    const stored = await world.connection.run(async (db) => ({
      accounts: await db.getAll('accounts'),
      messages: await db.getAll('messages'),
    }));
    expect(stored.messages).toHaveLength(9);
    for (const { accountId, text } of stored.messages) {
      expect(text.split(' ')[0]).toBe(stored.accounts.find(({ id }) => id === accountId)?.uin);
    }
    expect(await slips()).toEqual({});
  });

  it('relinks in silence when the session was dropped, and says so when somebody else took it', async () => {
    const life = world.live();
    const id = await signIn(life, '100001');
    await call('kick', { uin: '100001', how: 'drop' });
    await call('say', { from: '200001', to: '100001', text: 'meanwhile' });
    await life.wake.wake('person');
    expect(await session(id)).toMatchObject({ state: 'online' });
    expect(await told()).toEqual([{ peer: 'u:200001', text: 'meanwhile' }]);
    await call('kick', { uin: '100001' });
    await life.wake.wake('person');
    expect(await session(id)).toMatchObject({ state: 'displaced', reason: 'taken-over' });
    expect((await session(id))?.due).toBeUndefined();
  });

  it('signs in again without the phone where its cookies are still good', async () => {
    const life = world.live();
    const id = await signIn(life, '100001');
    await call('fault', { kind: 'retcode', retcode: 103, cmd: 'poll2', uin: '100001' });
    await call('say', { from: '200001', to: '100001', text: 'still here' });
    await life.wake.wake('person');
    expect(await session(id)).toMatchObject({ state: 'online' });
    expect(await told()).toEqual([{ peer: 'u:200001', text: 'still here' }]);
    expect(await slips()).toEqual({});
  });

  it('goes on under a new ptwebqq, and reads late, oldest-first, doubled and lonely polls', async () => {
    const life = world.live();
    const id = await signIn(life, '100001');
    await call('fault', { kind: 'retcode', retcode: 116, cmd: 'poll2', uin: '100001' });
    for (const name of ['late-idle', 'duplicates', 'one-item', 'entities', 'font-last'])
      await call('habit', { name, on: true });
    for (const text of ['a <b>', 'b', 'c']) await call('say', { from: '200001', to: '100001', text });
    for (let i = 0; i < 8; i++) await life.wake.wake('person');
    expect((await told()).map(({ text }) => text)).toEqual(['a <b>', 'b', 'c']);
    expect(await session(id)).toMatchObject({ state: 'online' });
    const wrong = (await slips()) as { wrongCookie?: number; staleCookie?: number };
    expect(wrong.wrongCookie ?? 0).toBe(0);
    expect(wrong.staleCookie ?? 0).toBe(0);
  });

  it('keeps no cookie and no ticket outside the vault', async () => {
    const life = world.live();
    await signIn(life, '100001');
    const stored = await world.connection.run(async (db) =>
      JSON.stringify(
        await Promise.all((['accounts', 'sessions', 'journal', 'outbox'] as const).map((name) => db.getAll(name))),
      ),
    );
    const [account] = await world.connection.run((db) => db.getAll('accounts'));
    const secrets = await life.ports.vault.open(account?.id ?? 0, `webqq ${account?.server} 100001`);
    const jar: { name: string; value: string }[] = JSON.parse(secrets?.['cookie-jar'] ?? '[]');
    const values = [
      ...jar.filter(({ name }) => !/uin$|ptisp/.test(name)).map(({ value }) => value),
      secrets?.psessionid,
      secrets?.vfwebqq,
    ];
    expect(values.length).toBeGreaterThan(6);
    for (const value of values) expect(stored).not.toContain(value);
  });

  it('is invisible after a relink as it was before, and friends are told nothing in between', async () => {
    const life = world.live();
    const id = await signIn(life, '100001');
    await life.acts.setStatus('invisible', id);
    await life.rest();
    await call('kick', { uin: '100001', how: 'drop' });
    await life.wake.wake('person');
    expect(await session(id)).toMatchObject({ state: 'online' });
    const { accounts } = await call('state');
    expect(accounts.find(({ uin }: { uin: string }) => uin === '100001')).toMatchObject({ state: 'invisible' });
  });

  it('ends a sign-in whose picture nobody wants any more', async () => {
    const life = world.live();
    const tried = await life.addWebQq('100001');
    if (!tried.ok) throw new Error(tried.reason);
    await life.acts.setStatus('offline', tried.accountId);
    await life.rest();
    const ended = await session(tried.accountId);
    expect(ended).toMatchObject({ state: 'signed-out', todo: [] });
    expect(ended?.due).toBeUndefined();
    await call('qr', { uin: '100001', step: 'confirm' });
    world.clock.advance(3_000);
    await life.wake.wake('person');
    expect(await session(tried.accountId)).toMatchObject({ state: 'signed-out' });
  });

  it('shows a new picture when the old one ran out, and stops where nobody looks', async () => {
    const life = world.live();
    const tried = await life.addWebQq('100001');
    if (!tried.ok) throw new Error(tried.reason);
    for (let i = 0; i < 6; i++) {
      world.clock.advance(121_000);
      await life.wake.wake('alarm');
    }
    for (let i = 0; i < 4; i++) {
      world.clock.advance(3_000);
      await life.wake.wake('alarm');
    }
    expect(await session(tried.accountId)).toMatchObject({ state: 'signed-out', reason: 'picture-expired' });
  });
});
