import type { Reader } from '../../components/world';
import { readDraft, readDrafts, writeDraft } from '../../lib/store/drafts';
import type { Connection } from '../../lib/store/open';
import { readAccounts, readAttention, readConversation, readConversations, readUnwritten } from '../../lib/store/read';
import { readByRemoteKey, readMessages, readOutboxOf } from '../../lib/store/read-chat';
import { readGaps, readUnseenGaps } from '../../lib/store/read-gaps';
import { readRequests } from '../../lib/store/read-requests';
import { readUncounted } from '../../lib/store/uncounted';

// Behind screens that few openings of a page lead to.
const people = () => import('../../lib/store/read-people');
const desk = () => import('../../lib/store/read-desk');

/** The store's reads on one connection that opens with the first of them. */
export function bindReader({ run }: Connection, countsRequests: () => Promise<boolean>): Reader {
  return {
    accounts: async () => {
      const requests = await countsRequests();
      return run((db) => readAccounts(db, { requests }));
    },
    attention: async () => {
      const requests = await countsRequests();
      return run((db) => readAttention(db, { requests }));
    },
    uncounted: () => run(readUncounted),
    conversations: (query) => run((db) => readConversations(db, query)),
    conversation: (key) => run(async (db) => (await readConversation(db, key)) ?? readUnwritten(db, key)),
    messages: (key, limit) => run((db) => readMessages(db, key, { limit })),
    unseenGaps: () => run((db) => readUnseenGaps(db, 3)),
    gaps: (accountId, span) => run((db) => readGaps(db, accountId, span)),
    outboxOf: (key) => run((db) => readOutboxOf(db, key)),
    drafts: () => run((db) => readDrafts(db)),
    draft: async (key) => (await run((db) => readDraft(db, key))) ?? { text: '' },
    writeDraft: ([accountId, peer], text, quote) =>
      run((db) => writeDraft(db, { accountId, peer, text, at: Date.now(), ...(quote !== undefined && { quote }) })),
    people: (ids) => run(async (db) => (await people()).readPeople(db, ids)),
    person: (accountId, number) => run(async (db) => (await people()).readPerson(db, accountId, number)),
    answers: () => run(async (db) => (await people()).readAnswers(db)),
    desk: () => run(async (db) => (await desk()).readDesk(db, Date.now())),
    temporaryCounts: () => run(async (db) => (await desk()).readTemporaryCounts(db)),
    requests: () => run(readRequests),
    byRemoteKey: (accountId, remoteKey) => run((db) => readByRemoteKey(db, accountId, remoteKey)),
  };
}
