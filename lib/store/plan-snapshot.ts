import type { Account } from '../model/account';
import type { Conversation } from '../model/conversation';
import type { SessionRow } from './schema';
import { endOfTime, type Snapshot, type StoredSnapshot, snapshotRows, snapshotVersion } from './snapshot';

export function planSnapshot({ accounts, conversations, attention }: Snapshot): StoredSnapshot {
  return {
    version: snapshotVersion,
    accounts: accounts.map((view) => ({
      ...view,
      account: storeMute(view.account),
      session: planGlance(view.session),
    })),
    conversations: conversations
      .slice(0, snapshotRows)
      .map((view) => ({ ...view, conversation: storeMute(view.conversation) })),
    attention: [...attention.byAccount],
  };
}

/** What a page shows of a session. The protocol's memory and its requests have no business in a picture. */
function planGlance(session: SessionRow): SessionRow {
  const { search: _, unfiled: _waiting, ...glance } = session;
  return { ...glance, cursor: null, inFlight: [], todo: [], signIns: [] };
}

function storeMute<T extends Account | Conversation>(row: T): T {
  return row.mutedUntil === undefined ? row : { ...row, mutedUntil: Math.min(row.mutedUntil, endOfTime) };
}
