import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Request } from '../../../lib/protocol/protocol';
import { undoDeedMs } from '../../../lib/session/person-acts';
import { patienceMs } from '../../../lib/session/turn';
import { type Mortality, mortal } from './mortal';
import { account, call, life, openWebQqForEach, session, world } from './webqq-world';

let mortality: Mortality;

openWebQqForEach({
  listens: true,
  live: () => {
    mortality = mortal(0);
    return world.live(mortality);
  },
});
beforeEach(async () => {
  await call('request', { from: '200009', to: '100001', text: '从网站来的' });
  await life.wake.wake('person');
  await call('clock', { poll: 60_000 });
});

const until = <T>(check: () => Promise<T>) => vi.waitFor(check, { timeout: 15_000, interval: 5 });
const openRequests = async () => (await world.connection.run((db) => db.getAll('requests'))).filter(({ open }) => open);
const waits = async () => ((await call('state')).accounts as { uin: string; requests?: object[] }[])[0]?.requests ?? [];
const held = async () =>
  ((await session())?.inFlight ?? [])
    .map(({ request }) => request as Request)
    .filter(({ key }) => key.endsWith('.poll2'));

/** A poll goes out, and the server holds it. */
async function listen(by = life): Promise<{ poll: Promise<void>; key: string }> {
  const poll = by.wake.wake('person');
  const key = await until(async () => {
    const [first] = await held();
    if (!first) throw new Error('no poll is out');
    return first.key;
  });
  return { poll, key };
}

/** Time passes until whatever is held was given up; not before `others` have their answers, unless those are given up too. */
async function letGo(poll: Promise<void>, others: 'awaited' | 'given-up' = 'awaited'): Promise<void> {
  // What the same wake asks after it is not held.
  await call('clock', { poll: 0 });
  let over = false;
  void poll.then(() => {
    over = true;
  });
  await until(async () => {
    const open = ((await session())?.inFlight.length ?? 0) > (await held()).length;
    if (!open || others === 'given-up') world.clock.advance(20_000);
    expect(over).toBe(true);
  });
}

const stillHeld = async (key: string) => (await held()).some((request) => request.key === key);

describe('while a poll is held', () => {
  it('no wake waits for it, and what it brings by and by is stored without another', async () => {
    const { poll, key } = await listen();
    world.clock.advance(patienceMs);
    await poll;
    expect(await stillHeld(key)).toBe(true);
    world.clock.advance(40_000);
    await call('say', { from: '200001', to: '100001', text: '在吗' });
    await until(async () => expect(await world.connection.run((db) => db.count('messages'))).toBe(1));
    // The next one is out by itself, too.
    await until(async () => expect((await held()).map((request) => request.key)).not.toEqual([key]));
    await letGo(Promise.resolve());
    expect(life.trouble).toEqual([]);
  });

  it('a yes to a request leaves as soon as it can no longer be taken back', async () => {
    const { poll } = await listen();
    const [asked] = await openRequests();
    await life.people.act(account, { kind: 'answer', key: asked?.key ?? '', accept: true });
    await until(async () => expect(world.soon()).toBeLessThanOrEqual(undoDeedMs));
    world.clock.advance(undoDeedMs);
    void life.wake.wake('alarm');
    await until(async () => expect(await openRequests()).toEqual([]));
    expect(await waits()).toEqual([]);
    await until(async () => expect((await session())?.acts).toBeUndefined());
    await letGo(poll);
  });

  it('a status and a reply leave at once, and what was held brings what comes', async () => {
    const { poll, key } = await listen();
    await life.acts.setStatus('busy', account);
    const now = world.clock.now();
    await life.ports.store.queueReply({
      id: 'r',
      accountId: account,
      peer: 'u:200001',
      text: '在',
      now,
      notBefore: now,
    });
    void life.wake.wake('person');
    const cmds = async () =>
      ((await call('ledger?since=0')).entries as { kind: string; cmd?: string }[]).map(({ cmd }) => cmd);
    await until(async () =>
      expect(await cmds()).toEqual(expect.arrayContaining(['change_status2', 'send_buddy_msg2'])),
    );
    expect(await stillHeld(key)).toBe(true);
    await call('say', { from: '200001', to: '100001', text: '在吗' });
    await until(async () => {
      const messages = await world.connection.run((db) => db.getAll('messages'));
      expect(messages.map(({ text, delivery }) => delivery ?? text).toSorted()).toEqual(['sent', '在吗']);
    });
    await letGo(poll);
    expect(await session()).toMatchObject({ state: 'online' });
    expect(life.trouble).toEqual([]);
  });

  it('a pause ends the session at once, and what was held starts nothing more', async () => {
    const { poll } = await listen();
    await life.acts.pause(account);
    await until(async () => expect((await call('state')).accounts[0].online).toBe(false));
    await letGo(poll);
    expect(await session()).toMatchObject({ state: 'paused', inFlight: [], todo: [] });
    expect((await session())?.due).toBeUndefined();
  });

  it('nothing is asked twice where the held one ends before the other has its answer', async () => {
    const { poll } = await listen();
    await call('fault', { kind: 'delay', cmd: 'change_status2', ms: 30_000 });
    await life.acts.setStatus('away', account);
    await until(async () =>
      expect((await session())?.inFlight.some(({ key }) => key.endsWith('change_status2'))).toBe(true),
    );
    await call('say', { from: '200001', to: '100001', text: '在吗' });
    await until(async () => expect(await world.connection.run((db) => db.count('messages'))).toBe(1));
    world.clock.advance(1_000);
    await listen();
    expect((await session())?.inFlight.map(({ tries }) => tries)).toEqual([1, 1]);
    await letGo(poll, 'given-up');
  });
});

it('what left beside a held poll is asked again by the next life, once', async () => {
  const { key } = await listen();
  await call('fault', { kind: 'delay', cmd: 'change_status2', ms: 30_000 });
  await life.acts.setStatus('busy', account);
  await until(async () => expect((await call('state')).accounts).toMatchObject([{ state: 'busy' }, {}, {}]));
  mortality.kill();
  await call('clock', { poll: 0 });
  const next = world.live();
  await next.wake.wake('person');
  expect(await session()).toMatchObject({ state: 'online', inFlight: [], todo: [] });
  expect(await stillHeld(key)).toBe(false);
  expect(next.trouble).toEqual([]);
});

it('a poll that was out when its life ended is told as a gap: nobody knows what the server put into its answer', async () => {
  await listen();
  const left = world.clock.now();
  mortality.kill();
  world.clock.advance(40_000);
  await call('clock', { poll: 0 });
  const next = world.live();
  await next.wake.wake('person');
  expect(await world.connection.run((db) => db.getAll('gaps'))).toMatchObject([
    { accountId: account, from: left, to: world.clock.now(), why: 'replay-lost' },
  ]);
  expect(await session()).toMatchObject({ state: 'online', inFlight: [] });
});
