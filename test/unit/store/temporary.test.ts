import { describe, expect, it } from 'vitest';
import type { Event } from '../../../lib/model/event';
import type { Peer } from '../../../lib/model/ids';
import { dayOf } from '../../../lib/model/temporary';
import type { PrunePlace, PruneRules } from '../../../lib/store/prune';
import { readTemporaryCounts } from '../../../lib/store/read-desk';
import { anAccount, aSession, freshStore, friend, incoming, take } from './fresh-store';

const stranger: Peer = 'u:39990001';
const day = 86_400_000;
const noon = new Date(2026, 10, 22, 12).getTime();
const today = dayOf(noon);

/** An account with one friend, so that everybody else is a stranger. */
async function desk() {
  const fresh = freshStore();
  const { store, run } = fresh;
  const id = await store.addAccount(anAccount(), aSession());
  const contacts: Event = { kind: 'contacts', contacts: [{ number: '20000417' }] };
  await take(store, id, [contacts], { now: noon });
  const hear = (key: string, over: { peer?: Peer; text?: string; now?: number } = {}) =>
    take(store, id, [incoming(key, { peer: over.peer ?? stranger, text: over.text ?? '在吗' })], {
      now: over.now ?? noon,
    });
  const answer = async (name: string, now: number, delivery: 'sent' | 'failed' | 'uncertain' = 'sent') => {
    await store.queueReply({ id: name, accountId: id, peer: stranger, text: name, now, notBefore: now });
    await store.settleReply(name, { delivery });
  };
  return {
    ...fresh,
    id,
    hear,
    answer,
    counts: () => run(readTemporaryCounts),
    session: async (peer: Peer = stranger) => (await run((db) => db.get('conversations', [id, peer])))?.temporary,
  };
}

describe('a temporary session', () => {
  it('begins with the first words of somebody who is no contact, and is counted once', async () => {
    const { hear, counts, session, id } = await desk();
    await hear('a', { text: '【来自 shop.test】\n在吗' });
    await hear('a', { text: '【来自 shop.test】\n在吗' });
    await hear('b');
    expect(await session()).toEqual({ source: 'shop.test', since: noon });
    expect(await counts()).toEqual([{ day: today, source: 'shop.test', accountId: id, started: 1, answered: 0 }]);
  });

  it('begins with nobody who is a contact, and with no group', async () => {
    const { hear, counts } = await desk();
    await hear('a', { peer: friend });
    await hear('b', { peer: 'g:500' });
    expect(await counts()).toEqual([]);
  });

  it('begins with no stranger where contacts are not known', async () => {
    const { store, run } = freshStore();
    const id = await store.addAccount(anAccount(), aSession());
    await take(store, id, [incoming('a', { peer: stranger })]);
    expect(await run(readTemporaryCounts)).toEqual([]);
    await take(store, id, [incoming('b', { peer: 's:777' })]);
    expect((await run(readTemporaryCounts)).length).toBe(1);
  });

  it('does not begin where the person wrote first', async () => {
    const { answer, hear, counts } = await desk();
    await answer('hello', noon);
    await hear('a');
    expect(await counts()).toEqual([]);
  });

  it('is answered by the first reply that was delivered, and by no other', async () => {
    const { hear, answer, counts, session } = await desk();
    await hear('a');
    await answer('lost', noon + 10_000, 'failed');
    expect((await counts())[0]?.answered).toBe(0);
    await answer('one', noon + 60_000);
    await answer('two', noon + 90_000);
    expect(await session()).toMatchObject({ answeredAt: noon + 60_000 });
    expect((await counts())[0]).toMatchObject({ started: 1, answered: 1, answerMs: 60_000 });
  });

  it('is answered where the person says that an uncertain reply arrived', async () => {
    const { hear, answer, store, id, counts } = await desk();
    await hear('a');
    await answer('one', noon + 60_000, 'uncertain');
    expect((await counts())[0]?.answered).toBe(0);
    await store.confirmReply(id, stranger, 2);
    expect((await counts())[0]?.answered).toBe(1);
  });

  it('is answered by what the person writes with another client', async () => {
    const { hear, store, id, counts } = await desk();
    await hear('a');
    const own = incoming('mine', { peer: stranger, direction: 'out', sender: '10000001' });
    await take(store, id, [own], { now: noon + 5_000 });
    expect((await counts())[0]).toMatchObject({ answered: 1, answerMs: 5_000 });
  });

  it('counts an answer of the next day for the day it began', async () => {
    const { hear, answer, counts } = await desk();
    await hear('a');
    await answer('late', noon + day);
    expect(await counts()).toMatchObject([{ day: today, started: 1, answered: 1, answerMs: day }]);
  });

  it('that was put aside begins anew with the next words, from where it came before', async () => {
    const { hear, store, id, counts, session } = await desk();
    await hear('a', { text: '[来自 shop.test] hi' });
    await store.setDone([id, stranger], noon + 1000);
    expect(await session()).toMatchObject({ doneAt: noon + 1000 });
    await hear('b', { now: noon + 2000 });
    expect(await session()).toEqual({ source: 'shop.test', since: noon + 2000 });
    expect((await counts())[0]?.started).toBe(2);
  });

  it('can be taken back onto the desk', async () => {
    const { hear, store, id, session } = await desk();
    await hear('a');
    await store.setDone([id, stranger], noon);
    await store.setDone([id, stranger], undefined);
    expect(await session()).toEqual({ source: '', since: noon });
  });
});

describe('counts', () => {
  async function pruned(rules: PruneRules) {
    const { hear, store, counts } = await desk();
    await hear('old', { now: noon - 40 * day });
    await hear('new', { peer: 'u:39990002' });
    let place: PrunePlace | undefined;
    do place = (await store.prune(rules, place)).next;
    while (place !== undefined);
    return (await counts()).map((row) => row.day);
  }

  it('of days before the given one go', async () => {
    expect(await pruned({ now: noon, countsFrom: dayOf(noon - 30 * day) })).toEqual([today]);
  });

  it('stay where the person agreed to it', async () => {
    expect(await pruned({ now: noon })).toEqual([dayOf(noon - 40 * day), today]);
  });

  it('of more sources than anybody has in a day are kept together', async () => {
    const { store, id, counts } = await desk();
    const many = Array.from({ length: 520 }, (_, n) =>
      incoming(`k${n}`, { peer: `u:${40_000_000 + n}`, text: `【来自 s${n}】` }),
    );
    await take(store, id, many, { now: noon });
    const rows = await counts();
    expect(rows.length).toBe(501);
    expect(rows.reduce((sum, { started }) => sum + started, 0)).toBe(520);
  });

  it('go with their account', async () => {
    const { hear, store, id, counts } = await desk();
    await hear('a');
    await store.deleteAccount(id);
    expect(await counts()).toEqual([]);
  });
});
