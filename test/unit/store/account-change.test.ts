import { describe, expect, it } from 'vitest';
import type { Peer } from '../../../lib/model/ids';
import { anAccount, aSession, friend, incoming, take } from './fresh-store';
import { oneAccount } from './one-account';

describe('a reply where two accounts know the same person', () => {
  const guardMs = 5_000;
  async function twoAccounts() {
    const one = await oneAccount();
    const { store, run } = one;
    const other = await store.addAccount(anAccount({ uin: '10000002' }), aSession());
    const write = async (accountId: number, name: string, now: number, peer: Peer = friend) => {
      await store.queueReply({ id: name, accountId, peer, text: name, now, notBefore: now, guardMs });
      const row = await run((db) => db.get('outbox', name));
      return { waits: (row?.notBefore ?? 0) - now, other: row?.otherAccount === true };
    };
    return { ...one, other, write };
  }
  const held = { waits: guardMs, other: true };
  const free = { waits: 0, other: false };

  it('waits where the last words with them went through another account, and only the first time', async () => {
    const { id, other, write } = await twoAccounts();
    expect(await write(id, 'first', 1_000)).toEqual(free);
    expect(await write(id, 'second', 2_000)).toEqual(free);
    expect(await write(other, 'changed', 3_000)).toEqual(held);
    expect(await write(other, 'stays', 4_000)).toEqual(free);
    expect(await write(id, 'changed back', 5_000)).toEqual(held);
  });

  it('waits where they wrote to the other account last', async () => {
    const { store, id, other, write } = await twoAccounts();
    await take(store, id, [incoming('q1')], { now: 1_000 });
    await take(store, other, [incoming('q1')], { now: 2_000 });
    expect(await write(other, 'where they wrote', 3_000)).toEqual(free);
    await take(store, other, [incoming('q2')], { now: 4_000 });
    expect(await write(id, 'elsewhere', 5_000)).toEqual(held);
  });

  it('waits again after it was taken back', async () => {
    const { store, id, other, write } = await twoAccounts();
    await write(id, 'first', 1_000);
    await write(other, 'wrong', 2_000);
    await store.cancelReply('wrong');
    expect(await write(other, 'wrong again', 3_000)).toEqual(held);
  });

  it('goes by what the person wrote in a group, which both accounts hear', async () => {
    const { store, id, other, write } = await twoAccounts();
    const group: Peer = 'g:700';
    const heard = (key: string) => incoming(key, { peer: group });
    await take(store, id, [heard('q1')], { now: 1_000 });
    await take(store, other, [heard('q1')], { now: 1_001 });
    expect(await write(id, 'in the group', 2_000, group)).toEqual(free);
    await take(store, other, [heard('q2')], { now: 3_000 });
    expect(await write(id, 'again', 4_000, group)).toEqual(free);
    expect(await write(other, 'as another', 5_000, group)).toEqual(held);
  });

  it('waits longer where more was chosen, and never for an account that is being removed', async () => {
    const { store, id, other, write, run } = await twoAccounts();
    await write(id, 'first', 1_000);
    const reply = { id: 'long', accountId: other, peer: friend, text: 'long', now: 2_000, notBefore: 12_000, guardMs };
    await store.queueReply(reply);
    expect((await run((db) => db.get('outbox', 'long')))?.notBefore).toBe(12_000);
    await store.changeAccount(other, (account) => ({ ...account, removeAt: 9_000 }));
    expect(await write(id, 'the only one', 3_000)).toEqual(free);
  });
});
