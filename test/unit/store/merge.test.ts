import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Peer } from '../../../lib/model/ids';
import type { Message } from '../../../lib/model/message';
import { planNotice } from '../../../lib/notify/plan';
import { writeDraft } from '../../../lib/store/drafts';
import { readAttention } from '../../../lib/store/read';
import { dying } from './dying-store';
import { friend as home, incoming } from './fresh-store';
import { oneAccount } from './one-account';

const apart: Peer = 's:02900000001';
const known = { kind: 'peer-known', was: apart, is: home } as const;

type Opened = Awaited<ReturnType<typeof oneAccount>>;

/** One message into either conversation, at that moment. */
const arrive = ({ store, id }: Opened, peer: Peer, n: number, at: number) =>
  store.commit(id, (session) => ({
    now: at,
    session,
    events: [incoming(`${peer}.${n}`, { peer, sender: peer.slice(2), text: `${n}` })],
    notice: planNotice,
  }));
const merge = ({ store, id }: Opened) =>
  store.commit(id, (session) => ({ now: 9_000, session, events: [known], notice: planNotice }));
const rows = ({ run }: Opened) => run((db) => db.getAll('messages'));
const conversations = ({ run }: Opened) => run((db) => db.getAll('conversations'));
const everything = ({ run }: Opened) =>
  run(async (db) =>
    Object.fromEntries(
      await Promise.all(
        (['messages', 'conversations', 'notices', 'outbox', 'drafts', 'tombstones', 'sessions'] as const).map(
          async (name) => [name, await db.getAll(name)],
        ),
      ),
    ),
  );

async function opened() {
  const one = await oneAccount();
  await arrive(one, home, 1, 1_000);
  await one.store.markRead([one.id, home], 1);
  await arrive(one, apart, 2, 2_000);
  await arrive(one, home, 3, 3_000);
  await arrive(one, apart, 4, 4_000);
  return one;
}

it('what was kept apart stands in its place, unread as it was, and counts once', async () => {
  const one = await opened();
  expect((await one.run(readAttention)).total).toBe(3);
  const { conversations: changed } = await merge(one);
  expect(changed).toEqual([
    [one.id, apart],
    [one.id, home],
  ]);
  expect(
    (await rows(one)).map(({ peer, ordinal, text, remoteKey, sender }) => [peer, ordinal, text, remoteKey, sender]),
  ).toEqual(['1', '2', '3', '4'].map((text, n) => [home, n + 1, text, `${home}.${text}`, home.slice(2)]));
  expect(await conversations(one)).toEqual([
    expect.objectContaining({ peer: home, lastOrdinal: 4, readThrough: 1, unread: 3, recent: 4_000, waiting: 1_000 }),
  ]);
  expect((await one.run(readAttention)).total).toBe(3);
  const notices = await one.run((db) => db.getAll('notices'));
  expect(notices.map(({ peer, ordinal, state }) => [peer, ordinal, state])).toEqual(
    [2, 3, 4].map((ordinal) => [home, ordinal, 'waiting']),
  );
});

it('and arrives there where nobody had written before', async () => {
  const one = await oneAccount();
  await arrive(one, apart, 1, 1_000);
  await merge(one);
  expect(await conversations(one)).toEqual([expect.objectContaining({ peer: home, unread: 1, lastOrdinal: 1 })]);
  await arrive(one, home, 2, 2_000);
  expect((await rows(one)).map(({ ordinal, text }) => [ordinal, text])).toEqual([
    [1, '1'],
    [2, '2'],
  ]);
  // Telling it once more changes nothing.
  const before = await everything(one);
  await merge(one);
  expect(await everything(one)).toEqual(before);
});

it('what was read on either side is not called unread, and what was not is not passed over', async () => {
  const one = await opened();
  await one.store.markRead([one.id, apart], 2);
  await merge(one);
  expect(await conversations(one)).toEqual([expect.objectContaining({ readThrough: 2, unread: 2 })]);
  const other = await opened();
  await other.store.markRead([other.id, home], 2);
  await merge(other);
  // The newer of home was read and an older one was not: the mark stays before that.
  expect(await conversations(other)).toEqual([expect.objectContaining({ readThrough: 1, unread: 3 })]);
});

