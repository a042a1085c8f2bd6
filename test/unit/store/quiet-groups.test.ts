import { expect, it } from 'vitest';
import { planNotice } from '../../../lib/notify/plan';
import { hasMutedUnread } from '../../../lib/store/muted-unread';
import { readAccounts, readAttention, readConversation } from '../../../lib/store/read';
import type { Commit } from '../../../lib/store/store';
import { anAccount, aSession, freshStore, incoming, take } from './fresh-store';

const group = 'g:700' as const;

async function aGroup() {
  const fresh = freshStore();
  const { store, run } = fresh;
  const id = await store.addAccount(anAccount(), aSession());
  return {
    ...fresh,
    id,
    say: (key: string, mention = false) =>
      take(store, id, [incoming(key, { peer: group, ...(mention && { mention }) })]),
    badge: async () => (await run(readAttention)).total,
    view: async () => (await run((db) => readConversation(db, [id, group])))?.conversation,
  };
}

it('a group is stored and listed, and only what mentions the person counts', async () => {
  const { say, badge, view, run } = await aGroup();
  await say('a');
  expect([await badge(), (await view())?.unread]).toEqual([0, 1]);
  await say('b', true);
  await say('c');
  expect([await badge(), (await view())?.unread]).toEqual([1, 3]);
  expect((await run((db) => readAccounts(db))).map(({ unread }) => unread)).toEqual([1]);
});

it('a loud group counts whole, past messages too, and quiet again it does not', async () => {
  const { store, id, say, badge } = await aGroup();
  await say('a');
  await say('b', true);
  await store.setLoud([id, group], true);
  expect(await badge()).toBe(2);
  await say('c');
  expect(await badge()).toBe(3);
  await store.setLoud([id, group], false);
  expect(await badge()).toBe(1);
});

const forGood = Number.POSITIVE_INFINITY;

it('a mute stands above being loud, and is broken through by a mention', async () => {
  const { store, id, say, badge } = await aGroup();
  await say('a');
  await store.setLoud([id, group], true);
  await store.mute([id, group], forGood);
  expect(await badge()).toBe(0);
  await say('b', true);
  await say('c');
  expect(await badge()).toBe(1);
});

it('what breaks through a muted account, or a muted conversation, counts as it is announced', async () => {
  const { store, id, run, badge } = await aGroup();
  const say = async (key: string, mention = false) => {
    const states: string[] = [];
    const event = incoming(key, { peer: group, ...(mention && { mention }) });
    const notice: Commit['notice'] = (...told) => states[states.push(planNotice(...told)) - 1] ?? '';
    await store.commit(id, (session) => ({ now: 1000, session, events: [event], notice }));
    return [states, await badge()];
  };
  await store.changeAccount(id, (account) => ({ ...account, mutedUntil: forGood }));
  expect(await say('a')).toEqual([['muted-account'], 0]);
  expect(await say('b', true)).toEqual([['waiting'], 1]);
  await store.setAlways([id, group], true);
  expect(await say('c')).toEqual([['waiting'], 3]);
  expect(await run(hasMutedUnread)).toBe(false);
  await store.setAlways([id, group], false);
  await store.changeAccount(id, ({ mutedUntil: _, ...account }) => account);
  await store.mute([id, group], forGood);
  expect(await say('d')).toEqual([['muted'], 1]);
});

it('marking all read leaves a group alone that counts nothing', async () => {
  const { store, id, say, view } = await aGroup();
  await say('a');
  await store.markAllRead(id);
  expect((await view())?.unread).toBe(1);
});

it('the name of a group stands in its row, the nick of somebody unknown too', async () => {
  const { store, id, run, say } = await aGroup();
  await take(store, id, [{ kind: 'groups', groups: [{ number: '700', name: '门窗同行' }] }]);
  await say('a');
  expect((await run((db) => readConversation(db, [id, group])))?.groupName).toBe('门窗同行');
  await take(store, id, [incoming('b', { peer: 's:9', sender: '9', senderName: '路人' })]);
  expect((await run((db) => readConversation(db, [id, 's:9'])))?.conversation.nick).toBe('路人');
});

it('a list that is not whole takes no name away', async () => {
  const { store, id, run, say } = await aGroup();
  const nameOf = async () => (await run((db) => readConversation(db, [id, group])))?.groupName;
  await say('a');
  await take(store, id, [{ kind: 'groups', groups: [{ number: '700', name: '门窗同行' }] }]);
  await take(store, id, [{ kind: 'groups', groups: [], partly: true }]);
  expect(await nameOf()).toBe('门窗同行');
  await take(store, id, [{ kind: 'groups', groups: [{ number: '701' }] }]);
  expect(await nameOf()).toBeUndefined();
});
