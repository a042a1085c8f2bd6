import { describe, expect, it } from 'vitest';
import type { Account } from '../../../lib/model/account';
import { openProtocol } from '../../../lib/protocol/registry';
import type { SessionPorts } from '../../../lib/session/ports';
import { createRecovery } from '../../../lib/session/recover';
import type { JournalRow } from '../../../lib/store/schema';
import { anAccount, aSession, freshStore } from '../store/fresh-store';

const now = 1_700_000_000_000;

/** A journal of a broken row and a sound one behind it, of an account that a new worker looks at. */
async function open(broken: object) {
  const { store, run } = freshStore();
  const seed = { ...anAccount(), server: 'http://127.0.0.1:1/', uin: '100001' };
  const started = { ...openProtocol(seed).start(() => 0.5), signedIn: true, lastOkAt: now };
  const step = openProtocol(seed).next(started, { kind: 'receive' }, now);
  if (step.kind !== 'ask') throw new Error(step.kind);
  const { request } = step;
  const id = await store.addAccount(seed, { ...aSession(), state: 'online', cursor: step.cursor });
  const text = `VER=1.1&CMD=GetMsgEx&SEQ=${request.key}&UIN=100001&RES=0&MN=1&MT=9,&UN=20001,&MG=behind it,`;
  const sound = {
    accountId: id,
    n: request.key,
    at: now - 1,
    request,
    codec: 1,
    bytes: new TextEncoder().encode(text),
  };
  await store.journal({ ...sound, n: '5', at: now - 2, ...broken } as JournalRow);
  await store.journal(sound);
  const account = (await run((db) => db.get('accounts', id))) as Account;
  const reported: string[] = [];
  const ports = (over: object = {}) => ({
    ...{ store, openProtocol, now: () => now, random: () => 0.5, published: () => undefined },
    report: (where: string) => void reported.push(where),
    ...over,
  });
  const recover = (over?: object) => createRecovery(ports(over) as unknown as SessionPorts)(account);
  const standing = async () => ({
    texts: (await run((db) => db.getAll('messages'))).map(({ text }) => text),
    kept: (await store.readJournal(id)).map(({ n, why }) => `${n} ${why}`),
    undecoded: (await run((db) => db.get('sessions', id)))?.undecoded,
  });
  return { recover, standing, reported, store, request };
}

describe('a row of the journal that is broken', () => {
  it.each([
    ['without its request', { request: null }],
    ['with a request of nothing', { request: {} }],
    ['without its bytes', { bytes: undefined }],
    ['with a moment that is none', { request: 5, at: 'yesterday' }],
  ])('(%s) hides none of those behind it, and is counted once', async (_, broken) => {
    const { recover, standing, reported } = await open(broken);
    await recover();
    const after = { texts: ['behind it'], kept: ['5 broken'], undecoded: 1 };
    expect(await standing()).toEqual(after);
    await recover();
    expect(await standing()).toEqual(after);
    expect(reported).toHaveLength(1);
  });

  it('is not what a store is that fails: then all of them are looked at again', async () => {
    const { recover, standing, store, request } = await open({ request: null });
    const full = () => Promise.reject(new DOMException('no room', 'QuotaExceededError'));
    await expect(recover({ store: { ...store, commit: full } })).rejects.toThrow('no room');
    expect(await standing()).toMatchObject({ kept: ['5 undefined', `${request.key} undefined`], undecoded: 0 });
  });
});
