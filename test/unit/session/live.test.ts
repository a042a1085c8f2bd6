import { describe, expect, it } from 'vitest';
import type { AccountId } from '../../../lib/model/ids';
import { whileWritesFail } from '../store/faulty-store';
import { admit, control, messages, online, openWorldForEach, say, session, texts, until, world } from './live-world';

openWorldForEach();

describe('a line', () => {
  it('brings a message into the store by itself', async () => {
    const life = world.live();
    const id = await online(life);
    await say('在吗？');
    await until(async () => expect(await texts()).toEqual(['在吗？']));
    expect(await world.connection.run((db) => db.get('conversations', [id, 'u:20001']))).toMatchObject({ unread: 1 });
    expect(life.sockets.count).toBe(1);
  });

  it('brings a burst in its order and nothing twice', async () => {
    const life = world.live();
    await online(life);
    const written = Array.from({ length: 200 }, (_, n) => `line ${n}`);
    for (const text of written) await say(text);
    await until(async () => expect(await world.connection.run((db) => db.count('messages'))).toBe(200));
    expect(await texts()).toEqual(written);
  });

  it('matches answers that come in any order', async () => {
    await control('habit', { name: 'out-of-order', on: true });
    const life = world.live();
    const address = await admit('10001');
    const beat = setInterval(() => world.clock.advance(30), 1);
    try {
      const tried = await life.addOneBot(address, 'k&y');
      expect(tried).toMatchObject({ ok: true });
      await life.wake.wake('person');
      const [now, accountId] = [world.clock.now(), tried.ok ? tried.accountId : 0];
      for (const peer of ['u:20001', 'u:20002'] as const) {
        const reply = { id: crypto.randomUUID(), accountId, peer, text: `to ${peer}` };
        await life.ports.store.queueReply({ ...reply, now, notBefore: now });
      }
      await life.wake.wake('person');
      expect((await messages()).map(({ text, delivery }) => [text, delivery])).toEqual([
        ['to u:20001', 'sent'],
        ['to u:20002', 'sent'],
      ]);
    } finally {
      clearInterval(beat);
    }
  });

  it.each(['data-null', 'data-absent', 'cq-strings', 'negative-ids', 'no-lifecycle'])(
    'works with a server that is %s',
    async (name) => {
      await control('habit', { name, on: true });
      const life = world.live();
      const id = await online(life);
      await say('[你好], a & b');
      await until(async () => expect(await texts()).toEqual(['[你好], a & b']));
      const now = world.clock.now();
      const reply = { id: crypto.randomUUID(), accountId: id, peer: 'u:20001', text: '[CQ:at,qq=all]' } as const;
      await life.ports.store.queueReply({ ...reply, now, notBefore: now });
      await life.wake.wake('alarm');
      expect((await messages()).at(-1)).toMatchObject({ text: '[CQ:at,qq=all]', delivery: 'sent' });
      const { entries } = await world.people.ledger();
      expect(entries.filter(({ kind, from }) => kind === 'accepted' && from === '10001')).toMatchObject([
        { text: '[CQ:at,qq=all]' },
      ]);
    },
  );

  it.each(['report-self', 'self-as-message'])('that tells our own messages (%s) tells none twice', async (name) => {
    await control('habit', { name, on: true });
    const life = world.live();
    const id = await online(life);
    await say('一');
    await until(async () => expect(await texts()).toEqual(['一']));
    const now = world.clock.now();
    const reply = { id: crypto.randomUUID(), accountId: id, peer: 'u:20001', text: '二' } as const;
    await life.ports.store.queueReply({ ...reply, now, notBefore: now });
    await life.wake.wake('alarm');
    await say('三');
    await until(async () => expect(await texts()).toEqual(['一', '二', '三']));
  });

  it('that drops is opened again, and what was missed comes from the history, once', async () => {
    const life = world.live();
    const id = await online(life);
    await say('before');
    await until(async () => expect(await texts()).toEqual(['before']));
    await control('restart', { keep: true });
    await until(async () => expect(await session(id)).toMatchObject({ state: 'unreachable', reason: 'line-dropped' }));
    await say('meanwhile 1');
    await say('meanwhile 2');
    world.clock.advance(60_000);
    await life.wake.wake('alarm');
    await until(async () => expect(await texts()).toEqual(['before', 'meanwhile 1', 'meanwhile 2']));
    expect((await session(id)).state).toBe('online');
    expect(await world.connection.run((db) => db.count('gaps'))).toBe(0);
  });

  it('at which another number answers stores nothing and says who', async () => {
    const life = world.live();
    const id = await online(life);
    await admit('10002');
    await control('exchange', { uin: '10001', by: '10002' });
    await until(async () => expect((await session(id)).state).toBe('unreachable'));
    world.clock.advance(60_000);
    await life.wake.wake('alarm');
    await until(async () =>
      expect(await session(id)).toMatchObject({ state: 'refused', reason: 'other-number', said: '10002' }),
    );
    await say('for the other', { to: '10002' });
    await life.wake.wake('person');
    expect(await texts()).toEqual([]);
    expect(life.sockets.count).toBe(0);
  });

  it('leaves its token in no row but the sealed one', async () => {
    const life = world.live();
    await online(life);
    await control('fault', { kind: 'garbage', uin: '10001', cmd: 'message' });
    await say('x');
    // What the torn message leads to is asked before the line drops, and does not raise another one behind it.
    await until(async () => expect((await session(1)).cursor).toMatchObject({ strange: { count: 1 } }));
    await life.rest();
    await control('restart', { keep: true });
    await until(async () => expect((await session(1)).state).toBe('unreachable'));
    const rows = await world.connection.run(async (db) => {
      const names = [...db.objectStoreNames].filter((name) => name !== 'secrets' && name !== 'keys');
      return Promise.all(names.map((name) => db.getAll(name)));
    });
    expect(JSON.stringify(rows)).not.toMatch(/k&y|k%26y/);
  });

  it('ends with a pause', async () => {
    const life = world.live();
    const id = await online(life);
    await life.acts.pause(id);
    await life.wake.wake('alarm');
    await until(async () => expect(life.sockets.count).toBe(0));
    expect((await session(id)).state).toBe('paused');
  });

  it.each([
    ['garbage', 'online'],
    ['oversize', 'unreachable'],
    ['close', 'unreachable'],
  ])('over which comes %s is %s afterwards, and nothing is lost', async (kind, state) => {
    const life = world.live();
    const id = await online(life);
    await say('before');
    await until(async () => expect(await texts()).toEqual(['before']));
    await control('fault', { kind, uin: '10001', cmd: 'message' });
    await say('spoilt');
    await say('after');
    if (state === 'unreachable') await until(async () => expect((await session(id)).state).toBe(state));
    else await until(async () => expect(await texts()).toContain('after'));
    if (state === 'unreachable') {
      world.clock.advance(60_000);
      await life.wake.wake('alarm');
      await until(async () => expect(await texts()).toEqual(['before', 'spoilt', 'after']));
    }
    expect((await session(id)).state).toBe('online');
    expect(life.trouble).toEqual([]);
  });

  it('tells that its QQ is signed out, and that it is back', async () => {
    const life = world.live();
    const id = await online(life);
    await control('kick', { uin: '10001' });
    await until(async () => expect((await session(id)).state).toBe('offline-in-qq'));
    const { since } = await session(id);
    world.clock.advance(20_000);
    await life.wake.wake('alarm');
    expect(await session(id)).toMatchObject({ state: 'offline-in-qq', since });
    await control('presence', { uin: '10001', state: 'online' });
    world.clock.advance(20_000);
    await life.wake.wake('alarm');
    expect((await session(id)).state).toBe('online');
  });

  it('marks what its writer took back', async () => {
    const life = world.live();
    await online(life);
    const { id } = await control<{ id: string }>('say', { from: '20001', to: '10001', text: 'oops' });
    await until(async () => expect(await texts()).toEqual(['oops']));
    await control('recall', { id, by: '20001' });
    await until(async () => expect(await messages()).toMatchObject([{ text: 'oops', recalled: true }]));
  });

  it('that never answers is given up after its deadline', async () => {
    const life = world.live();
    const id = await online(life);
    await control('fault', { kind: 'hang', uin: '10001', cmd: 'get_status', times: 9 });
    world.clock.advance(20_000);
    const waking = life.wake.wake('alarm');
    await until(async () => {
      world.clock.advance(5_000);
      expect((await session(id)).state).toBe('unreachable');
    });
    const beat = setInterval(() => world.clock.advance(5_000), 5);
    await waking.finally(() => clearInterval(beat));
  });
});

