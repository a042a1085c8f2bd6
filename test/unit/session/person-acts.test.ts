import { describe, expect, it } from 'vitest';
import { peerOf } from '../../../lib/model/ids';
import { undoDeedMs } from '../../../lib/session/person-acts';
import { readRequests } from '../../../lib/store/read-requests';
import { admit, control, messages, online, openWorldForEach, say, session, until, world } from './live-world';

openWorldForEach();

const requests = () => world.connection.run(readRequests);
const contacts = () => world.connection.run((db) => db.getAll('contacts'));
const friendsOfServer = async (uin: string) => {
  const answer = await fetch(`http://127.0.0.1:${world.server.ready.control}/control/state`);
  const { accounts } = (await answer.json()) as { accounts: { uin: string; friends: string[] }[] };
  return accounts.find((account) => account.uin === uin)?.friends;
};
const calls = async (cmd: string) => {
  const answer = await fetch(`http://127.0.0.1:${world.server.ready.control}/control/ledger?since=0`);
  const { entries } = (await answer.json()) as { entries: { cmd?: string }[] };
  return entries.filter((entry) => entry.cmd === cmd).length;
};

async function asked() {
  const life = world.live();
  const id = await online(life);
  await control('accounts', { uin: '20009', nick: '新客', friends: [] });
  const { flag } = await control<{ flag: string }>('request', { from: '20009', to: '10001', text: '从网站来的' });
  await until(async () => expect(await requests()).toHaveLength(1));
  return { life, id, key: `friend.${flag}` };
}

describe('a request to be added', () => {
  it('is answered after the time in which it can be taken back, and the person is a contact', async () => {
    const { life, id, key } = await asked();
    expect(await life.people.act(id, { kind: 'answer', key, accept: true, text: '网站客人' })).toBe(true);
    await life.wake.wake('alarm');
    expect(await friendsOfServer('10001')).not.toContain('20009');
    world.clock.advance(undoDeedMs);
    await life.wake.wake('alarm');
    await until(async () => expect(await requests()).toEqual([]));
    expect(await friendsOfServer('10001')).toContain('20009');
    await until(async () => expect((await contacts()).map(({ number }) => number)).toContain('20009'));
    expect((await session(id)).acts).toBeUndefined();
  });

  it('is not answered where the person thought better of it in time', async () => {
    const { life, id, key } = await asked();
    await life.people.act(id, { kind: 'answer', key, accept: false });
    expect(await life.people.cancelAct(id, `answer ${key}`)).toBe(true);
    world.clock.advance(undoDeedMs);
    await life.wake.wake('alarm');
    expect([await calls('set_friend_add_request'), (await requests()).length]).toEqual([0, 1]);
  });

  it('survives the worker: the alarm of the next one sends it', async () => {
    const { life, id, key } = await asked();
    await life.people.act(id, { kind: 'answer', key, accept: true });
    await until(async () => expect(world.alarm()).toBeLessThanOrEqual(world.clock.now() + undoDeedMs));
    life.sockets.dropAll();
    world.clock.advance(undoDeedMs);
    await world.live().wake.wake('alarm');
    await until(async () => expect(await requests()).toEqual([]));
    expect(await calls('set_friend_add_request')).toBe(1);
  });

  it('that the server does not know any more stays, with its words', async () => {
    const { life, id } = await asked();
    const key = 'friend.gone';
    await life.people.act(id, { kind: 'answer', key, accept: true });
    world.clock.advance(undoDeedMs);
    await life.wake.wake('alarm');
    await until(async () =>
      expect((await session(id)).acts).toMatchObject([{ state: 'failed', said: expect.stringContaining('request') }]),
    );
    expect(await life.people.cancelAct(id, `answer ${key}`)).toBe(true);
    expect((await session(id)).acts).toBeUndefined();
  });

  it('met by silence is asked once more, then told as uncertain and never again', async () => {
    const { life, id, key } = await asked();
    await control('fault', { kind: 'drop-before', cmd: 'set_friend_add_request', times: 9 });
    await life.people.act(id, { kind: 'answer', key, accept: true });
    for (let n = 0; n < 6; n++) {
      world.clock.advance(60_000);
      await life.wake.wake('person');
      // The line that was dropped wakes too: the clock goes on once nobody waits for an answer.
      await life.rest();
    }
    expect((await session(id)).acts).toMatchObject([{ state: 'uncertain', tries: 2 }]);
  });
});

