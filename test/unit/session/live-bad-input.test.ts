import { describe, expect, it } from 'vitest';
import { control, messages, online, openWorldForEach, say, session, texts, until, world } from './live-world';

openWorldForEach();

const gaps = () => world.connection.run((db) => db.getAll('gaps'));

describe('a server that sends what nobody can use', () => {
  it('loses no message behind a frame that is not JSON, and the line says that something came', async () => {
    const life = world.live();
    const id = await online(life);
    await say('before');
    await until(async () => expect(await texts()).toEqual(['before']));
    await control('fault', { kind: 'garbage', uin: '10001', cmd: 'message' });
    await say('spoilt');
    await until(async () => expect(await texts()).toEqual(['before', 'spoilt']));
    expect(await gaps()).toMatchObject([{ accountId: id, why: 'unknown' }]);
    expect((await session(id)).state).toBe('online');
  });

  it('is kept by one line where it sends unknown kinds of things, however many', async () => {
    const life = world.live();
    const id = await online(life);
    for (let n = 0; n < 30; n++) {
      await control('push', { uin: '10001', event: { post_type: 'weather', sky: `${n}`.repeat(99) } });
    }
    await say('after');
    await until(async () => expect(await texts()).toEqual(['after']));
    expect(await gaps()).toMatchObject([{ accountId: id, why: 'unknown' }]);
    expect((await session(id)).cursor).toMatchObject({ strange: { count: 30, last: 'weather' } });
  });

  it('of 20 MB is closed, told and asked again, and what it holds comes from the history', async () => {
    const life = world.live();
    const id = await online(life);
    await say('before');
    await until(async () => expect(await texts()).toEqual(['before']));
    await control('fault', { kind: 'oversize', uin: '10001', cmd: 'message' });
    await say('too large');
    await until(async () => expect(await session(id)).toMatchObject({ state: 'unreachable', reason: 'too-large' }));
    world.clock.advance(60_000);
    await life.wake.wake('alarm');
    await until(async () => expect(await texts()).toEqual(['before', 'too large']));
  });

  it('is given up on, with the gap told, where even its history is always too large', async () => {
    const life = world.live();
    const id = await online(life);
    await say('before');
    await until(async () => expect(await texts()).toEqual(['before']));
    life.sockets.dropAll();
    await say('meanwhile');
    await control('fault', { kind: 'oversize', uin: '10001', cmd: 'get_friend_msg_history', times: 99 });
    const second = world.live();
    const told = async () => (await gaps()).filter(({ why }) => why === 'asleep');
    for (let i = 0; i < 12 && (await told()).length === 0; i++) {
      world.clock.advance(120_000);
      await second.wake.wake('alarm');
      await until(async () => expect((await session(id)).inFlight).toEqual([]));
    }
    expect(await told()).toHaveLength(1);
    await until(async () => expect((await session(id)).state).toBe('online'));
  });

  it('that dies in mid-frame loses nothing', async () => {
    const life = world.live();
    const id = await online(life);
    await say('before');
    await until(async () => expect(await texts()).toEqual(['before']));
    await control('fault', { kind: 'close', uin: '10001', cmd: 'message' });
    await say('cut');
    await until(async () => expect((await session(id)).state).toBe('unreachable'));
    await say('meanwhile');
    world.clock.advance(60_000);
    await life.wake.wake('alarm');
    await until(async () => expect(await texts()).toEqual(['before', 'cut', 'meanwhile']));
  });

  it('of a thousand messages at once fills the store in order, and every number agrees', {
    timeout: 60_000,
  }, async () => {
    const life = world.live();
    const id = await online(life);
    const all = Array.from({ length: 1000 }, (_, n) => ({ from: '20001', to: '10001', text: `burst ${n}` }));
    await control('say', all);
    await until(async () => expect(await world.connection.run((db) => db.count('messages'))).toBe(1000));
    expect(await texts()).toEqual(all.map(({ text }) => text));
    const conversation = await world.connection.run((db) => db.get('conversations', [id, 'u:20001']));
    expect(conversation).toMatchObject({ unread: 1000, lastOrdinal: 1000 });
    expect(life.trouble).toEqual([]);
  });

  it('answers nothing to a reply over HTTP, which is then uncertain and asked once only', async () => {
    const life = world.live();
    await control('fault', { kind: 'null', uin: '10001', cmd: 'connect', times: 99 });
    const id = await online(life);
    expect(await session(id)).toMatchObject({ state: 'online', cursor: { over: 'http' } });
    await control('fault', { kind: 'drop-after', uin: '10001', cmd: 'send_private_msg' });
    const now = world.clock.now();
    const reply = { id: crypto.randomUUID(), accountId: id, peer: 'u:20001', text: 'once' } as const;
    await life.ports.store.queueReply({ ...reply, now, notBefore: now });
    await life.wake.wake('alarm');
    expect(await messages()).toMatchObject([{ text: 'once', delivery: 'uncertain' }]);
    const { entries } = await world.people.ledger();
    expect(entries.filter(({ kind, from }) => kind === 'accepted' && from === '10001')).toHaveLength(1);
  });
});
