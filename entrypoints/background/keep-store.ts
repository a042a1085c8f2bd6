import { browser } from '../../lib/browser';
import type { Account } from '../../lib/model/account';
import { oneByOne } from '../../lib/model/one-by-one';
import type { Restored } from '../../lib/model/store-standing';
import { openProtocol } from '../../lib/protocol/registry';
import { restoredSession } from '../../lib/session/session-row';
import { announceChanges } from '../../lib/store/changes';
import { mendConversation } from '../../lib/store/mend';
import { type Connection, connect, deleteStore } from '../../lib/store/open';
import { readMarks } from '../../lib/store/read-marks';
import { restoreFirst } from '../../lib/store/restore';
import { restoredKey } from '../../lib/store/restored';
import { copiedMarks, planSecondCopy, readSecondCopy, secondCopyKey } from '../../lib/store/second-copy';
import type { Unreadable } from '../../lib/store/sound';
import { guardStore } from '../../lib/store/trouble';
import { type TroubleNote, troubleKey } from '../../lib/store/trouble-note';
import { addUnreadable, unreadableKey } from '../../lib/store/unreadable';

/** How long an opening or a deletion may take before somebody is told, in ms. */
const patience = 10_000;
/** How often read marks are copied while nothing happens to accounts, in ms. */
const copyEvery = 60_000;

/** What keeps the store alive, and what the pages may ask of it. */
export interface Keeper {
  readonly connection: Connection;
  /** Accounts and read marks, laid aside; called after each change. */
  copied(accounts: readonly Account[]): Promise<void>;
  again(): Promise<void>;
  afresh(): Promise<void>;
  unreadable(what: Unreadable): Promise<void>;
}

export interface KeeperPorts {
  random(): number;
  /** Everything is to be looked at again: toolbar, pages, accounts. */
  refreshed(): void;
  /** The store cannot be used: the toolbar is to say so, whoever else finds out. */
  troubled(): void;
}

const { local } = browser.storage;

export function createKeeper({ random, refreshed, troubled }: KeeperPorts): Keeper {
  const now = () => Date.now();
  const note = async (key: string, value: TroubleNote | Restored | undefined) => {
    if (value === undefined) await local.remove(key);
    else await local.set({ [key]: value });
    announceChanges({ standing: true });
  };
  let told: TroubleNote['kind'] | undefined;
  const guarded = guardStore(connect({ patience }), {
    now,
    read: async () => (await local.get(troubleKey))[troubleKey],
    write: (trouble) => note(troubleKey, trouble),
    // Told by hand, since whoever waits for the store does not hear of commits.
    changed: (trouble) => {
      if (trouble === undefined) refreshed();
      else if (trouble.kind !== told) troubled();
      told = trouble?.kind;
    },
  });
  const readCopy = async () => readSecondCopy((await local.get(secondCopyKey))[secondCopyKey]);
  const connection = restoreFirst(guarded, {
    readCopy,
    freshSession: (account) => restoredSession(account, openProtocol(account).start(random), now()),
    restored: (what) => note(restoredKey, what),
  });

  let lastId: number | undefined;
  let copied = { accounts: '', at: 0 };
  /** Whoever reads several of them tells of all at once. */
  const counting = oneByOne();
  return {
    connection,
    async copied(accounts) {
      const standing = JSON.stringify(accounts);
      if (standing === copied.accounts && now() - copied.at < copyEvery) return;
      const before = await readCopy();
      lastId = Math.max(lastId ?? 0, before?.lastId ?? 0);
      const { ids, marks } = await connection.run(async (db) => ({
        // One that is about to be removed can be read, and is to be forgotten.
        ids: new Set((await db.getAll('accounts')).flatMap(({ id, removeAt }) => (removeAt === undefined ? id : []))),
        marks: await readMarks(db, copiedMarks),
      }));
      // A row that cannot be read is no reason to forget what it said before.
      const known = new Set(accounts.map(({ id }) => id));
      const hidden = before?.accounts.filter(({ id }) => ids.has(id) && !known.has(id)) ?? [];
      await local.set({ [secondCopyKey]: planSecondCopy([...accounts, ...hidden], marks, lastId, now()) });
      copied = { accounts: standing, at: now() };
    },
    async again() {
      guarded.hurry();
      refreshed();
    },
    async afresh() {
      connection.close();
      await deleteStore(patience);
      await guarded.forget();
      refreshed();
    },
    async unreadable(what) {
      const [accountId, peer] = what.key;
      if (what.store === 'conversations') {
        await connection.run((db) => mendConversation(db, [accountId, peer] as never));
        announceChanges({ conversations: [[accountId, peer] as never] });
        return;
      }
      await counting(async () => {
        const counted = addUnreadable((await local.get(unreadableKey))[unreadableKey], what);
        if (counted !== undefined) await local.set({ [unreadableKey]: counted });
      });
      announceChanges({ standing: true });
    },
  };
}