it('a draft, a reply on its way and what was deleted come along', async () => {
  const one = await opened();
  await one.run((db) => writeDraft(db, { accountId: one.id, peer: home, text: 'began', at: 1 }));
  await one.run((db) =>
    writeDraft(db, { accountId: one.id, peer: apart, text: 'went on', quote: `${apart}.4`, at: 2 }),
  );
  await one.queue('answer', { peer: apart, now: 5_000, notBefore: 6_000 });
  await one.store.deleteMessage(one.id, apart, 1, 5_000);
  await merge(one);
  expect(await one.run((db) => db.getAll('drafts'))).toEqual([
    { accountId: one.id, peer: home, text: 'began\nwent on', quote: `${home}.4`, at: 2 },
  ]);
  const [reply] = await one.run((db) => db.getAll('outbox'));
  const answer = (await rows(one)).find(({ direction }) => direction === 'out');
  expect(reply).toMatchObject({ peer: home, n: answer?.ordinal });
  expect(answer).toMatchObject({ peer: home, text: 'answer', remoteKey: 'oanswer' });
  await one.store.settleReply('answer', { delivery: 'sent' });
  expect((await rows(one)).find(({ text }) => text === 'answer')?.delivery).toBe('sent');
  // Handed over again, now under the name it belongs to.
  await arrive(one, home, 2, 7_000);
  expect((await rows(one)).map(({ text }) => text)).not.toContain('2');
});

it('what came twice, once under each name, is one message and was announced as one', async () => {
  const one = await opened();
  await arrive(one, home, 4, 5_000);
  await one.store.moveNotices([[one.id, apart, 2]], 'shown');
  await one.store.moveNotices([[one.id, home, 3]], 'shown');
  await merge(one);
  expect((await rows(one)).map(({ text }) => text)).toEqual(['1', '2', '3', '4']);
  expect(await conversations(one)).toEqual([expect.objectContaining({ unread: 3, lastOrdinal: 4 })]);
  const session = await one.run((db) => db.get('sessions', one.id));
  expect(session?.notices).toEqual({ notified: 1, quiet: { read: 1 } });
});

it('dies at any row and has changed nothing', async () => {
  let deaths = 0;
  for (let n = 1; ; n++) {
    const one = await opened();
    await one.run((db) => writeDraft(db, { accountId: one.id, peer: apart, text: 'kept', at: 2 }));
    await one.queue('answer', { peer: apart, now: 5_000, notBefore: 6_000 });
    const before = await everything(one);
    if (!(await dying(n, () => merge(one)))) break;
    deaths++;
    expect(await everything(one), `death point ${n}`).toEqual(before);
    await merge(one);
    expect(await conversations(one)).toEqual([expect.objectContaining({ peer: home, unread: 3, lastOrdinal: 5 })]);
  }
  expect(deaths).toBeGreaterThanOrEqual(20);
});

it('whatever came and was read in whatever order, nothing is lost, crossed or passed over', async () => {
  const step = fc.record({
    peer: fc.constantFrom(home, apart),
    act: fc.constantFrom('write', 'write', 'read', 'answer'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      const one = await oneAccount();
      const unread = new Set<string>();
      const order: string[] = [];
      for (const [n, { peer, act }] of steps.entries()) {
        const last = (await conversations(one)).find((row) => row.peer === peer)?.lastOrdinal ?? 0;
        if (act === 'read') {
          await one.store.markRead([one.id, peer], last);
          for (const text of unread) if (text.startsWith(peer)) unread.delete(text);
          continue;
        }
        order.push(`${peer} ${n}`);
        if (act === 'answer') {
          await one.queue(`${peer} ${n}`, { peer, now: 1_000 + n, notBefore: 1_000 + n });
          continue;
        }
        unread.add(`${peer} ${n}`);
        await one.store.commit(one.id, (session) => ({
          now: 1_000 + n,
          session,
          events: [incoming(`${peer}.${n}`, { peer, text: `${peer} ${n}` })],
        }));
      }
      await merge(one);
      const messages: Message[] = await rows(one);
      expect(messages.map(({ text }) => text)).toEqual(order);
      expect(messages.map(({ ordinal }) => ordinal)).toEqual(order.map((_, n) => n + 1));
      const [row] = await conversations(one);
      if (order.length === 0) return;
      const past = messages.filter(({ ordinal, direction }) => direction === 'in' && ordinal > (row?.readThrough ?? 0));
      expect(row?.unread).toBe(past.length);
      for (const text of unread) expect(past.map((message) => message.text)).toContain(text);
      expect((await one.run(readAttention)).total).toBe(past.length);
    }),
    { numRuns: 40 },
  );
});
