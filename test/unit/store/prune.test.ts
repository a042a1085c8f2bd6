import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountId, Peer } from '../../../lib/model/ids';
import type { Message } from '../../../lib/model/message';
import type { PrunePlace, PruneRules } from '../../../lib/store/prune';
import { readAttention, readConversations } from '../../../lib/store/read';
import { tellPoints } from '../session/deaths';
import { whileWritesFail } from './faulty-store';
import { anAccount, aSession, freshStore, friend, incoming, take } from './fresh-store';
import { pruneAll, withMessages } from './pruned';

const day = 86_400_000;
const now = 400 * day;

describe('pruning by age', () => {
  it('takes what was read and is too old, and nothing else', async () => {
    const { fresh, store, key, left } = await withMessages([10 * day, 20 * day, 380 * day, 399 * day]);
    await store.markRead(key, 4);
    await pruneAll(fresh, { now, before: now - 90 * day });
    expect(await left()).toEqual(['k2', 'k3']);
  });

  it('leaves what is unread, however old it is', async () => {
    const { fresh, store, key, left } = await withMessages([10 * day, 20 * day, 30 * day]);
    await store.markRead(key, 1);
    await pruneAll(fresh, { now, before: now - 90 * day });
    expect(await left()).toEqual(['k1', 'k2']);
    expect((await fresh.run(readAttention)).total).toBe(2);
  });

  it('leaves replies that only the person can end', async () => {
    const { fresh, store, id, key, left } = await withMessages([day]);
    await store.markRead(key, 1);
    for (const delivery of ['sent', 'uncertain', 'failed', 'queued'] as const) {
      await store.queueReply({ id: delivery, accountId: id, peer: friend, text: delivery, now: day, notBefore: day });
      if (delivery !== 'queued') await store.settleReply(delivery, { delivery });
    }
    await pruneAll(fresh, { now, before: now - 90 * day });
    expect(await left()).toEqual(['ouncertain', 'ofailed', 'oqueued']);
  });

  it('keeps a late repetition of what went away for 30 days', async () => {
    const { fresh, store, id, key, left } = await withMessages([day]);
    await store.markRead(key, 1);
    const rules = { now, before: now - 90 * day };
    await pruneAll(fresh, rules);
    await pruneAll(fresh, { ...rules, now: now + 29 * day });
    await take(store, id, [incoming('k0')], { now });
    expect(await left()).toEqual([]);
    await pruneAll(fresh, { ...rules, now: now + 31 * day });
    expect(await fresh.run((db) => db.count('tombstones'))).toBe(0);
  });

  it('takes a conversation that is empty off the list, unless the person decided something about it', async () => {
    const { fresh, store, id } = await withMessages([day]);
    for (const peer of ['u:2', 'u:3'] as const) await take(store, id, [incoming(`to ${peer}`, { peer })], { now: day });
    await store.mute([id, 'u:3'], Number.POSITIVE_INFINITY);
    for (const peer of [friend, 'u:2', 'u:3'] as const) await store.markRead([id, peer], 1);
    await pruneAll(fresh, { now, before: now - day });
    const list = await fresh.run((db) => readConversations(db, { limit: 10 }));
    expect(list.map(({ conversation }) => [conversation.peer, conversation.preview.text])).toEqual([['u:3', '']]);
  });

  it('takes the talk of a quiet group that nobody read, but not what mentions the person', async () => {
    const fresh = freshStore();
    const id = await fresh.store.addAccount(anAccount(), aSession());
    const peer = 'g:7' as const;
    const events = [1, 2, 3].map((n) => incoming(`k${n}`, { peer, ...(n === 2 && { mention: true }) }));
    await take(fresh.store, id, events, { now: day });
    await pruneAll(fresh, { now, before: now - day });
    const [group] = await fresh.run((db) => db.getAll('conversations'));
    expect(group).toMatchObject({ unread: 1, mentions: 1 });
    expect(await fresh.run((db) => db.count('messages'))).toBe(1);
    expect((await fresh.run(readAttention)).total).toBe(1);
  });
});

describe('pruning by number', () => {
  it('takes the oldest of all conversations until so many are left', async () => {
    const { fresh, store, id, left } = await withMessages([1, 3, 5, 7].map((n) => n * day));
    for (const n of [2, 4, 6]) await take(store, id, [incoming(`other ${n}`, { peer: 'u:9' })], { now: n * day });
    await store.markAllRead();
    await pruneAll(fresh, { now, most: 3 });
    expect(await left()).toEqual(['k2', 'k3']);
    expect(await fresh.run((db) => db.count('messages'))).toBe(3);
  });

  it('goes past what has to stay', async () => {
    const { fresh, store, id, key, left } = await withMessages([1, 2].map((n) => n * day));
    for (const n of [3, 4, 5]) await take(store, id, [incoming(`other ${n}`, { peer: 'u:9' })], { now: n * day });
    await store.markRead([id, 'u:9'], 3);
    expect(key[0]).toBe(id);
    await pruneAll(fresh, { now, most: 3 });
    expect(await left()).toEqual(['k0', 'k1']);
    expect(await fresh.run((db) => db.count('messages'))).toBe(3);
  });

  it('takes nothing where nothing is too many', async () => {
    const { fresh, store, left } = await withMessages([1, 2]);
    await store.markAllRead();
    await pruneAll(fresh, { now, most: 2 });
    expect(await left()).toHaveLength(2);
  });
});

