import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countedUnread } from '../../../lib/model/conversation';
import type { AccountId, ConversationKey, Peer } from '../../../lib/model/ids';
import { readAccounts, readAttention, readConversations } from '../../../lib/store/read';
import { CounterModel, type Step, step } from './counter-model';
import { anAccount, aSession, type FreshStore, freshStore, incoming, take } from './fresh-store';

async function carryOut({ store }: FreshStore, s: Step, ids: readonly AccountId[], now: number): Promise<unknown> {
  const id = (i: number) => ids[i] ?? 0;
  const key = (i: number, name: Peer): ConversationKey => [id(i), name];
  switch (s.do) {
    case 'take': {
      const events = s.events.map(({ key: remoteKey, mention, ...event }) =>
        incoming(remoteKey, { ...event, ...(mention && { mention }) }),
      );
      return take(store, id(s.who), events, { now });
    }
    case 'read':
      return store.markRead(key(s.who, s.peer), s.through);
    case 'read-all':
      return store.markAllRead(s.who === undefined ? undefined : id(s.who));
    case 'mute':
      return store.mute(key(s.who, s.peer), s.until === undefined ? undefined : s.until + now);
    case 'loud':
      return store.setLoud(key(s.who, s.peer), s.loud);
    case 'mute-account':
      return store.changeAccount(id(s.who), ({ mutedUntil: _, ...account }) =>
        s.until === undefined ? account : { ...account, mutedUntil: s.until + now },
      );
    case 'expire':
      return store.expireMutes(now);
    case 'delete':
      return store.deleteMessage(id(s.who), s.peer, s.ordinal, now);
    case 'reply':
      return store.queueReply({ id: s.id, accountId: id(s.who), peer: s.peer, text: 'hi', now, notBefore: now });
    case 'cancel':
      return store.cancelReply(s.id);
  }
}

it('badge, list and counters are one number, whatever happens in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const fresh = freshStore();
      const ids = [
        await fresh.store.addAccount(anAccount({ uin: '10000001' }), aSession()),
        await fresh.store.addAccount(anAccount({ uin: '10000002' }), aSession()),
      ];
      const model = new CounterModel();
      for (const [i, s] of steps.entries()) {
        const now = 1000 + i * 7;
        model.apply(s, now);
        await carryOut(fresh, s, ids, now);

        const list = await fresh.run((db) => readConversations(db, { limit: 100 }));
        const rows = list.map(({ conversation: c }) => ({
          key: `${c.accountId} ${c.peer}`,
          last: c.lastOrdinal,
          unread: c.unread,
          mentions: c.mentions,
          counted: c.attention === undefined ? 0 : countedUnread(c),
        }));
        const expected = model.rows(ids);
        const byKey = (a: { key: string }, b: { key: string }) => a.key.localeCompare(b.key);
        expect(rows.toSorted(byKey)).toEqual(expected.toSorted(byKey));

        const badge = expected.reduce((sum, row) => sum + row.counted, 0);
        expect((await fresh.run(readAttention)).total).toBe(badge);
        const accounts = await fresh.run((db) => readAccounts(db));
        expect(accounts.reduce((sum, view) => sum + view.unread, 0)).toBe(badge);
      }
      fresh.connection.close();
    }),
    { numRuns: 150 },
  );
});
