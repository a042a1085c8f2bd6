import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peerOf } from '../../../lib/model/ids';
import { readDraft, readDrafts, writeDraft } from '../../../lib/store/drafts';
import { planSnapshot } from '../../../lib/store/plan-snapshot';
import {
  type ConversationView,
  readAccounts,
  readAttention,
  readConversation,
  readConversations,
} from '../../../lib/store/read';
import { readMessages } from '../../../lib/store/read-chat';
import { readGaps } from '../../../lib/store/read-gaps';
import { readSnapshot } from '../../../lib/store/read-snapshot';
import { anAccount, aSession, type FreshStore, freshStore, friend, incoming, take } from './fresh-store';

async function oneAccount() {
  const fresh = freshStore();
  return { ...fresh, id: await fresh.store.addAccount(anAccount(), aSession()) };
}

/** Every page of the list, as the popup asks for them: before the last row's moment. */
async function allPages({ run }: FreshStore, limit: number, accountId?: number): Promise<ConversationView[]> {
  const rows: ConversationView[] = [];
  for (;;) {
    const before = rows.at(-1)?.conversation.recent;
    const query = { limit, ...(accountId && { accountId }), ...(before !== undefined && { before }) };
    const page = await run((db) => readConversations(db, query));
    if (page.length === 0) return rows;
    rows.push(...page);
  }
}

describe('the list', () => {
  it('is newest first, over all accounts or of one', async () => {
    const fresh = await oneAccount();
    const other = await fresh.store.addAccount(anAccount({ uin: '10000002' }), aSession());
    await take(fresh.store, fresh.id, [incoming('a')], { now: 10 });
    await take(fresh.store, other, [incoming('b')], { now: 20 });
    await take(fresh.store, fresh.id, [incoming('c', { peer: 'g:7' })], { now: 30 });
    const keys = (rows: ConversationView[]) => rows.map(({ conversation: c }) => [c.accountId, c.peer]);
    expect(keys(await fresh.run((db) => readConversations(db, { limit: 9 })))).toEqual([
      [fresh.id, 'g:7'],
      [other, friend],
      [fresh.id, friend],
    ]);
    expect(keys(await fresh.run((db) => readConversations(db, { limit: 9, accountId: fresh.id })))).toEqual([
      [fresh.id, 'g:7'],
      [fresh.id, friend],
    ]);
  });

  it('read page by page shows every conversation once, also where many share a moment', async () => {
    const arrivals = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(arrivals, fc.integer({ min: 1, max: 5 }), fc.boolean(), async (moments, limit, ofOne) => {
        const fresh = await oneAccount();
        for (const [i, now] of moments.entries()) {
          await take(fresh.store, fresh.id, [incoming(`k${i}`, { peer: peerOf('u', String(i)) })], { now });
        }
        const rows = await allPages(fresh, limit, ofOne ? fresh.id : undefined);
        expect(rows.map((row) => row.conversation.recent)).toEqual(moments.toSorted((a, b) => b - a));
        expect(new Set(rows.map((row) => row.conversation.peer)).size).toBe(moments.length);
        fresh.connection.close();
      }),
      { numRuns: 40 },
    );
  });

  it('knows nobody to be online through an account that is not', async () => {
    const { store, run, id } = await oneAccount();
    await take(store, id, [incoming('a'), { kind: 'presence', number: '20000417', state: 'busy', source: 'list' }]);
    const presence = async () => (await run((db) => readConversation(db, [id, friend])))?.presence;
    expect(await presence()).toBe('busy');
    await store.begin([id], (row) => ({ ...row, state: 'unreachable' }));
    expect(await presence()).toBe('unknown');
  });

  it('calls somebody a stranger only where the contacts are known, and never a group', async () => {
    const { store, run, id } = await oneAccount();
    await take(store, id, [incoming('a'), incoming('b', { peer: 'g:7' })]);
    const strangers = async () =>
      (await run((db) => readConversations(db, { limit: 9 })))
        .filter((row) => row.stranger)
        .map((r) => r.conversation.peer);
    expect(await strangers()).toEqual([]);
    await take(store, id, [{ kind: 'contacts', contacts: [{ number: '1' }] }]);
    expect(await strangers()).toEqual([friend]);
    await take(store, id, [{ kind: 'contact', contact: { number: '20000417', nick: 'Lin' } }]);
    expect(await strangers()).toEqual([]);
    expect((await run((db) => readConversation(db, [id, friend])))?.contact?.nick).toBe('Lin');
  });
});

