import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '../../../lib/model/ids';
import { mendConversation } from '../../../lib/store/mend';
import { readAccounts, readAttention, readConversations } from '../../../lib/store/read';
import { readMessages } from '../../../lib/store/read-chat';
import { hearUnreadable } from '../../../lib/store/sound';
import { addUnreadable, readUnreadable } from '../../../lib/store/unreadable';
import { anAccount, aSession, type FreshStore, freshStore, friend, incoming, take } from './fresh-store';

const told: string[] = [];
hearUnreadable(({ store, key }) => told.push(`${store} ${key.join(' ')}`));

let fresh: FreshStore;
let id: AccountId;
beforeEach(async () => {
  told.length = 0;
  fresh = freshStore();
  id = await fresh.store.addAccount(anAccount(), aSession());
  await take(fresh.store, id, [incoming('k1'), incoming('k2'), incoming('k3', { mention: true })], { now: 50 });
  await take(fresh.store, id, [incoming('other', { peer: 'u:7' })], { now: 60 });
});

/** Lays a row down as a careless hand or a dying disk would. */
const spoil = (store: 'messages' | 'conversations' | 'accounts', row: object) =>
  fresh.run((db) => db.put(store, row as never));

describe('a record that cannot be read', () => {
  it('among messages is left out and told of by its key, and the others are shown', async () => {
    await spoil('messages', { accountId: id, peer: friend, ordinal: 2, remoteKey: 'k2' });
    const messages = await fresh.run((db) => readMessages(db, [id, friend], { limit: 50 }));
    expect(messages.map(({ remoteKey }) => remoteKey)).toEqual(['k1', 'k3']);
    expect(told).toEqual([`messages ${id} ${friend} 2`]);
  });

  it('in the list is left out and told of, and the others are shown', async () => {
    await spoil('conversations', { accountId: id, peer: friend, recent: 50, unread: 'many' });
    const list = await fresh.run((db) => readConversations(db, { limit: 50 }));
    expect(list.map(({ conversation }) => conversation.peer)).toEqual(['u:7']);
    expect(told).toEqual([`conversations ${id} ${friend}`]);
  });

  it('among accounts hides that account alone', async () => {
    await fresh.store.addAccount(anAccount({ uin: '10000002' }), aSession());
    await spoil('accounts', { id, order: 1 });
    expect((await fresh.run((db) => readAccounts(db))).map(({ account }) => account.uin)).toEqual(['10000002']);
    expect(told).toEqual([`accounts ${id}`]);
  });

  it('of any shape breaks no screen', async () => {
    const key = { accountId: id, peer: friend };
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom('text', 'at', 'parts', 'recent', 'unread', 'preview'), fc.jsonValue()),
        async (junk) => {
          await spoil('messages', { ...junk, ...key, ordinal: 2, remoteKey: 'k2' });
          await spoil('conversations', { ...junk, ...key });
          await fresh.run((db) => readMessages(db, [id, friend], { limit: 50 }));
          await fresh.run((db) => readConversations(db, { limit: 50 }));
          expect(Number.isFinite((await fresh.run(readAttention)).total)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a conversation whose row was cut', () => {
  const cut = { recent: 50, mutedUntil: Number.POSITIVE_INFINITY, pinned: true, loud: true, always: true };

  it('is made anew from its messages', async () => {
    await spoil('conversations', { accountId: id, peer: friend, ...cut, readThrough: 1 });
    const mended = await fresh.run((db) => mendConversation(db, [id, friend]));
    expect(mended).toMatchObject({
      lastOrdinal: 3,
      readThrough: 1,
      unread: 2,
      mentions: 1,
      ...cut,
      preview: { text: 'k3' },
    });
  });

  it('takes in the next message and the next reply as if nothing had been', async () => {
    await spoil('conversations', { accountId: id, peer: friend, ...cut });
    await take(fresh.store, id, [incoming('k4')], { now: 70 });
    await spoil('conversations', { accountId: id, peer: friend, ...cut });
    await fresh.store.queueReply({ id: 'r', accountId: id, peer: friend, text: 'hi', now: 80, notBefore: 80 });
    const messages = await fresh.run((db) => readMessages(db, [id, friend], { limit: 50 }));
    expect(messages.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4, 5]);
  });
});

it('records are counted once each, whatever lies where the count is kept', () => {
  const one = { store: 'messages', key: [1, 'u:2', 3] } as const;
  const first = addUnreadable('junk', one);
  expect(first).toEqual(['messages 1 u:2 3']);
  expect(addUnreadable(first, one)).toBeUndefined();
  expect(readUnreadable([1, 'a', null])).toEqual(['a']);
});
