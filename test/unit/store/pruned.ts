import type { ConversationKey, Peer } from '../../../lib/model/ids';
import type { PrunePlace, PruneRules } from '../../../lib/store/prune';
import { readMessages } from '../../../lib/store/read-chat';
import { anAccount, aSession, type FreshStore, freshStore, friend, incoming, take } from './fresh-store';

/** Batches until a pass is through; answers how many there were. */
export async function pruneAll({ store }: FreshStore, rules: PruneRules): Promise<number> {
  let place: PrunePlace | undefined;
  for (let n = 1; n < 200; n++) {
    place = (await store.prune(rules, place)).next;
    if (place === undefined) return n;
  }
  throw new Error('pruning does not end');
}

/** A store with one account, to whom somebody wrote at these moments. */
export async function withMessages(at: readonly number[], peer: Peer = friend) {
  const fresh = freshStore();
  const id = await fresh.store.addAccount(anAccount(), aSession());
  for (const [n, moment] of at.entries()) await take(fresh.store, id, [incoming(`k${n}`, { peer })], { now: moment });
  const left = async () =>
    (await fresh.run((db) => readMessages(db, [id, peer], { limit: 1000 }))).map((m) => m.remoteKey);
  return { ...fresh, fresh, id, key: [id, peer] as ConversationKey, left };
}
