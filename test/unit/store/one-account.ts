import type { Peer } from '../../../lib/model/ids';
import { readConversation } from '../../../lib/store/read';
import { readMessages } from '../../../lib/store/read-chat';
import { anAccount, aSession, freshStore, friend } from './fresh-store';

/** A store with one account, and short ways to what it writes. */
export async function oneAccount() {
  const fresh = freshStore();
  const { store, run } = fresh;
  const id = await store.addAccount(anAccount(), aSession());
  return {
    ...fresh,
    id,
    queue: (name: string, over: { peer?: Peer; now?: number; notBefore?: number } = {}) =>
      store.queueReply({ id: name, accountId: id, peer: friend, text: name, now: 100, notBefore: 100, ...over }),
    messages: () => run((db) => readMessages(db, [id, friend], { limit: 50 })),
    conversation: async () => (await run((db) => readConversation(db, [id, friend])))?.conversation,
    due: async (now: number) => (await store.readDue(now)).map((row) => row.id),
  };
}