describe('messages', () => {
  it('come as pages from the newest back, each in order, with none lost to deletions', async () => {
    const { store, run, id } = await oneAccount();
    await take(
      store,
      id,
      Array.from({ length: 9 }, (_, i) => incoming(`q${i + 1}`)),
    );
    await take(store, id, [incoming('other', { peer: 'u:2' }), incoming('more', { peer: 'u:200004170' })]);
    for (const ordinal of [4, 5, 9]) await store.deleteMessage(id, friend, ordinal, 1);
    const page = async (before?: number) =>
      (await run((db) => readMessages(db, [id, friend], { limit: 3, ...(before && { before }) }))).map(
        (m) => m.ordinal,
      );
    expect(await page()).toEqual([6, 7, 8]);
    expect(await page(6)).toEqual([1, 2, 3]);
    expect(await page(1)).toEqual([]);
  });
});

describe('gaps', () => {
  it('are found by the span they touch, or the latest few', async () => {
    const { store, run, id } = await oneAccount();
    const spans = [
      [10, 20],
      [30, 40],
      [50, 60],
    ] as const;
    await take(
      store,
      id,
      spans.map(([from, to]) => ({ kind: 'gap', from, to, why: 'asleep' }) as const),
    );
    const starts = async (which: Parameters<typeof readGaps>[2]) =>
      (await run((db) => readGaps(db, id, which))).map((gap) => gap.from);
    expect(await starts({ from: 35, to: 45 })).toEqual([30]);
    expect(await starts({ from: 20, to: 50 })).toEqual([10, 30, 50]);
    expect(await starts({ from: 41, to: 49 })).toEqual([]);
    expect(await starts({ latest: 2 })).toEqual([30, 50]);
  });
});

describe('a draft', () => {
  it('is kept for its conversation, and none is left once it is empty', async () => {
    const { run, id } = await oneAccount();
    const write = (peer: 'u:1' | 'u:2', text: string) =>
      run((db) => writeDraft(db, { accountId: id, peer, text, at: 1 }));
    await write('u:1', 'hello');
    await write('u:2', 'there');
    expect((await run((db) => readDraft(db, [id, 'u:1'])))?.text).toBe('hello');
    expect(
      (
        await run((db) =>
          readDrafts(db, [
            [id, 'u:2'],
            [id, 'u:3'],
          ]),
        )
      ).map((d) => d.text),
    ).toEqual(['there']);
    await write('u:1', '');
    expect((await run((db) => readDrafts(db))).map((d) => d.peer)).toEqual(['u:2']);
  });
});

describe('the snapshot', () => {
  async function aPicture() {
    const { store, run, id } = await oneAccount();
    await take(store, id, [incoming('a'), incoming('b', { peer: 'g:7' })]);
    await store.mute([id, 'g:7'], Number.POSITIVE_INFINITY);
    const seen = await run(async (db) => ({
      accounts: await readAccounts(db),
      conversations: await readConversations(db, { limit: 50 }),
      attention: await readAttention(db),
    }));
    return { seen, stored: JSON.parse(JSON.stringify(planSnapshot(seen))) as Record<string, unknown> };
  }

  it('comes back from JSON as what was seen, the protocol’s memory left out', async () => {
    const { seen, stored } = await aPicture();
    const accounts = seen.accounts.map((view) => ({ ...view, session: { ...view.session, cursor: null } }));
    expect(readSnapshot(stored)).toEqual({ ...seen, accounts });
  });

  it('drags no notices along that wait in the session row', async () => {
    const { store, run, id } = await oneAccount();
    await take(store, id, [incoming('a')], { notice: () => 'waiting' });
    const accounts = await run((db) => readAccounts(db));
    expect(accounts[0]?.session.unfiled).toHaveLength(1);
    const attention = await run((db) => readAttention(db));
    const [kept] = planSnapshot({ accounts, conversations: [], attention }).accounts;
    expect(kept?.session).not.toHaveProperty('unfiled');
  });

  it('of another version, cut or never written is none', async () => {
    const { stored } = await aPicture();
    expect(readSnapshot(undefined)).toBeUndefined();
    expect(readSnapshot({ ...stored, version: 2 })).toBeUndefined();
    for (const part of ['accounts', 'conversations', 'attention']) {
      expect(readSnapshot({ ...stored, [part]: undefined })).toBeUndefined();
      expect(readSnapshot({ ...stored, [part]: [{}] })).toBeUndefined();
    }
  });

  it('of anything at all does not throw', () => {
    fc.assert(
      fc.property(fc.anything(), fc.jsonValue(), (accounts, conversations) => {
        readSnapshot(accounts);
        expect(readSnapshot({ version: 1, accounts: [accounts], conversations, attention: [] })).toBeUndefined();
      }),
    );
  });
});
