import { describe, expect, it } from 'vitest';
import { readAttention, readConversation, readMessages } from '../../../lib/store/read';
import { anAccount, aSession, freshStore, friend, incoming, take } from './fresh-store';

async function oneAccount() {
  const fresh = freshStore();
  const id = await fresh.store.addAccount(anAccount(), aSession());
  return { ...fresh, id };
}

describe('a commit', () => {
  it('stores the same message once, however often it is committed', async () => {
    const { store, run, id } = await oneAccount();
    await take(store, id, [incoming('q1.0'), incoming('q1.0')]);
    const again = await take(store, id, [incoming('q1.0'), incoming('q1.1')]);
    expect(again.messages.map((m) => m.remoteKey)).toEqual(['q1.1']);
    const messages = await run((db) => readMessages(db, [id, friend], { limit: 10 }));
    expect(messages.map((m) => [m.ordinal, m.remoteKey])).toEqual([
      [1, 'q1.0'],
      [2, 'q1.1'],
    ]);
    const view = await run((db) => readConversation(db, [id, friend]));
    expect(view?.conversation).toMatchObject({ unread: 2, lastOrdinal: 2, readThrough: 0, attention: 1000 });
    expect((await run(readAttention)).total).toBe(2);
  });
});
