import { describe, expect, it } from 'vitest';
import { call, life, messages, openWebQqForEach, session, texts, world, write } from './webqq-world';

openWebQqForEach();

const gaps = async () => (await world.connection.run((db) => db.getAll('gaps'))).map(({ why }) => why);

describe('in the place of an answer to a poll', () => {
  it.each([
    ['truncate', 'garbled'],
    ['garbage', 'garbled'],
    ['html', 'not-webqq'],
    ['oversize', 'too-large'],
    ['close', 'line-dropped'],
    ['drop-after', 'line-dropped'],
    ['null', 'line-dropped'],
    // It was meant for somebody else, and would land in the wrong account.
    ['wrong-uin', 'wrong-account'],
  ])('%s is said (%s), backed off from, and loses nothing that the server still has', async (kind, reason) => {
    await call('say', { from: '200001', to: '100001', text: '在吗' });
    await call('fault', { kind, cmd: 'poll2', uin: '100001' });
    await life.wake.wake('person');
    const now = world.clock.now();
    expect(await session()).toMatchObject({ state: 'unreachable', reason, failures: 1 });
    expect((await session())?.due).toBeGreaterThan(now + 1_000);
    expect(await texts()).toEqual([]);
    // A server without a memory would not have it any more: whatever may have been in that answer is told.
    expect(await gaps()).toEqual(kind === 'html' ? [] : ['replay-lost']);
    world.clock.advance(60_000);
    await life.wake.wake('alarm');
    expect(await texts()).toEqual(['在吗']);
    expect(await session()).toMatchObject({ state: 'online', failures: 0 });
    expect(life.trouble).toEqual([]);
  });

  it('a gateway’s page is an idle poll', async () => {
    await call('say', { from: '200001', to: '100001', text: '在吗' });
    await call('fault', { kind: 'http-502', cmd: 'poll2', uin: '100001' });
    await life.wake.wake('person');
    expect(await session()).toMatchObject({ state: 'online', failures: 0 });
    world.clock.advance(31_000);
    await life.wake.wake('alarm');
    expect({ texts: await texts(), gaps: await gaps() }).toEqual({ texts: ['在吗'], gaps: [] });
  });
});

it('an answer that another number gives to a sign-in stops the account, and nothing of it is stored', async () => {
  await call('fault', { kind: 'wrong-uin', cmd: 'login2', uin: '100001' });
  await call('kick', { uin: '100001', how: 'drop' });
  await call('say', { from: '200001', to: '100001', text: '给别人的' });
  await life.wake.wake('person');
  expect(await session()).toMatchObject({ state: 'refused', reason: 'other-number' });
  expect(await texts()).toEqual([]);
});

it('own words that come back as a poll’s are the reply that was sent', async () => {
  await call('habit', { name: 'echo-own', on: true });
  await write(life, '在');
  await life.wake.wake('person');
  await life.wake.wake('person');
  expect((await messages()).map(({ text, direction, delivery }) => ({ text, direction, delivery }))).toEqual([
    { text: '在', direction: 'out', delivery: 'sent' },
  ]);
});
