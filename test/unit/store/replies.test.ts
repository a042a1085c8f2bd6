import { describe, expect, it } from 'vitest';
import { readDraft } from '../../../lib/store/drafts';
import { readOutboxOf } from '../../../lib/store/read-chat';
import { friend, incoming, take } from './fresh-store';
import { oneAccount } from './one-account';

describe('a reply', () => {
  it('sent twice is stored once', async () => {
    const { queue, messages, run } = await oneAccount();
    await Promise.all([queue('a'), queue('a')]);
    await queue('a', { peer: 'u:5' });
    expect((await messages()).map((m) => [m.remoteKey, m.delivery, m.sender])).toEqual([['oa', 'queued', '10000001']]);
    expect(await run((db) => db.count('outbox'))).toBe(1);
  });

  it('sent again after it was delivered, renamed by the server or taken back changes nothing', async () => {
    const { queue, store, messages, run } = await oneAccount();
    for (const name of ['plain', 'renamed', 'taken']) await queue(name);
    await store.settleReply('plain', { delivery: 'sent' });
    await store.settleReply('renamed', { delivery: 'sent', remoteKey: '4711' });
    expect(await store.cancelReply('taken')).toBeDefined();
    for (const name of ['plain', 'renamed', 'taken']) await queue(name);
    expect((await messages()).map((m) => m.remoteKey)).toEqual(['oplain', '4711']);
    expect(await run((db) => db.count('outbox'))).toBe(0);
  });

  it('stands in the list at once and leaves what is unread unread', async () => {
    const { queue, store, id, conversation } = await oneAccount();
    await take(store, id, [incoming('q1')], { now: 50 });
    await queue('a');
    const row = await conversation();
    expect(row).toMatchObject({ unread: 1, recent: 100, preview: { text: 'a', direction: 'out', delivery: 'queued' } });
    expect(row?.waiting).toBeUndefined();
  });

  it('shows how far it got in the list only while it is the newest', async () => {
    const { queue, store, id, conversation, messages } = await oneAccount();
    await queue('a');
    await store.settleReply('a', { delivery: 'sending' });
    expect((await conversation())?.preview.delivery).toBe('sending');
    await take(store, id, [incoming('q1')]);
    await store.settleReply('a', { delivery: 'failed', trouble: 'refused' });
    expect((await conversation())?.preview).toEqual({ text: 'q1', direction: 'in' });
    expect((await messages())[0]).toMatchObject({ delivery: 'failed', trouble: 'refused' });
  });

  it('whose echo came in first is one message, under the name the server gave', async () => {
    const { queue, store, id, messages, conversation } = await oneAccount();
    await queue('a');
    await take(store, id, [incoming('4711', { direction: 'out', text: 'a' })]);
    await store.settleReply('a', { delivery: 'sent', remoteKey: '4711' });
    await take(store, id, [incoming('4711', { direction: 'out', text: 'a' })]);
    expect((await messages()).map((m) => [m.ordinal, m.remoteKey])).toEqual([[1, '4711']]);
    expect((await conversation())?.preview.delivery).toBe('sent');
  });

  it('settled by the answer that carries its echo is one message', async () => {
    const { queue, store, id, messages } = await oneAccount();
    await queue('a');
    await take(store, id, [incoming('4711', { direction: 'out', text: 'a' })], {
      settle: { outboxId: 'a', to: { delivery: 'sent', remoteKey: '4711' } },
    });
    expect((await messages()).map((m) => [m.ordinal, m.remoteKey])).toEqual([[1, '4711']]);
  });

  it('settled after its end changes nothing', async () => {
    const { queue, store, messages } = await oneAccount();
    await queue('a');
    await store.settleReply('a', { delivery: 'sent' });
    expect(await store.settleReply('a', { delivery: 'failed' })).toBeUndefined();
    expect((await messages())[0]?.delivery).toBe('sent');
  });
});

