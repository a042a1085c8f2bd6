import { describe, expect, it } from 'vitest';
import { readMessages } from '../../../lib/store/read-chat';
import type { Settlement } from '../../../lib/store/store';
import { anAccount, aSession, freshStore, friend, incoming, take } from './fresh-store';

const uncertain: Settlement = { delivery: 'uncertain', trouble: 'no-answer' };

async function oneAccount() {
  const { store, run } = freshStore();
  const id = await store.addAccount(anAccount(), aSession());
  return {
    store,
    write: async (name: string, text: string, to?: Settlement, now = 100_000) => {
      await store.queueReply({ id: name, accountId: id, peer: friend, text, now, notBefore: now });
      await store.settleReply(name, { delivery: 'sending' });
      if (to) await store.settleReply(name, to);
    },
    echo: (remoteKey: string, text: string, sentAt = 101_000) =>
      take(store, id, [incoming(remoteKey, { direction: 'out', sender: '10000001', text, sentAt })]),
    rows: async () => {
      const messages = await run((db) => readMessages(db, [id, friend], { limit: 50 }));
      return messages.map(({ remoteKey, text, delivery, trouble }) =>
        [remoteKey, text, delivery, trouble].join(' ').trim(),
      );
    },
  };
}

describe('the echo of a reply', () => {
  it('says that one whose answer was lost has arrived, and is no second message', async () => {
    const { write, echo, rows } = await oneAccount();
    await write('a', 'hello', uncertain);
    const { conversations } = await echo('4711', 'hello');
    expect(conversations).toHaveLength(1);
    expect(await rows()).toEqual(['4711 hello sent']);
    await echo('4711', 'hello');
    expect(await rows()).toEqual(['4711 hello sent']);
  });

  it('that came in before its answer was given up says the same', async () => {
    const { write, echo, rows, store } = await oneAccount();
    await write('a', 'hello');
    await echo('4711', 'hello');
    await store.settleReply('a', uncertain);
    expect(await rows()).toEqual(['4711 hello sent']);
  });

  it('names one that was sent without an id', async () => {
    const { write, echo, rows } = await oneAccount();
    await write('a', 'hello', { delivery: 'sent' });
    await echo('4711', 'hello');
    expect(await rows()).toEqual(['4711 hello sent']);
  });

  it('is taken for one reply only, the oldest of its text', async () => {
    const { write, echo, rows } = await oneAccount();
    await write('a', 'ok', uncertain);
    await write('b', 'ok', uncertain);
    await echo('1', 'ok');
    expect(await rows()).toEqual(['1 ok sent', 'ob ok uncertain no-answer']);
    await echo('2', 'ok');
    expect(await rows()).toEqual(['1 ok sent', '2 ok sent']);
  });

  it('is not looked for among replies that the server has named', async () => {
    const { write, rows, store } = await oneAccount();
    await write('a', 'ok');
    await write('b', 'ok', { delivery: 'sent', remoteKey: '2' });
    await store.settleReply('a', uncertain);
    expect(await rows()).toEqual(['oa ok uncertain no-answer', '2 ok sent']);
  });

  it('of the same words long before, or of other words, is a message of its own', async () => {
    const { write, echo, rows } = await oneAccount();
    await write('a', 'ok', uncertain);
    await echo('1', 'ok', 20_000);
    await echo('2', 'okay');
    expect(await rows()).toEqual(['oa ok uncertain no-answer', '1 ok sent', '2 okay sent']);
  });

  it('leaves a reply alone that waits to be sent again', async () => {
    const { write, echo, rows } = await oneAccount();
    await write('a', 'ok', { delivery: 'queued', notBefore: 500_000 });
    await echo('1', 'ok');
    expect(await rows()).toEqual(['oa ok queued', '1 ok sent']);
  });
});