it('a message of ours is taken back at once and marked', async () => {
  const life = world.live();
  const id = await online(life);
  await say('在吗');
  const peer = peerOf('u', '20001');
  const reply = { id: 'r1', accountId: id, peer, text: '说错了', now: world.clock.now(), notBefore: world.clock.now() };
  await life.ports.store.queueReply(reply);
  await life.wake.wake('alarm');
  const sent = await until(async () => {
    const mine = (await messages()).find(({ delivery }) => delivery === 'sent');
    if (!mine) throw new Error('not sent');
    return mine;
  });
  await life.people.act(id, { kind: 'recall', remoteKey: sent.remoteKey });
  await until(async () => expect((await messages()).find(({ text }) => text === '说错了')?.recalled).toBe(true));
  expect(await calls('delete_msg')).toBe(1);
});

it('a friend who was deleted is gone from both sides', async () => {
  const life = world.live();
  const id = await online(life);
  await until(async () => expect((await contacts()).map(({ number }) => number)).toContain('20001'));
  await life.people.act(id, { kind: 'unfriend', number: '20001' });
  world.clock.advance(undoDeedMs);
  await life.wake.wake('alarm');
  await until(async () => expect((await contacts()).map(({ number }) => number)).not.toContain('20001'));
});

it('an answer quotes the message it answers', async () => {
  const life = world.live();
  const id = await online(life);
  await say('几点开门？');
  const [asking] = await until(async () => {
    const all = await messages();
    expect(all).toHaveLength(1);
    return all;
  });
  const now = world.clock.now();
  const reply = { id: 'r1', accountId: id, peer: peerOf('u', '20001'), text: '九点', now, notBefore: now };
  await life.ports.store.queueReply({ ...reply, quote: asking?.remoteKey ?? '' });
  await life.wake.wake('alarm');
  await until(async () => expect((await messages()).map(({ delivery }) => delivery)).toContain('sent'));
  const mine = (await messages()).find(({ text }) => text === '九点');
  expect(mine?.parts).toEqual([
    { kind: 'quote', key: asking?.remoteKey },
    { kind: 'text', text: '九点' },
  ]);
});

describe('reading', () => {
  it('is told to the server, where it wants to know', async () => {
    const life = world.live();
    const id = await online(life);
    await say('看到了吗');
    await until(async () => expect(await messages()).toHaveLength(1));
    await life.ports.store.markRead([id, 'u:20001'], 1);
    await life.people.tellRead([[id, 'u:20001']]);
    await until(async () => expect(await calls('mark_msg_as_read')).toBe(1));
  });
});

describe('looking who is there', () => {
  it('asks of each once, and not again while the answer is young', async () => {
    const life = world.live();
    const id = await online(life);
    await control('presence', { uin: '20001', state: 'away' });
    await life.people.look(id, ['20001']);
    await until(async () => expect(await calls('nc_get_user_status')).toBe(1));
    await until(async () =>
      expect((await life.ports.store.readPresence(id, ['20001']))[0]).toMatchObject({ state: 'away', source: 'asked' }),
    );
    await life.people.look(id, ['20001']);
    expect(await calls('nc_get_user_status')).toBe(1);
    world.clock.advance(6 * 60_000);
    await life.wake.wake('alarm');
    await life.people.look(id, ['20001']);
    await until(async () => expect(await calls('nc_get_user_status')).toBe(2));
  });

  it('asks of twelve a minute at most', async () => {
    const life = world.live();
    const id = await online(life);
    const crowd = Array.from({ length: 40 }, (_, n) => String(30_000 + n));
    await life.people.look(id, crowd);
    await life.people.look(id, crowd);
    expect((await session(id)).looks).toHaveLength(12);
  });

  it('asks a server nothing that told it cannot say', async () => {
    const life = world.live();
    const id = await online(life, '10001', { flavour: 'llbot' });
    await life.people.look(id, ['20001']);
    await until(async () => expect((await session(id)).abilities).not.toContain('presence-of'));
    await life.people.look(id, ['20002']);
    expect(await calls('nc_get_user_status')).toBe(1);
  });
});

it('is not asked of an account whose protocol cannot do it', async () => {
  const life = world.live();
  await admit('10003');
  await control('accounts', { uin: '10000', password: 'secret', nick: 'HTTP', friends: [] });
  const tried = await life.add('10000');
  if (!tried.ok) throw new Error(tried.reason);
  expect(await life.people.act(tried.accountId, { kind: 'recall', remoteKey: 'q1.0' })).toBe(false);
  expect((await session(tried.accountId)).acts).toBeUndefined();
});
