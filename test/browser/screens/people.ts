import type { Account } from '../../../lib/model/account';
import type { Contact, PresenceRow } from '../../../lib/model/contact';
import { type Conversation, unreadToCount } from '../../../lib/model/conversation';
import type { Peer } from '../../../lib/model/ids';
import type { Message } from '../../../lib/model/message';
import type { Person } from '../../../lib/model/person';
import type { SessionState } from '../../../lib/model/session';
import type { Draft, GapRow, Group, OutboxRow, RequestRow, SessionRow } from '../../../lib/store/schema';

/** Rows of the store, by object store: what a picture is taken of. Names and numbers are invented. */
export interface Rows {
  readonly accounts: Account[];
  readonly sessions: SessionRow[];
  readonly conversations: Conversation[];
  readonly messages: Message[];
  readonly contacts: Contact[];
  readonly presence: PresenceRow[];
  readonly outbox: OutboxRow[];
  readonly drafts: Draft[];
  readonly gaps: GapRow[];
  readonly groups: Group[];
  readonly requests: RequestRow[];
  readonly people: Person[];
  /** As far as the vault says how it stands; no bytes. */
  readonly keys: object[];
}

export const minute = 60_000;
const hour = 60 * minute;

export function noRows(): Rows {
  return {
    accounts: [],
    sessions: [],
    conversations: [],
    messages: [],
    contacts: [],
    presence: [],
    outbox: [],
    drafts: [],
    gaps: [],
    groups: [],
    requests: [],
    people: [],
    keys: [],
  };
}

interface AccountOf extends Partial<Account> {
  readonly state?: SessionState;
  readonly session?: Partial<SessionRow>;
}

export function addAccount(rows: Rows, now: number, id: number, of: AccountOf): void {
  const { state = 'online', session, ...account } = of;
  rows.accounts.push({
    id,
    protocol: 'http-qq',
    server: 'http://qq.example.cn:8000',
    uin: String(10_020_456 + id * 13_117),
    name: `Account ${id}`,
    colour: ((id - 1) % 12) + 1,
    tag: String.fromCharCode(64 + id),
    order: id,
    status: 'online',
    addedAt: now - 90 * 24 * hour,
    ...account,
  });
  rows.sessions.push({
    accountId: id,
    state,
    since: now - 2 * hour,
    lastOkAt: now - 12_000,
    due: now + 18_000,
    cursor: null,
    inFlight: [],
    todo: [],
    failures: 0,
    signIns: [],
    undecoded: 0,
    ...session,
  });
}

interface TalkOf extends Partial<Conversation> {
  readonly name?: string;
  readonly presence?: PresenceRow['state'];
  readonly text?: string;
}

export function addTalk(rows: Rows, accountId: number, peer: Peer, recent: number, of: TalkOf = {}): void {
  const { name, presence, text = '', ...conversation } = of;
  const unread = of.unread ?? 0;
  const last = Math.max(40, unread);
  const counted = unreadToCount({ peer, unread, mentions: 0, ...conversation });
  const counts = counted > 0 && of.mutedUntil === undefined;
  rows.conversations.push({
    accountId,
    peer,
    recent,
    lastOrdinal: last,
    readThrough: last - unread,
    unread,
    mentions: 0,
    preview: { text, direction: 'in' },
    ...conversation,
    ...(counts ? { attention: recent } : {}),
  });
  const number = peer.slice(2);
  if (name !== undefined && peer.startsWith('g:')) rows.groups.push({ accountId, number, name });
  else if (name !== undefined) rows.contacts.push({ accountId, number, nick: name, nameKey: name.toLowerCase() });
  if (presence !== undefined) rows.presence.push({ accountId, number, state: presence, at: recent, source: 'list' });
}
