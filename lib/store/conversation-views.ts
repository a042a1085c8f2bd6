import type { IDBPTransaction } from 'idb';
import type { Contact } from '../model/contact';
import type { Conversation } from '../model/conversation';
import { type AccountId, type EpochMs, peerKind, peerNumber } from '../model/ids';
import type { Presence } from '../model/presence';
import { ofAccount } from './key-range';
import type { Schema } from './schema';
import { isSoundConversation, tellUnreadable } from './sound';
import type { StoreName } from './transaction';

/** What a screen shows of a conversation, read from all the stores that know something of it. */

export interface ConversationView {
  readonly conversation: Conversation;
  readonly contact: Contact | undefined;
  /** What the group is called; absent for people, and where nobody has said. */
  readonly groupName?: string;
  /** `unknown` whenever the account itself is not online. */
  readonly presence: Presence;
  /** True only where the account's contacts are known and this person is not among them. */
  readonly stranger: boolean;
  /** When the presence was asked for; absent where the server tells every change. */
  readonly presenceAt?: EpochMs;
}

export const viewStores = ['accounts', 'sessions', 'conversations', 'contacts', 'groups', 'presence'] as const;
export type Read = IDBPTransaction<Schema, readonly StoreName[], 'readonly'>;

/** What the accounts make of their conversations: those about to be removed show none. */
export interface Standing {
  readonly online: boolean;
  readonly hasContacts: boolean;
}

export async function readStandings(tx: Read): Promise<ReadonlyMap<AccountId, Standing>> {
  const [accounts, sessions] = await Promise.all([
    tx.objectStore('accounts').getAll(),
    tx.objectStore('sessions').getAll(),
  ]);
  const shown = accounts.filter((account) => account.removeAt === undefined);
  const contacts = await Promise.all(shown.map(({ id }) => tx.objectStore('contacts').getKey(ofAccount(id))));
  return new Map(
    shown.map(({ id }, i) => [
      id,
      {
        online: sessions.some((row) => row.accountId === id && row.state === 'online'),
        hasContacts: contacts[i] !== undefined,
      },
    ]),
  );
}

export async function toView(
  tx: Read,
  conversation: Conversation,
  standing: Standing | undefined,
): Promise<ConversationView> {
  const { accountId, peer } = conversation;
  if (peerKind(peer) === 'g' || peerKind(peer) === 'd') {
    const group = await tx.objectStore('groups').get([accountId, peerNumber(peer)]);
    const name = group?.name;
    return { conversation, contact: undefined, presence: 'unknown', stranger: false, ...(name && { groupName: name }) };
  }
  const [contact, presence] = await Promise.all([
    tx.objectStore('contacts').get([accountId, peerNumber(peer)]),
    tx.objectStore('presence').get([accountId, peerNumber(peer)]),
  ]);
  return {
    conversation,
    contact,
    presence: standing?.online ? (presence?.state ?? 'unknown') : 'unknown',
    ...(standing?.online && presence?.source === 'asked' && { presenceAt: presence.at }),
    stranger: contact === undefined && standing?.hasContacts === true,
  };
}

export function isShown(row: Conversation): boolean {
  const sound = isSoundConversation(row);
  if (!sound) tellUnreadable('conversations', row.accountId, row.peer);
  return sound;
}