it('may be signed in again as often as it drops: no server counts that against the number', async () => {
  const life = world.live();
  const id = await online(life);
  for (let n = 0; n < 12; n++) {
    await life.acts.takeBack(id);
    await until(async () => expect((await session(id)).todo).toEqual([]));
    await until(async () => expect((await session(id)).inFlight).toEqual([]));
  }
  expect(await session(id)).toMatchObject({ state: 'online', signIns: [] });
});

describe('a worker that starts', () => {
  it('opens its lines at once and brings what was missed, whoever is due', async () => {
    const first = world.live();
    const id = await online(first);
    await say('before');
    await until(async () => expect(await texts()).toEqual(['before']));
    first.sockets.dropAll();
    await say('meanwhile');
    const second = world.live();
    await second.wake.wake('alarm');
    expect(await texts()).toEqual(['before', 'meanwhile']);
    expect((await session(id)).state).toBe('online');
  });

  it('sends what was written meanwhile as soon as it knows who answers', async () => {
    const first = world.live();
    const id = await online(first);
    first.sockets.dropAll();
    const second = world.live();
    const now = world.clock.now();
    const reply = { id: crypto.randomUUID(), accountId: id, peer: 'u:20001', text: 'hello' } as const;
    await second.ports.store.queueReply({ ...reply, now, notBefore: now });
    await second.wake.wake('alarm');
    expect(await messages()).toMatchObject([{ text: 'hello', delivery: 'sent' }]);
  });
});

