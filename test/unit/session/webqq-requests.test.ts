import { expect, it } from 'vitest';
import { undoDeedMs } from '../../../lib/session/person-acts';
import { account, call, ledger, life, messages, openWebQqForEach, world } from './webqq-world';

openWebQqForEach();

interface Person {
  readonly uin: string;
  readonly friends: readonly string[];
  readonly requests?: readonly object[];
}
const people = async () => (await call('state')).accounts as Person[];
const has = async (uin: string, friend: string) =>
  (await people()).find((one) => one.uin === uin)?.friends.includes(friend) === true;
const cmds = async () => (await ledger()).flatMap(({ cmd }) => (cmd?.includes('_add') ? [cmd] : []));

it.each([
  ['a no', { accept: false, text: '不认识' }, 'deny_added_request2', { weHaveThem: false, theyHaveUs: false }],
  ['a yes', { accept: true }, 'allow_and_add2', { weHaveThem: true, theyHaveUs: true }],
  [
    'a yes without having them',
    { accept: true, oneWay: true },
    'allow_added_request2',
    { weHaveThem: false, theyHaveUs: true },
  ],
] as const)('%s to somebody who asks to be added is what the server carries out', async (_, says, cmd, friends) => {
  await call('request', { from: '200009', to: '100001', text: '从网站来的' });
  await life.wake.wake('person');
  const [request] = await world.connection.run((db) => db.getAll('requests'));
  expect(request).toMatchObject({ from: '200009', text: '从网站来的', open: expect.any(Number) });
  expect(await life.people.act(account, { kind: 'answer', key: request?.key ?? '', ...says })).toBe(true);
  await life.rest();
  world.clock.advance(undoDeedMs);
  await life.wake.wake('alarm');
  await life.rest();
  expect(await cmds()).toEqual([cmd]);
  expect({ weHaveThem: await has('100001', '200009'), theyHaveUs: await has('200009', '100001') }).toEqual(friends);
  expect((await people()).find(({ uin }) => uin === '100001')?.requests ?? []).toEqual([]);
  const [answered] = await world.connection.run((db) => db.getAll('requests'));
  expect(answered?.open).toBeUndefined();
  const contacts = await world.connection.run((db) => db.getAll('contacts'));
  expect(contacts.some(({ number }) => number === '200009')).toBe(friends.weHaveThem);
  expect(life.trouble).toEqual([]);
});

it.each([
  ['a yes', true],
  ['a no', false],
])('%s to somebody who asks to join a group is what the server carries out', async (_, accept) => {
  await call('groups', { gid: '700001', name: '测试群', members: ['100001', '200001'] });
  await call('request', { from: '200009', to: '100001', group: '700001', text: '想进群' });
  await life.wake.wake('person');
  const [request] = await world.connection.run((db) => db.getAll('requests'));
  expect(request).toMatchObject({ from: '200009', group: '700001', text: '想进群', open: expect.any(Number) });
  await life.people.act(account, { kind: 'answer', key: request?.key ?? '', accept });
  await life.rest();
  world.clock.advance(undoDeedMs);
  await life.wake.wake('alarm');
  await life.rest();
  expect((await world.connection.run((db) => db.getAll('requests')))[0]?.open).toBeUndefined();
  await call('say', { from: '200009', group: '700001', text: '大家好' }).catch(() => undefined);
  await life.wake.wake('person');
  expect((await messages()).map(({ peer, text }) => `${peer} ${text}`)).toEqual(accept ? ['g:700001 大家好'] : []);
  expect(life.trouble).toEqual([]);
});
