import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { Account } from '../../../lib/model/account';
import type { Event } from '../../../lib/model/event';
import type { AccountId, Peer } from '../../../lib/model/ids';
import { type Connection, connect } from '../../../lib/store/open';
import type { Database, NoticeRow, SessionRow } from '../../../lib/store/schema';
import type { Commit, Committed, Store } from '../../../lib/store/store';
import { createStore } from '../../../lib/store/write';

export interface FreshStore {
  readonly store: Store;
  readonly connection: Connection;
  /** Reads and raw looks at rows, past the store's own code. */
  readonly run: Connection['run'];
}

/** An empty database of its own; whatever the test before it left open belongs to another one. */
export function freshStore(): FreshStore {
  globalThis.indexedDB = new IDBFactory();
  const connection = connect();
  return { store: createStore(connection), connection, run: connection.run };
}

export const friend: Peer = 'u:20000417';

export function anAccount(over: Partial<Account> = {}): Omit<Account, 'id' | 'order'> {
  return {
    protocol: 'http-qq',
    server: 'http://127.0.0.1:48000',
    uin: '10000001',
    name: 'Shop',
    colour: 1,
    tag: 'S',
    status: 'online',
    addedAt: 1,
    ...over,
  };
}

export function aSession(over: Partial<SessionRow> = {}): Omit<SessionRow, 'accountId'> {
  return {
    state: 'online',
    since: 1,
    cursor: { v: 1 },
    inFlight: [],
    todo: [],
    failures: 0,
    signIns: [],
    undecoded: 0,
    ...over,
  };
}

export function incoming(remoteKey: string, over: Partial<Extract<Event, { kind: 'message' }>> = {}): Event {
  return { kind: 'message', peer: friend, remoteKey, sender: '20000417', direction: 'in', text: remoteKey, ...over };
}

export function take(
  store: Store,
  accountId: AccountId,
  events: readonly Event[],
  over: Partial<Omit<Commit, 'events'>> = {},
): Promise<Committed> {
  return store.commit(accountId, (session) => ({ now: 1000, session, events, ...over }));
}

/** Of every message, wherever it stands: in a row of its own or still in the session's. */
export async function everyNotice(db: Database): Promise<NoticeRow[]> {
  const sessions = await db.getAll('sessions');
  return [...(await db.getAll('notices')), ...sessions.flatMap(({ unfiled }) => unfiled ?? [])];
}
