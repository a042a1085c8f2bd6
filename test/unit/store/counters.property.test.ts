import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countedUnread } from '../../../lib/model/conversation';
import type { AccountId, ConversationKey, Peer } from '../../../lib/model/ids';
import { hasMutedUnread } from '../../../lib/store/muted-unread';
import { connect } from '../../../lib/store/open';
import { planSnapshot } from '../../../lib/store/plan-snapshot';
import type { PrunePlace } from '../../../lib/store/prune';
import { type Attention, readAccounts, readAttention, readConversations } from '../../../lib/store/read';
import { readSnapshot } from '../../../lib/store/read-snapshot';
import type { Store } from '../../../lib/store/store';
import { readUncounted } from '../../../lib/store/uncounted';
import { createStore } from '../../../lib/store/write';
import { type Act, CounterModel, step } from './counter-model';
import { dying } from './dying-store';
import { anAccount, aSession, type FreshStore, freshStore, incoming, take } from './fresh-store';

async function carryOut(store: Store, s: Act, ids: readonly AccountId[], now: number): Promise<unknown> {
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
    case 'always':
      return store.setAlways(key(s.who, s.peer), s.always);
    case 'mute-account':
      return store.changeAccount(id(s.who), ({ mutedUntil: _, ...account }) =>
        s.until === undefined ? account : { ...account, mutedUntil: s.until + now },
      );
    case 'expire':
      return store.expireMutes(now);
    case 'prune':
      for (let place: PrunePlace | undefined = { phase: 'temporary' }; place; ) {
        place = (await store.prune({ now, before: now - s.age }, place)).next;
      }
      return;
    case 'remove-account':
      return store.changeAccount(id(s.who), (account) => ({ ...account, removeAt: now + 6000 }));
    case 'restore-account':
      return store.changeAccount(id(s.who), ({ removeAt: _, ...account }) => account);
    case 'delete-account':
      return store.deleteAccount(id(s.who));
    case 'delete':
      return store.deleteMessage(id(s.who), s.peer, s.ordinal, now);
    case 'reply':
      return store.queueReply({ id: s.id, accountId: id(s.who), peer: s.peer, text: 'hi', now, notBefore: now });
    case 'cancel':
      return store.cancelReply(s.id);
  }
}

/** Every place that says a number, against the count from scratch. */
async function compare({ run }: Pick<FreshStore, 'run'>, model: CounterModel, ids: readonly AccountId[]) {
  const conversations = await run((db) => readConversations(db, { limit: 100 }));
  const rows = conversations.map(({ conversation: c }) => ({
    key: `${c.accountId} ${c.peer}`,
    accountId: c.accountId,
    last: c.lastOrdinal,
    unread: c.unread,
    mentions: c.mentions,
    counted: countedUnread(c),
  }));
  const expected = model.rows(ids);
  const byKey = (a: { key: string }, b: { key: string }) => a.key.localeCompare(b.key);
  expect(rows.toSorted(byKey)).toEqual(expected.toSorted(byKey));

  const attention = await run(readAttention);
  expect(attention).toEqual(sumOf(expected, (row) => row.counted));
  expect(await run(readUncounted)).toEqual(sumOf(expected, (row) => row.unread - row.counted));
  expect(await run(hasMutedUnread)).toBe(model.hasMuted());
  const accounts = await run((db) => readAccounts(db));
  for (const { account, unread } of accounts) expect(unread).toBe(attention.byAccount.get(account.id) ?? 0);
  const snapshot = JSON.parse(JSON.stringify(planSnapshot({ accounts, conversations, attention })));
  expect(readSnapshot(snapshot)?.attention).toEqual(attention);
}

type Row = ReturnType<CounterModel['rows']>[number];

function sumOf(rows: readonly Row[], of: (row: Row) => number): Attention {
  const byAccount = new Map<AccountId, number>();
  for (const row of rows) if (of(row) > 0) byAccount.set(row.accountId, (byAccount.get(row.accountId) ?? 0) + of(row));
  return { total: [...byAccount.values()].reduce((sum, unread) => sum + unread, 0), byAccount };
}

it('badge, list and counters are one number, whatever happens in whatever order, deaths included', async () => {
  let deaths = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      let { store, connection } = freshStore();
      const ids = [
        await store.addAccount(anAccount({ uin: '10000001' }), aSession()),
        await store.addAccount(anAccount({ uin: '10000002' }), aSession()),
      ];
      const model = new CounterModel();
      for (const [i, { act, dies }] of steps.entries()) {
        const now = Date.UTC(2026, 0) + i * 7;
        const died = await dying(dies, () => carryOut(store, act, ids, now));
        if (died) {
          deaths += 1;
          connection.close();
          connection = connect();
          store = createStore(connection);
          await compare(connection, model, ids);
          await carryOut(store, act, ids, now);
        }
        model.apply(act, now);
        await compare(connection, model, ids);
      }
      connection.close();
    }),
    { numRuns: 150 },
  );
  expect(deaths).toBeGreaterThan(50);
}, 60_000);