describe('a lane', () => {
  it('lets only its first reply leave, and in order', async () => {
    const { queue, store, due, id } = await oneAccount();
    await queue('a', { now: 100 });
    await queue('other', { peer: 'u:5', now: 101 });
    await queue('b', { now: 102 });
    expect(await due(200)).toEqual(['a', 'other']);
    await store.settleReply('a', { delivery: 'sent' });
    expect(await due(200)).toEqual(['other', 'b']);
    expect(await store.readDue(200, id + 1)).toEqual([]);
  });

  it('holds everything behind a postponed reply back, and no other lane', async () => {
    const { queue, store, due } = await oneAccount();
    await queue('a');
    await queue('b');
    await queue('other', { peer: 'u:5' });
    await store.settleReply('a', { delivery: 'queued', trouble: 'too-fast', notBefore: 900 });
    expect(await due(899)).toEqual(['other']);
    expect(await due(900)).toEqual(['a', 'other']);
    expect(await store.nextDue(100)).toBe(900);
    expect(await store.nextDue(900)).toBeUndefined();
  });

  it('counts a try that came back not carried out, and no waiting without one', async () => {
    const { queue, store, run, id } = await oneAccount();
    const tries = async () => (await run((db) => readOutboxOf(db, [id, friend]))).map((row) => row.tries);
    await queue('a');
    await store.settleReply('a', { delivery: 'queued', notBefore: 500 });
    expect(await tries()).toEqual([0]);
    await store.settleReply('a', { delivery: 'sending', notBefore: 700 });
    expect(await tries()).toEqual([0]);
    await store.settleReply('a', { delivery: 'queued', notBefore: 900 });
    expect(await tries()).toEqual([1]);
  });

  it('takes a failed reply back at its old place', async () => {
    const { queue, store, due, messages, id, run } = await oneAccount();
    await queue('a');
    await queue('b');
    await store.settleReply('a', { delivery: 'uncertain', trouble: 'no-answer' });
    expect(await due(200)).toEqual(['b']);
    await store.requeueReply(id, friend, 1, 300);
    expect(await due(300)).toEqual(['a']);
    expect((await messages())[0]).toMatchObject({ ordinal: 1, delivery: 'queued', remoteKey: 'oa' });
    expect((await messages())[0]?.trouble).toBeUndefined();
    expect((await run((db) => readOutboxOf(db, [id, friend]))).map((row) => row.id)).toEqual(['a', 'b']);
  });

  it('ignores a second try of what is on its way, delivered or not ours', async () => {
    const { queue, store, run, id } = await oneAccount();
    await queue('a');
    await store.settleReply('a', { delivery: 'sent' });
    await take(store, id, [incoming('q1')]);
    await store.requeueReply(id, friend, 1, 300);
    await store.requeueReply(id, friend, 2, 300);
    await store.requeueReply(id, friend, 9, 300);
    expect(await run((db) => db.count('outbox'))).toBe(0);
  });
});

describe('taking a reply back', () => {
  it('lays its text before what stands in the composer, whoever asked is gone or not', async () => {
    const { queue, store, run, id } = await oneAccount();
    const draft = () => run(async (db) => (await readDraft(db, [id, friend]))?.text);
    await queue('a');
    await store.cancelReply('a');
    expect(await draft()).toBe('a');
    await queue('b');
    await store.cancelReply('b');
    expect(await draft()).toBe('b\na');
    await queue('c');
    await store.settleReply('c', { delivery: 'sent' });
    await store.cancelReply('c');
    expect(await draft()).toBe('b\na');
  });

  it('in time leaves no trace of it', async () => {
    const { queue, store, id, conversation, messages, run } = await oneAccount();
    await take(store, id, [incoming('q1'), incoming('q2')], { now: 50 });
    const before = await conversation();
    await queue('a');
    expect(await store.cancelReply('a')).toBeDefined();
    expect(await messages()).toHaveLength(2);
    expect(await conversation()).toEqual({ ...before, lastOrdinal: 3 });
    expect(await run((db) => db.count('outbox'))).toBe(0);
  });

  it('that opened a conversation takes the conversation too', async () => {
    const { queue, store, conversation } = await oneAccount();
    await queue('a');
    await store.cancelReply('a');
    expect(await conversation()).toBeUndefined();
  });

  it('is too late once it began to leave, and a reply that began to leave is too late to take back', async () => {
    const { queue, store, messages, run, id } = await oneAccount();
    await queue('a');
    await store.beginReply('a', (row, account, reply) => {
      expect([account.id, reply.id]).toEqual([id, 'a']);
      return { ...row, failures: 3 };
    });
    expect(await store.cancelReply('a')).toBeUndefined();
    expect((await messages())[0]?.delivery).toBe('sending');
    expect((await run((db) => db.get('sessions', id)))?.failures).toBe(3);
    expect(await store.deleteMessage(id, friend, 1, 1)).toBe(false);
  });

  it('in time keeps the request from being written down', async () => {
    const { queue, store, run, id } = await oneAccount();
    await queue('a');
    await store.cancelReply('a');
    let asked = false;
    await store.beginReply('a', (row) => {
      asked = true;
      return { ...row, failures: 3 };
    });
    expect(asked).toBe(false);
    expect((await run((db) => db.get('sessions', id)))?.failures).toBe(0);
  });

  it('or a plan that declines leaves message and session as they are', async () => {
    const { queue, store, messages } = await oneAccount();
    await queue('a');
    await store.beginReply('a', () => undefined);
    expect((await messages())[0]?.delivery).toBe('queued');
    expect(await store.cancelReply('unknown')).toBeUndefined();
  });
});

describe("the person's word", () => {
  it('ends an uncertain reply as sent', async () => {
    const { queue, store, id, messages, conversation } = await oneAccount();
    await queue('a');
    await store.settleReply('a', { delivery: 'uncertain', trouble: 'no-answer' });
    await store.confirmReply(id, friend, 1);
    expect((await messages())[0]?.delivery).toBe('sent');
    expect((await messages())[0]?.trouble).toBeUndefined();
    expect((await conversation())?.preview.delivery).toBe('sent');
  });

  it('deletes a reply that failed', async () => {
    const { queue, store, id, messages } = await oneAccount();
    await queue('a');
    await queue('b');
    await store.settleReply('a', { delivery: 'failed', trouble: 'refused' });
    expect(await store.deleteMessage(id, friend, 1, 1)).toBe(true);
    expect((await messages()).map((m) => m.text)).toEqual(['b']);
  });
});
