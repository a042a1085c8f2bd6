import type { IDBPTransaction, StoreNames } from 'idb';
import type { Database, Schema } from './schema';

export type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

export interface Migration {
  /** The version this step leads to. */
  readonly version: number;
  readonly migrate: (db: Database, tx: Upgrade) => void;
}

/**
 * Ascending. A released step is never edited: browsers out there have run it, so every change is a new step.
 * `schema.ts` describes the last version only; an older step that names what is gone by now needs a cast of its own.
 */
export const migrations: readonly Migration[] = [
  { version: 1, migrate: createStores },
  { version: 2, migrate: createPeople },
];

/** Runs what a database at `oldVersion` (0: new) has not seen yet, inside the upgrade transaction. */
export function migrate(db: Database, oldVersion: number, tx: Upgrade, steps = migrations): void {
  for (const step of steps) if (step.version > oldVersion) step.migrate(db, tx);
}

function createStores(db: Database): void {
  // The key generator never steps back, not even when its newest row is deleted: ids are given once.
  const accounts = db.createObjectStore('accounts', { keyPath: 'id', autoIncrement: true });
  accounts.createIndex('identity', ['protocol', 'server', 'uin'], { unique: true });
  accounts.createIndex('order', 'order');

  db.createObjectStore('sessions', { keyPath: 'accountId' }).createIndex('due', 'due');
  db.createObjectStore('secrets', { keyPath: 'accountId' });
  db.createObjectStore('keys', { keyPath: 'id' });

  const conversations = db.createObjectStore('conversations', { keyPath: ['accountId', 'peer'] });
  conversations.createIndex('recent', 'recent');
  conversations.createIndex('accountRecent', ['accountId', 'recent']);
  conversations.createIndex('waiting', 'waiting');
  conversations.createIndex('attention', 'attention');
  conversations.createIndex('accountUnread', ['accountId', 'unread']);
  conversations.createIndex('mutedUntil', 'mutedUntil');

  const messages = db.createObjectStore('messages', { keyPath: ['accountId', 'peer', 'ordinal'] });
  messages.createIndex('remoteKey', ['accountId', 'remoteKey'], { unique: true });
  messages.createIndex('at', 'at');
  db.createObjectStore('tombstones', { keyPath: ['accountId', 'remoteKey'] }).createIndex('at', 'at');

  const contacts = db.createObjectStore('contacts', { keyPath: ['accountId', 'number'] });
  contacts.createIndex('number', 'number');
  contacts.createIndex('accountName', ['accountId', 'nameKey']);
  const groups = db.createObjectStore('groups', { keyPath: ['accountId', 'number'] });
  groups.createIndex('number', 'number');
  groups.createIndex('accountName', ['accountId', 'nameKey']);
  db.createObjectStore('presence', { keyPath: ['accountId', 'number'] }).createIndex('number', 'number');
  db.createObjectStore('requests', { keyPath: ['accountId', 'key'] }).createIndex('open', 'open');

  const outbox = db.createObjectStore('outbox', { keyPath: 'id' });
  outbox.createIndex('lane', ['accountId', 'peer', 'n']);
  outbox.createIndex('notBefore', 'notBefore');
  db.createObjectStore('journal', { keyPath: ['accountId', 'n'] }).createIndex('undecoded', 'undecoded');
  db.createObjectStore('notices', { keyPath: ['accountId', 'peer', 'ordinal'] }).createIndex('state', 'state');
  db.createObjectStore('gaps', { keyPath: ['accountId', 'from'] });
  db.createObjectStore('drafts', { keyPath: ['accountId', 'peer'] });
  db.createObjectStore('temporaryCounts', { keyPath: ['day', 'source', 'accountId'] });
}

function createPeople(db: Database): void {
  const people = db.createObjectStore('people', { keyPath: ['accountId', 'number'] });
  people.createIndex('answered', 'answered.at');
  people.createIndex('telling', 'tell.when');
}
