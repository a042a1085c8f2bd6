import { describe, expect, it } from 'vitest';
import { readAttention, readConversation } from '../../../lib/store/read';
import { readMessages } from '../../../lib/store/read-chat';
import { anAccount, aSession, everyNotice, freshStore, friend, incoming, take } from './fresh-store';

async function oneAccount() {
  const fresh = freshStore();
  const id = await fresh.store.addAccount(anAccount(), aSession());
  return { ...fresh, id };
}

describe('a message', () => {
  it('committed twice is stored once', async () => {
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

  it('handed over by two answers at the same moment is stored once', async () => {
    const { store, run, id } = await oneAccount();
    const both = await Promise.all([1, 2, 3].map(() => take(store, id, [incoming('q1.0')])));
    expect(both.flatMap((committed) => committed.messages)).toHaveLength(1);
    expect(await run((db) => db.count('messages'))).toBe(1);
  });

  it('of the same key belongs to each account apart', async () => {
    const { store, run, id } = await oneAccount();
    const other = await store.addAccount(anAccount({ uin: '10000002' }), aSession());
    await take(store, id, [incoming('q1.0')]);
    await take(store, other, [incoming('q1.0')]);
    expect([...(await run(readAttention)).byAccount]).toEqual([
      [id, 1],
      [other, 1],
    ]);
  });

  it('deleted here stays away when the server repeats it', async () => {
    const { store, run, id } = await oneAccount();
    await take(store, id, [incoming('q1.0'), incoming('q1.1')]);
    expect(await store.deleteMessage(id, friend, 1, 2000)).toBe(true);
    const again = await take(store, id, [incoming('q1.0')]);
    expect(again).toMatchObject({ messages: [], conversations: [] });
    const messages = await run((db) => readMessages(db, [id, friend], { limit: 10 }));
    expect(messages.map((m) => m.remoteKey)).toEqual(['q1.1']);
    expect((await run(readAttention)).total).toBe(1);
  });

  it('never gets the place of one that was deleted, whose notice goes with it', async () => {
    const { store, id } = await oneAccount();
    await take(store, id, [incoming('a'), incoming('b')], { notice: (m) => (m.ordinal === 2 ? 'waiting' : 'muted') });
    await store.deleteMessage(id, friend, 2, 2000);
    expect(await store.readNotices('waiting')).toEqual([]);
    const { messages } = await take(store, id, [incoming('c')]);
    expect(messages[0]?.ordinal).toBe(3);
  });

  it('written with another client marks what came before it read and takes its notices away', async () => {
    const { store, run, id } = await oneAccount();
    await take(store, id, [incoming('a'), incoming('b')], { notice: () => 'waiting' });
    await take(store, id, [incoming('c', { direction: 'out' }), incoming('d')], { now: 2000, notice: () => 'waiting' });
    const view = await run((db) => readConversation(db, [id, friend]));
    expect(view?.conversation).toMatchObject({ unread: 1, readThrough: 3, waiting: 2000 });
    expect((await store.readNotices('waiting')).map((row) => row.ordinal)).toEqual([4]);
  });

  it('is owed an answer since the first that had none, own words ending that', async () => {
    const { store, run, id } = await oneAccount();
    const waiting = async () => (await run((db) => readConversation(db, [id, friend])))?.conversation.waiting;
    await take(store, id, [incoming('a')], { now: 10 });
    await take(store, id, [incoming('b')], { now: 20 });
    expect(await waiting()).toBe(10);
    await take(store, id, [incoming('c', { direction: 'out' })], { now: 30 });
    expect(await waiting()).toBeUndefined();
    await take(store, id, [incoming('d')], { now: 40 });
    expect(await waiting()).toBe(40);
    await store.deleteMessage(id, friend, 3, 50);
    expect(await waiting()).toBe(10);
  });

  it('gives the list one line of at most 120 characters, cut between characters', async () => {
    const { store, run, id } = await oneAccount();
    await take(store, id, [incoming('a', { text: ` two\r\n lines\u2028${'🀄'.repeat(200)}` })]);
    const view = await run((db) => readConversation(db, [id, friend]));
    expect(view?.conversation.preview.text).toBe(`two lines ${'🀄'.repeat(110)}`);
  });

  it('keeps its conversation on top though the clock was set back', async () => {
    const { store, run, id } = await oneAccount();
    await take(store, id, [incoming('a')], { now: 5000 });
    await take(store, id, [incoming('b')], { now: 3000 });
    const view = await run((db) => readConversation(db, [id, friend]));
    expect(view?.conversation.recent).toBe(5000);
  });
});

describe('a notice', () => {
  it('is written with its message, under the state the rule gives, and not without one', async () => {
    const { store, id } = await oneAccount();
    const notice = (message: { text: string }) => (message.text === 'quiet' ? 'muted' : 'waiting');
    await take(store, id, [incoming('a', { text: 'quiet' }), incoming('b')], { notice });
    await take(store, id, [incoming('a'), incoming('c')]);
    const rows = await store.readNotices('muted', 'waiting');
    expect(rows.map((row) => [row.ordinal, row.state])).toEqual([
      [1, 'muted'],
      [2, 'waiting'],
    ]);
  });

  it('hears the conversation as it is with the message in it', async () => {
    const { store, id } = await oneAccount();
    const unread: number[] = [];
    await take(store, id, [incoming('a'), incoming('b')], {
      notice: (_, conversation) => {
        unread.push(conversation.unread);
        return 'waiting';
      },
    });
    expect(unread).toEqual([1, 2]);
  });

  it('that was shown is not shown again, and one that was read is not brought back', async () => {
    const { store, run, id } = await oneAccount();
    await take(store, id, [incoming('a'), incoming('b')], { notice: () => 'waiting' });
    await store.moveNotices([[id, friend, 1]], 'showing');
    expect((await store.readNotices('waiting')).map((row) => row.ordinal)).toEqual([2]);
    expect((await store.readNotices('showing')).map((row) => row.ordinal)).toEqual([1]);
    await store.markRead([id, friend], 2);
    await store.moveNotices([[id, friend, 2]], 'showing');
    expect(await run(everyNotice)).toEqual([]);
  });

  it.each([
    ['side by side', [3, 4, 5]],
    ['far apart', [2, 39]],
    ['read meanwhile', [1, 2]],
  ])('moves with those that stand %s, and with no other', async (_, ordinals) => {
    const { store, id } = await oneAccount();
    await take(
      store,
      id,
      Array.from({ length: 40 }, (_each, i) => incoming(`m${i}`)),
      { notice: () => 'waiting' },
    );
    await store.markRead([id, friend], 1);
    const moved = await store.moveNotices(
      ordinals.map((ordinal) => [id, friend, ordinal]),
      'showing',
    );
    const there = ordinals.filter((ordinal) => ordinal > 1);
    expect(moved.map(([, , ordinal]) => ordinal)).toEqual(there);
    expect((await store.readNotices('showing')).map((row) => row.ordinal)).toEqual(there);
    expect(await store.readNotices('waiting')).toHaveLength(39 - there.length);
  });

  it('goes when it is done', async () => {
    const { store, run, id } = await oneAccount();
    await take(store, id, [incoming('a')], { notice: () => 'waiting' });
    await store.moveNotices([[id, friend, 1]], undefined);
    expect(await run(everyNotice)).toEqual([]);
  });
});

describe('a commit', () => {
  it('writes the session that its plan made of the row as it stands', async () => {
    const { store, id } = await oneAccount();
    const bump = () =>
      store.commit(id, (row) => ({ now: 1, session: { ...row, failures: row.failures + 1 }, events: [] }));
    const all = await Promise.all([bump(), bump(), bump()]);
    expect(all.map(({ previous, session }) => [previous?.failures, session?.failures])).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
  });

  it('whose plan says nothing changes nothing', async () => {
    const { store, run, id } = await oneAccount();
    const before = await run((db) => db.get('sessions', id));
    expect(await store.commit(id, () => undefined)).toMatchObject({ conversations: [], messages: [] });
    expect(await run((db) => db.get('sessions', id))).toEqual(before);
  });

  it('whose plan throws leaves nothing half done', async () => {
    const { store, run, id } = await oneAccount();
    const notice = () => {
      throw new RangeError('rule');
    };
    const broken = store.commit(id, (row) => ({
      now: 1,
      session: { ...row, failures: 9 },
      events: [incoming('a')],
      notice,
    }));
    await expect(broken).rejects.toThrow('rule');
    expect(await run((db) => db.count('messages'))).toBe(0);
    expect((await run((db) => db.get('sessions', id)))?.failures).toBe(0);
    await take(store, id, [incoming('a')]);
    expect(await run((db) => db.count('messages'))).toBe(1);
  });

  it('for an account that is gone stores nothing', async () => {
    const { store, run, id } = await oneAccount();
    await store.deleteAccount(id);
    expect(await take(store, id, [incoming('a')])).toEqual({ conversations: [], messages: [] });
    expect(await run((db) => db.count('messages'))).toBe(0);
  });

  it('names each conversation it changed once', async () => {
    const { store, id } = await oneAccount();
    const { conversations } = await take(store, id, [incoming('a'), incoming('b'), incoming('c', { peer: 'g:7' })]);
    expect(conversations).toEqual([
      [id, friend],
      [id, 'g:7'],
    ]);
  });
});
