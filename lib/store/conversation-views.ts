import type { IDBPTransaction } from 'idb';
import type { Contact } from '../model/contact';
import type { Conversation } from '../model/conversation';
import { type AccountId, type EpochMs, peerKind, peerNumber, type RealNumber } from '../model/ids';
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
  /** What the person calls somebody who is on no list, or else they themselves do. */
  readonly name?: string;
  /** `unknown` whenever the account itself is not online. */
  readonly presence: Presence;
  /** True only where the account's contacts are known and this person is not among them. */
  readonly stranger: boolean;
  /** When the presence was asked for; absent where the server tells every change. */
  readonly presenceAt?: EpochMs;
}

export const viewStores = [
  'accounts',
  'sessions',
  'conversations',
  'contacts',
  'groups',
  'presence',
  'people',
] as const;
export type Read = IDBPTransaction<Schema, readonly StoreName[], 'readonly'>;

/** What the accounts make of their conversations: those about to be removed show none. */
export interface Standing {
  readonly online: boolean;
  /** Its contacts are known, be they none. */
  readonly listed: boolean;
  /** Of whom something is kept: few, so that a list of strangers costs no question for each. */
  readonly noted: ReadonlySet<RealNumber>;
}

export async function readStandings(tx: Read): Promise<ReadonlyMap<AccountId, Standing>> {
  const [accounts, sessions] = await Promise.all([
    tx.objectStore('accounts').getAll(),
    tx.objectStore('sessions').getAll(),
  ]);
  const shown = accounts.filter((account) => account.removeAt === undefined);
  const [contacts, people] = await Promise.all([
    Promise.all(shown.map(({ id }) => tx.objectStore('contacts').getKey(ofAccount(id)))),
    Promise.all(shown.map(({ id }) => tx.objectStore('people').getAllKeys(ofAccount(id)))),
  ]);
  return new Map(
    shown.map(({ id }, i) => {
      const session = sessions.find(({ accountId }) => accountId === id);
      const listed = contacts[i] !== undefined || session?.listedAt !== undefined;
      const noted = new Set(people[i]?.map(([, number]) => number));
      return [id, { online: session?.state === 'online', listed, noted }];
    }),
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
  const asked = contact === undefined && standing?.noted.has(peerNumber(peer));
  const person = asked ? await tx.objectStore('people').get([accountId, peerNumber(peer)]) : undefined;
  const name = person?.called ?? conversation.nick ?? person?.profile?.nick;
  return {
    conversation,
    contact,
    ...(name !== undefined && { name }),
    presence: standing?.online ? (presence?.state ?? 'unknown') : 'unknown',
    ...(standing?.online && presence?.source === 'asked' && { presenceAt: presence.at }),
    stranger: contact === undefined && standing?.listed === true,
  };
}

export function isShown(row: Conversation): boolean {
  const sound = isSoundConversation(row);
  if (!sound) tellUnreadable('conversations', row.accountId, row.peer);
  return sound;
}