it('what a full disk does not take is asked for again, in its place', async () => {
  const life = world.live();
  const id = await online(life);
  await say('before');
  await until(async () => expect(await texts()).toEqual(['before']));
  await whileWritesFail(1, async () => {
    await say('kept for me');
    await until(async () => expect(life.trouble).not.toEqual([]));
  });
  await say('after');
  await life.rest();
  world.clock.advance(31_000);
  await life.wake.wake('alarm');
  await until(async () => expect(await texts()).toEqual(['before', 'kept for me', 'after']));
  expect((await session(id)).state).toBe('online');
});

it('keeps twenty numbers on twenty lines apart', async () => {
  const life = world.live();
  const uins = Array.from({ length: 20 }, (_, n) => String(11001 + n));
  await control('accounts', { uin: '20001', friends: uins });
  const ids = new Map<string, AccountId>();
  for (const uin of uins) ids.set(uin, await online(life, uin));
  expect(life.sockets.count).toBe(20);
  for (const uin of uins) await say(`to ${uin}`, { to: uin });
  await until(async () => expect(await messages()).toHaveLength(20));
  for (const { accountId, text } of await messages()) {
    expect(text).toBe(`to ${uins.find((uin) => ids.get(uin) === accountId)}`);
  }
});

describe('a server without states', () => {
  const account = async (id: AccountId) => world.connection.run((db) => db.get('accounts', id));

  it('has nobody shown as what it could not be told', async () => {
    const life = world.live();
    const id = await online(life, '10001', { flavour: 'lagrange' });
    await life.acts.setStatus('busy', id);
    await until(async () => expect((await session(id)).abilities).not.toContain('status'));
    expect(await account(id)).toMatchObject({ status: 'online' });
    await life.acts.setStatus('invisible');
    await until(async () => expect(await account(id)).toMatchObject({ status: 'online' }));
    await life.acts.setStatus('offline', id);
    await until(async () => expect(await session(id)).toMatchObject({ state: 'signed-out' }));
  });

  it('nor as away, once it was the browser that found nobody there', async () => {
    const life = world.live();
    const id = await online(life, '10001', { flavour: 'lagrange' });
    await life.acts.setAway(true);
    await until(async () => expect((await session(id)).abilities).not.toContain('status'));
    expect(await account(id)).not.toHaveProperty('awayAt');
  });
});
