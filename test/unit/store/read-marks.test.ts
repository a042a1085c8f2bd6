import { describe, expect, it } from 'vitest';
import type { Peer } from '../../../lib/model/ids';
import { readAttention, readConversation } from '../../../lib/store/read';
import { anAccount, aSession, freshStore, friend, incoming, take } from './fresh-store';

async function oneAccount() {
  const fresh = freshStore();
  const { store, run } = fresh;
  const id = await store.addAccount(anAccount(), aSession());
  return {
    ...fresh,
    id,
    badge: async () => (await run(readAttention)).total,
    conversation: async (peer: Peer = friend) => (await run((db) => readConversation(db, [id, peer])))?.conversation,
  };
}

describe('marking read', () => {
  it('counts what came in past the mark, own messages left out', async () => {
    const { store, id, conversation } = await oneAccount();
    await take(
      store,
      id,
      ['a', 'b', 'c'].map((key) => incoming(key, { mention: true })),
    );
    await store.queueReply({ id: 'r', accountId: id, peer: friend, text: 'r', now: 1, notBefore: 1 });
    await take(store, id, [incoming('d')]);
    await store.markRead([id, friend], 2);
    expect(await conversation()).toMatchObject({ readThrough: 2, unread: 2, mentions: 1 });
  });

  it('goes neither backwards nor past what is there', async () => {
    const { store, id, conversation } = await oneAccount();
    await take(store, id, [incoming('a'), incoming('b')]);
    await store.markRead([id, friend], 99);
    expect(await conversation()).toMatchObject({ readThrough: 2, unread: 0 });
    await store.markRead([id, friend], 1);
    await store.markRead([id, friend], Number.NaN);
    expect((await conversation())?.readThrough).toBe(2);
    await take(store, id, [incoming('c')]);
    expect((await conversation())?.unread).toBe(1);
  });

  it('of a conversation that is not there does nothing', async () => {
    const { store, id, conversation } = await oneAccount();
    await store.markRead([id, friend], 1);
    expect(await conversation()).toBeUndefined();
  });

  it('keeps what was read from being announced, and only that', async () => {
    const { store, id } = await oneAccount();
    await take(store, id, [incoming('a'), incoming('b'), incoming('c', { peer: 'g:7' })], { notice: () => 'waiting' });
    await store.markRead([id, friend], 1);
    expect((await store.readNotices('waiting')).map((row) => [row.peer, row.ordinal])).toEqual([
      ['g:7', 1],
      [friend, 2],
    ]);
  });

  it('all of one account reads what counts and leaves muted conversations and other accounts', async () => {
    const { store, id, badge, conversation } = await oneAccount();
    const other = await store.addAccount(anAccount({ uin: '10000002' }), aSession());
    await take(store, id, [incoming('a'), incoming('b', { peer: 'u:7' })]);
    await take(store, other, [incoming('a')]);
    await store.mute([id, 'u:7'], Number.POSITIVE_INFINITY);
    expect(await store.markAllRead(id)).toEqual([[id, friend]]);
    expect((await conversation('u:7'))?.unread).toBe(1);
    expect(await badge()).toBe(1);
    expect(await store.markAllRead()).toEqual([[other, friend]]);
    expect(await badge()).toBe(0);
  });
});

describe('a mute', () => {
  it('takes a conversation out of the number and brings it back with all that came meanwhile', async () => {
    const { store, id, badge } = await oneAccount();
    await take(store, id, [incoming('a')]);
    await store.mute([id, friend], Number.POSITIVE_INFINITY);
    await take(store, id, [incoming('b')]);
    expect(await badge()).toBe(0);
    await store.mute([id, friend], undefined);
    expect(await badge()).toBe(2);
  });

  it('of an account covers every conversation of it, and ends for all of them at once', async () => {
    const { store, id, badge } = await oneAccount();
    await take(store, id, [incoming('a'), incoming('b', { peer: 'u:7' })]);
    await store.changeAccount(id, (account) => ({ ...account, mutedUntil: 5000 }));
    expect(await badge()).toBe(0);
    expect(await store.expireMutes(4999)).toEqual([]);
    await take(store, id, [incoming('c')], { now: 4999 });
    expect(await badge()).toBe(0);
    expect(await store.expireMutes(5000)).toHaveLength(2);
    expect(await badge()).toBe(3);
  });

  it('whose time is over ends with the next commit, before the message counts', async () => {
    const { store, id, badge, run } = await oneAccount();
    await take(store, id, [incoming('a'), incoming('b', { peer: 'g:7', mention: true })]);
    await store.mute([id, 'g:7'], 3000);
    await store.changeAccount(id, (account) => ({ ...account, mutedUntil: 3000 }));
    const { conversations } = await take(store, id, [], { now: 3000 });
    expect(conversations.map(([, peer]) => peer).toSorted()).toEqual(['g:7', friend]);
    expect(await badge()).toBe(2);
    expect((await run((db) => db.get('accounts', id)))?.mutedUntil).toBeUndefined();
  });

  it('of an account outlasts one of its conversation that ends earlier', async () => {
    const { store, id, badge } = await oneAccount();
    await take(store, id, [incoming('a')]);
    await store.mute([id, friend], 2000);
    await store.changeAccount(id, (account) => ({ ...account, mutedUntil: 9000 }));
    await store.expireMutes(2000);
    await store.mute([id, friend], undefined);
    expect(await badge()).toBe(0);
    await store.expireMutes(9000);
    expect(await badge()).toBe(1);
  });
});
