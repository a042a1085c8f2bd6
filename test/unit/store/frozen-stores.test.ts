import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { identityOf } from '../../../lib/model/account';
import { type Connection, connect } from '../../../lib/store/open';
import { readAccounts, readAttention, readConversations } from '../../../lib/store/read';
import { readMessages, readOutboxOf } from '../../../lib/store/read-chat';
import { readGaps } from '../../../lib/store/read-gaps';
import { storeName, storeVersion } from '../../../lib/store/schema';
import { secretsPort } from '../../../lib/store/secrets';
import type { StoreName } from '../../../lib/store/transaction';
import { createStore } from '../../../lib/store/write';
import { createVault } from '../../../lib/vault/vault';
import { anAccount, aSession } from './fresh-store';
import { frozenFile, frozenVersions, readFrozen, revive, thaw } from './frozen-store';

const checksums: Readonly<Record<number, string>> = {
  1: '1b388637ad832990b5cc7610020248e4509926a92409ec895c827e4062a179e7',
};

/** No passphrase was set in any of them. */
const neverLocked = { read: async () => undefined, write: async () => {}, clear: async () => {} };

let connection: Connection;
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  connection = connect();
});

const thawed = async (version: number) => {
  const frozen = readFrozen(version);
  await thaw(frozen, storeName);
  return frozen;
};

describe.each(frozenVersions)('the store that version %i left', (version) => {
  it('is the file that was frozen then', () => {
    const hash = createHash('sha256')
      .update(readFileSync(frozenFile(version)))
      .digest('hex');
    expect(hash).toBe(checksums[version]);
  });

  it('opens with every row of every object store', async () => {
    const { stores } = await thawed(version);
    for (const [name, { rows }] of Object.entries(stores)) {
      const kept = await connection.run((db) => db.getAll(name as StoreName));
      const expected = (await Promise.all(rows.map(revive))) as typeof kept;
      // No test can look into a key; what it opens is looked at below.
      const plain = (all: typeof kept) => all.map((row) => ('key' in row && 'id' in row ? { ...row, key: '' } : row));
      expect(plain(kept), name).toHaveLength(expected.length);
      for (const row of plain(expected)) expect(plain(kept), name).toContainEqual(expect.objectContaining(row));
    }
    expect(await connection.run(async (db) => db.version)).toBe(storeVersion);
  });

  it('opens its secrets', async () => {
    await thawed(version);
    const vault = createVault(secretsPort(connection), neverLocked, crypto);
    const accounts = await connection.run((db) => db.getAll('accounts'));
    const opened = await Promise.all(accounts.map((account) => vault.open(account.id, identityOf(account))));
    expect(opened).toEqual([
      { 'password-md5': '5ebe2294ecd0e0f08eab7690d2a6ee69' },
      { 'password-md5': '5ebe2294ecd0e0f08eab7690d2a6ee69' },
      { token: 'k&y' },
    ]);
  });

  it('gives no account an id that was given before', async () => {
    const { lastId } = await thawed(version);
    expect(await createStore(connection).addAccount(anAccount(), aSession())).toBe(lastId + 1);
  });
});

it('the store that version 1 left shows what it showed', async () => {
  await thawed(1);
  const { run } = connection;
  const list = await run((db) => readConversations(db, { limit: 50 }));
  expect(list.map(({ conversation: row }) => `${row.accountId} ${row.peer} ${row.unread} ${row.preview.text}`)).toEqual(
    [
      '4 s:20009 1 请问营业到几点',
      '4 g:700001 3 @今天的号 看这里',
      '1 u:20002 1 还没走的一句',
      '1 u:20001 5 uncertain one',
      '4 u:20002 1 hello over the line',
      '4 u:20001 1 [CQ:face,id=14] 你好',
      '2 u:20002 0 to be read',
      '2 u:20001 1 muted for good',
      '1 u:20003 1 muted for an hour',
    ],
  );
  expect((await run(readAttention)).total).toBe(10);
  const accounts = await run((db) => readAccounts(db));
  expect(accounts.map(({ account, session, unread }) => [account.uin, session.state, unread])).toEqual([
    ['10001', 'online', 6],
    ['10002', 'online', 0],
    ['10003', 'online', 4],
  ]);
  const messages = await run((db) => readMessages(db, [1, 'u:20001'], { limit: 4 }));
  expect(messages.map(({ ordinal, delivery }) => [ordinal, delivery])).toEqual([
    [6, undefined],
    [7, 'sent'],
    [8, 'failed'],
    [9, 'uncertain'],
  ]);
  expect(await run((db) => readOutboxOf(db, [1, 'u:20002']))).toHaveLength(2);
  expect(await run((db) => readGaps(db, 2, { latest: 1 }))).toMatchObject([{ why: 'asleep' }]);
});
