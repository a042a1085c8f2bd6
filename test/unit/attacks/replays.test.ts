import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '../../../lib/model/ids';
import { readAttention } from '../../../lib/store/read';
import {
  anAccount,
  aSession,
  everyNotice,
  type FreshStore,
  freshStore,
  friend,
  incoming,
  take,
} from '../store/fresh-store';

/** Attack 15: an old message comes again, or another one under its id. */
let fresh: FreshStore;
let id: AccountId;
beforeEach(async () => {
  fresh = freshStore();
  id = await fresh.store.addAccount(anAccount(), aSession());
  await take(fresh.store, id, [incoming('a', { text: 'pay to account 1' })]);
});

const messages = () => fresh.run((db) => db.getAll('messages'));
const total = async () => (await fresh.run(readAttention)).total;

describe('an id that was here before', () => {
  it('adds nothing, announces nothing and brings nothing back to unread', async () => {
    await fresh.store.markRead([id, friend], 1);
    const again = await take(fresh.store, id, [incoming('a', { text: 'pay to account 1' })], {
      notice: () => 'waiting',
    });
    expect(again.messages).toEqual([]);
    expect([(await messages()).length, await total()]).toEqual([1, 0]);
    expect(await fresh.run(everyNotice)).toEqual([]);
  });

  it.each([
    ['another text', {}],
    ['another sender', { sender: '20000999' }],
    ['another conversation', { peer: 'g:7' as const }],
    ['our own name', { direction: 'out' as const }],
  ])('with %s rewrites nothing that was read', async (_what, but) => {
    await take(fresh.store, id, [incoming('a', { text: 'pay to account 2', ...but })]);
    expect(await messages()).toMatchObject([{ text: 'pay to account 1', peer: friend, direction: 'in' }]);
    expect(await total()).toBe(1);
  });

  it('stays away after it was deleted', async () => {
    await fresh.store.deleteMessage(id, friend, 1, 2000);
    await take(fresh.store, id, [incoming('a')]);
    expect([await messages(), await total()]).toEqual([[], 0]);
  });

  it('of one account is a new message to another', async () => {
    const other = await fresh.store.addAccount(anAccount({ uin: '10000002' }), aSession());
    await take(fresh.store, other, [incoming('a')]);
    expect((await messages()).map(({ accountId }) => accountId)).toEqual([id, other]);
  });

  it('taken back by somebody marks only what stands under it, and keeps its words', async () => {
    await take(fresh.store, id, [
      { kind: 'recalled', remoteKey: 'nobody knows' },
      { kind: 'recalled', remoteKey: 'a' },
    ]);
    expect(await messages()).toMatchObject([{ text: 'pay to account 1', recalled: true }]);
  });
});
