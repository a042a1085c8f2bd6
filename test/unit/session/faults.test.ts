import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountId } from '../../../lib/model/ids';
import { readAccounts } from '../../../lib/store/read';
import type { FaultKind } from '../../server/faults';
import { riseUntilQuiet } from './deaths';
import { type Life, openWorld, password, signedIn, type World } from './world';

let world: World;
let life: Life;
let shop: AccountId;
let other: AccountId;

beforeEach(async () => {
  world = await openWorld();
  for (const uin of ['10001', '10002']) await world.people.account({ uin, password, nick: uin, friends: ['20001'] });
  await world.people.account({ uin: '20001', password, nick: '林小满', friends: ['10001', '10002'] });
  life = world.live();
  shop = await signedIn(world, life, '10001');
  other = await signedIn(world, life, '10002');
});
afterEach(() => world.close());

const texts = async (accountId: AccountId) =>
  (await world.connection.run((db) => db.getAll('messages')))
    .filter((message) => message.accountId === accountId && message.direction === 'in')
    .map(({ text }) => text);

async function session(accountId: AccountId) {
  const views = await world.connection.run((db) => readAccounts(db));
  const view = views.find(({ account }) => account.id === accountId);
  if (!view) throw new Error(`no account ${accountId}`);
  return view.session;
}

/** Whether the raw reply is kept while it cannot be read. */
const journalled = async () => (await world.connection.run((db) => db.getAll('journal'))).length;

describe('a poll that goes wrong', () => {
  const kinds: ReadonlyArray<readonly [kind: FaultKind, reason: string, journal: number]> = [
    ['drop-before', 'line-dropped', 0],
    ['drop-after', 'line-dropped', 0],
    ['null', 'answered-nothing', 0],
    ['close', 'line-dropped', 0],
    ['garbage', 'garbled', 1],
    ['html', 'not-qq', 1],
    ['http-502', 'server-trouble', 1],
    ['wrong-uin', 'wrong-account', 1],
    ['wrong-seq', 'wrong-seq', 1],
    ['oversize', 'too-large', 1],
  ];

  it.each(kinds)('"%s" is told as "%s", costs no message and no other account', async (kind, reason, journal) => {
    await world.people.fault({ kind, uin: '10001', cmd: 'GetMsgEx', times: 1 });
    await world.people.say({ from: '20001', to: '10001', text: `through ${kind}` });
    await world.people.say({ from: '20001', to: '10002', text: 'meanwhile' });
    await life.wake.wake('person');

    expect(await session(shop)).toMatchObject({ state: 'unreachable', reason });
    expect(await journalled()).toBe(journal);
    expect(await texts(other)).toEqual(['meanwhile']);
    expect(await session(other)).toMatchObject({ state: 'online' });

    await riseUntilQuiet(world);
    expect(await texts(shop)).toEqual([`through ${kind}`]);
    expect(await session(shop)).toMatchObject({ state: 'online', failures: 0 });
    expect(life.trouble).toEqual([]);
  });

  it('that was truncated loses nothing', async () => {
    await world.people.fault({ kind: 'truncate', uin: '10001', cmd: 'GetMsgEx', times: 1 });
    await world.people.say({ from: '20001', to: '10001', text: '完整的一句话' });
    await life.wake.wake('person');
    await riseUntilQuiet(world);
    expect(await texts(shop)).toEqual(['完整的一句话']);
  });
});

describe('an answer that a server holds back', () => {
  it('does not keep the worker turning over and over meanwhile', async () => {
    await world.people.fault({ kind: 'hang', uin: '10001', cmd: 'GetMsgEx', times: 1 });
    const held = life.wake.wake('person', shop);
    await vi.waitUntil(async () => (await session(shop)).inFlight.length === 1);
    await life.wake.wake('alarm');
    expect(world.alarm()).toBeGreaterThan(world.clock.now());
    world.clock.advance(25_000);
    await held;
    expect(await session(shop)).toMatchObject({ state: 'unreachable', reason: 'no-answer' });
  });
});

describe('a session', () => {
  it('that timed out signs in once and goes on', async () => {
    await world.people.restart(false);
    world.clock.advance(400_000);
    await world.people.say({ from: '20001', to: '10001', text: 'after the sleep' });
    await life.wake.wake('person');
    expect(await session(shop)).toMatchObject({ state: 'online' });
    expect(await texts(shop)).toEqual(['after the sleep']);
  });

  it('that another client took over stops, says since when, and is not asked again', async () => {
    await world.people.kick('10001');
    await life.wake.wake('person');
    expect(await session(shop)).toMatchObject({ state: 'online' });
    await world.people.kick('10001');
    world.clock.advance(20_000);
    await life.wake.wake('person');
    const stopped = await session(shop);
    expect(stopped).toMatchObject({ state: 'displaced', reason: 'taken-over', since: world.clock.now() });
    expect(stopped.due).toBeUndefined();

    const { next } = await world.people.ledger();
    world.clock.advance(3_600_000);
    await life.wake.wake('alarm');
    const { entries } = await world.people.ledger(next);
    expect(entries.filter(({ from }) => from === '10001')).toEqual([]);
  });

  it('taken back by the person is online again', async () => {
    await world.people.kick('10001');
    await life.wake.wake('person');
    await world.people.kick('10001');
    world.clock.advance(20_000);
    await life.wake.wake('person');
    await life.acts.takeBack(shop);
    await riseUntilQuiet(world);
    expect(await session(shop)).toMatchObject({ state: 'online' });
  });

  it('whose server is gone is tried again, later and later', async () => {
    await world.server.close();
    const waits: number[] = [];
    for (let i = 0; i < 4; i++) {
      await life.wake.wake('person');
      const { due, state, reason } = await session(shop);
      expect({ state, reason }).toEqual({ state: 'unreachable', reason: 'nobody-listens' });
      waits.push((due ?? 0) - world.clock.now());
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(new Set(waits).size).toBe(4);
  });

  it('that is paused signs out and is asked no more', async () => {
    await life.acts.pause(shop);
    await life.wake.wake('alarm');
    expect(await session(shop)).toMatchObject({ state: 'paused' });
    expect((await world.people.state()).accounts.find(({ uin }) => uin === '10001')?.online).toBe(false);
    const { next } = await world.people.ledger();
    world.clock.advance(600_000);
    await life.wake.wake('person');
    expect((await world.people.ledger(next)).entries.filter(({ from }) => from === '10001')).toEqual([]);
    await life.acts.resume(shop);
    await riseUntilQuiet(world);
    expect(await session(shop)).toMatchObject({ state: 'online' });
  });

  it('that is removed signs out, can be restored, and is gone after that', async () => {
    await life.acts.remove(shop);
    await life.wake.wake('alarm');
    await life.acts.restore(shop);
    await riseUntilQuiet(world);
    expect(await session(shop)).toMatchObject({ state: 'online' });
    await life.acts.remove(shop);
    await life.wake.wake('alarm');
    world.clock.advance(10_000);
    await life.wake.wake('alarm');
    expect(await world.connection.run((db) => db.getAllKeys('accounts'))).toEqual([other]);
    expect(await world.connection.run((db) => db.getAllKeys('secrets'))).toEqual([other]);
  });
});