describe('for ever', () => {
  it('keeps everything but temporary sessions, which go after 30 days once read', async () => {
    const { fresh, store, id } = await withMessages([day]);
    const temporary = 's:20009' as const;
    for (const at of [1, 340, 380]) await take(store, id, [incoming(`t${at}`, { peer: temporary })], { now: at * day });
    await store.markRead([id, temporary], 1);
    await store.markAllRead();
    await pruneAll(fresh, { now });
    const kept = await fresh.run((db) => db.getAll('messages'));
    expect(kept.map((m) => m.remoteKey)).toEqual(['t380', 'k0']);
  });

  describe('of strangers over a protocol that knows no temporary chats', () => {
    const stranger: Peer = 'u:39990001';
    const contacts = (...numbers: string[]) =>
      ({ kind: 'contacts', contacts: numbers.map((number) => ({ number })) }) as const;

    /** Somebody who is no contact wrote on these days; all of it was read. */
    async function withStranger(days: readonly number[], peer: Peer = stranger) {
      const fresh = freshStore();
      const id = await fresh.store.addAccount(anAccount(), aSession());
      await take(fresh.store, id, [contacts('20000417')], { now: day });
      for (const at of days) await take(fresh.store, id, [incoming(`t${at}`, { peer })], { now: at * day });
      await fresh.store.markAllRead();
      const left = async () => (await fresh.run((db) => db.getAll('messages'))).map((m) => m.remoteKey);
      return { ...fresh, fresh, id, left };
    }

    it('takes what was read 30 days ago, and the empty line with it', async () => {
      const { fresh, left, run } = await withStranger([1, 340, 380]);
      await pruneAll(fresh, { now });
      expect(await left()).toEqual(['t380']);
      await pruneAll(fresh, { now: now + 30 * day });
      expect(await run((db) => db.count('conversations'))).toBe(0);
    });

    it('leaves what is unread, and replies that only the person can end', async () => {
      const { fresh, store, id, left } = await withStranger([1]);
      await store.queueReply({ id: 'r', accountId: id, peer: stranger, text: 'r', now: 2 * day, notBefore: 2 * day });
      await store.settleReply('r', { delivery: 'uncertain' });
      await take(store, id, [incoming('late', { peer: stranger })], { now: 3 * day });
      await pruneAll(fresh, { now });
      expect(await left()).toEqual(['or', 'late']);
    });

    it('leaves somebody who has become a contact since, and one who always was', async () => {
      const { fresh, store, id, left } = await withStranger([1]);
      await take(store, id, [incoming('friend', { peer: friend })], { now: 2 * day });
      await store.markAllRead();
      await take(store, id, [contacts('20000417', '39990001')], { now: 3 * day });
      await pruneAll(fresh, { now });
      expect((await left()).toSorted()).toEqual(['friend', 't1']);
    });

    it('leaves them where contacts are not known: nobody is called a stranger then', async () => {
      const { fresh, store, id, left } = await withStranger([1]);
      await take(store, id, [contacts()], { now: 2 * day });
      await pruneAll(fresh, { now });
      expect(await left()).toEqual(['t1']);
    });

    it('leaves them, and every temporary chat, where the person agreed to keep them', async () => {
      const { fresh, store, id, left } = await withStranger([1]);
      await take(store, id, [incoming('s', { peer: 's:20009' })], { now: day });
      await store.markAllRead();
      await pruneAll(fresh, { now, keepTemporary: true });
      expect((await left()).toSorted()).toEqual(['s', 't1']);
    });

    it('goes through many chats and long ones a batch at a time, past what has to stay', async () => {
      const { fresh, store, id, left } = await withStranger([]);
      const events = (peer: Peer, count: number) =>
        Array.from({ length: count }, (_, n) => incoming(`${peer} ${n}`, { peer }));
      await take(store, id, events('u:39990001', 250), { now: day });
      await store.markRead([id, 'u:39990001'], 220);
      for (let n = 0; n < 120; n++) await take(store, id, events(`u:3999${1000 + n}`, 1), { now: day });
      await take(store, id, events('g:500', 3), { now: day });
      for (let n = 0; n < 120; n++) await store.markRead([id, `u:3999${1000 + n}`], 1);
      expect(await pruneAll(fresh, { now })).toBeGreaterThan(5);
      const kept = await left();
      expect(kept.filter((key) => key.startsWith('u:'))).toHaveLength(30);
      expect(kept.filter((key) => key.startsWith('g:'))).toHaveLength(3);
    });
  });

  it('tells a gap for as long as something from before it can be read', async () => {
    const { fresh, store, id } = await withMessages([50 * day]);
    const gap = (from: number) => ({ kind: 'gap', from: from * day, to: (from + 1) * day, why: 'asleep' }) as const;
    await take(store, id, [gap(10), gap(100), gap(398)], { now });
    await store.markAllRead();
    await pruneAll(fresh, { now });
    const left = async () => (await fresh.run((db) => db.getAll('gaps'))).map(({ from }) => from / day);
    expect(await left()).toEqual([100, 398]);
    await pruneAll(fresh, { now, before: now - 90 * day });
    expect(await left()).toEqual([398]);
  });
});

it('dies anywhere while pruning and leaves counters, list and badge right', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          peer: fc.constantFrom<Peer>('u:1', 'u:2', 'g:3', 's:4'),
          at: fc.integer({ min: 1, max: 399 }),
          mention: fc.boolean(),
        }),
        { minLength: 1, maxLength: 20 },
      ),
      fc.array(fc.record({ peer: fc.constantFrom<Peer>('u:1', 'u:2', 'g:3', 's:4'), through: fc.nat(8) })),
      fc.constantFrom<Omit<PruneRules, 'now'>>({}, { before: now - 90 * day }, { most: 5 }, { most: 0 }),
      fc.nat(4),
      async (messages, reads, rules, deaths) => {
        const fresh = freshStore();
        const id: AccountId = await fresh.store.addAccount(anAccount(), aSession());
        for (const [n, { at, mention, ...event }] of messages.toSorted((a, b) => a.at - b.at).entries()) {
          const told = incoming(`k${n}`, { ...event, ...(mention && { mention }) });
          await take(fresh.store, id, [told], { now: at * day });
        }
        for (const { peer, through } of reads) await fresh.store.markRead([id, peer], through);
        const badge = (await fresh.run(readAttention)).total;
        // A life that dies after so many batches knows nothing of where it stood.
        let place: PrunePlace | undefined;
        for (let n = 0; n < deaths; n++) {
          place = (await fresh.store.prune({ now, ...rules }, place)).next;
          if (place === undefined) break;
        }
        await pruneAll(fresh, { now, ...rules });
        const once = await fresh.run((db) => db.getAll('messages'));
        await pruneAll(fresh, { now, ...rules });
        expect(await fresh.run((db) => db.getAll('messages'))).toEqual(once);
        expect((await fresh.run(readAttention)).total).toBe(badge);
        for (const row of await fresh.run((db) => db.getAll('conversations'))) {
          const own = once.filter((m: Message) => m.peer === row.peer);
          const unread = own.filter((m) => m.ordinal > row.readThrough);
          expect(row).toMatchObject({ unread: unread.length, mentions: unread.filter((m) => m.mention).length });
          expect(row.preview.text).toBe(own.at(-1)?.text ?? '');
        }
        const lines = new Set((await fresh.run((db) => db.getAllKeys('conversations'))).map(String));
        for (const m of once) expect(lines).toContain(`${m.accountId},${m.peer}`);
        fresh.connection.close();
      },
    ),
    { numRuns: 60 },
  );
});

it('dies anywhere while pruning, in the middle of a batch, and nothing of the batch has happened', async () => {
  const { fresh, store, left } = await withMessages([1, 2, 3].map((n) => n * day));
  await store.markAllRead();
  const everything = () =>
    fresh.run(async (db) => [
      await db.getAll('messages'),
      await db.getAll('conversations'),
      await db.getAll('tombstones'),
    ]);
  const before = await everything();
  let deaths = 0;
  for (let n = 1; ; n++) {
    const batch = () => store.prune({ now, before: now - day }, { phase: 'history' }).catch(() => undefined);
    if ((await whileWritesFail(n, batch, { error: 'AbortError' })) < n) break;
    deaths += 1;
    expect(await everything(), `death point ${n}`).toEqual(before);
  }
  // Three messages with a notice and a tombstone each, and the line in the list. A batch is tried twice.
  tellPoints('pruning', deaths, 10);
  expect(await left()).toEqual([]);
});

it('costs the same however long the history is', async () => {
  const looks = async (messages: number) => {
    const fresh = freshStore();
    const id = await fresh.store.addAccount(anAccount(), aSession());
    const events = Array.from({ length: messages }, (_, n) => incoming(`k${n}`));
    for (let n = 0; n < messages; n += 500) await take(fresh.store, id, events.slice(n, n + 500), { now: now - n });
    await fresh.store.markAllRead();
    return pruneAll(fresh, { now, before: now - day, most: 1_000_000 });
  };
  expect(await looks(2000)).toBe(await looks(20));
});
