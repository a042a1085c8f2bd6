import { describe, expect, it, vi } from 'vitest';
import { riseUntilQuiet } from './deaths';
import { delivered, life, openShopForEach, session, shop, world, write } from './one-shop';

openShopForEach(['20001', '20002']);

async function outgoing() {
  const rows = await world.connection.run((db) => db.getAll('messages'));
  return rows
    .filter(({ direction }) => direction === 'out')
    .map(({ text, delivery, trouble }) => ({ text, delivery, trouble }));
}

describe('replies', () => {
  it('leave in their order, spaced so that the server never has to punish', async () => {
    const texts = Array.from({ length: 8 }, (_, i) => `line ${i}`);
    for (const text of texts) await write(text);
    await riseUntilQuiet(world);
    expect(await delivered()).toEqual(texts);
    const { entries } = await world.people.ledger();
    expect(entries.filter(({ res }) => res === 3)).toEqual([]);
  });

  it.each(['null', 'drop-after', 'drop-before', 'close', 'garbage', 'wrong-seq'] as const)(
    'met by "%s" arrive once, under the same SEQ',
    async (kind) => {
      await world.people.fault({ kind, cmd: 'CLTMSG', times: 2 });
      await write('改好了');
      await life.wake.wake('alarm');
      expect(await outgoing()).toMatchObject([{ delivery: 'sending' }]);
      await riseUntilQuiet(world);
      expect(await delivered()).toEqual(['改好了']);
      expect(await outgoing()).toMatchObject([{ delivery: 'sent' }]);
    },
  );

  it('met by silence leave again at once when the person asks, under the same SEQ', async () => {
    await world.people.fault({ kind: 'drop-after', cmd: 'CLTMSG', times: 2 });
    await write('on its way');
    await life.wake.wake('alarm');
    await life.wake.wake('alarm');
    expect(await outgoing()).toMatchObject([{ delivery: 'sending' }]);
    await life.wake.wake('person');
    expect(await outgoing()).toMatchObject([{ delivery: 'sending' }]);
    await life.wake.wake('person');
    expect(await outgoing()).toMatchObject([{ delivery: 'sent' }]);
    expect(await delivered()).toEqual(['on its way']);
  });

  it('refused as too fast stay where they are, however often the person asks', async () => {
    await world.people.fault({ kind: 'res-3', cmd: 'CLTMSG', times: 1, ms: 0 });
    await write('too fast');
    await life.wake.wake('alarm');
    await life.wake.wake('person');
    expect(await outgoing()).toMatchObject([{ delivery: 'queued', trouble: 'too-fast' }]);
    expect(await delivered()).toEqual([]);
  });

  it('that get nothing at all, four times, are left to the person, never called failed', async () => {
    await world.people.fault({ kind: 'null', cmd: 'CLTMSG', times: 4 });
    await write('anybody there?');
    await life.wake.wake('alarm');
    await riseUntilQuiet(world);
    expect(await outgoing()).toEqual([{ text: 'anybody there?', delivery: 'uncertain', trouble: 'answered-nothing' }]);
  });

  it('written while nobody listens leave later, once', async () => {
    await world.people.fault({ kind: 'drop-before', times: 3 });
    await write('typed offline');
    await life.wake.wake('alarm');
    await riseUntilQuiet(world);
    expect(await delivered()).toEqual(['typed offline']);
  });

  it('of one conversation do not wait for another that is stuck', async () => {
    await world.people.fault({ kind: 'drop-before', cmd: 'CLTMSG', times: 1 });
    await write('stuck for a while', 'u:20001');
    await life.wake.wake('alarm');
    await write('goes at once', 'u:20002');
    await life.wake.wake('alarm');
    expect(await delivered()).toEqual(['goes at once']);
    await riseUntilQuiet(world);
    expect(await delivered()).toEqual(['goes at once', 'stuck for a while']);
  });

  it('whose answer the server no longer knows become uncertain and are not sent again by themselves', async () => {
    await world.people.fault({ kind: 'drop-after', cmd: 'CLTMSG', times: 1 });
    await write('did it arrive?');
    await life.wake.wake('alarm');
    world.clock.advance(11 * 60_000);
    await world.live().wake.wake('alarm');
    expect(await outgoing()).toMatchObject([{ delivery: 'uncertain' }]);
    expect(await delivered()).toEqual(['did it arrive?']);
  });

  it('taken back in time never leave', async () => {
    const [id, now] = [crypto.randomUUID(), world.clock.now()];
    await life.ports.store.queueReply({
      id,
      accountId: shop,
      peer: 'u:20001',
      text: 'oops',
      now,
      notBefore: now + 5_000,
    });
    await life.wake.wake('alarm');
    expect(await life.ports.store.cancelReply(id)).toEqual([shop, 'u:20001']);
    world.clock.advance(6_000);
    await life.wake.wake('alarm');
    expect(await delivered()).toEqual([]);
    expect(await outgoing()).toEqual([]);
  });
});

describe('a reply that can be taken back', () => {
  async function held(text: string, ms: number): Promise<void> {
    const [id, now] = [crypto.randomUUID(), world.clock.now()];
    const reply = { id, accountId: shop, peer: 'u:20001', text, now, notBefore: now + ms } as const;
    await life.ports.store.queueReply(reply);
    await life.wake.wake('alarm');
  }

  it('does not leave earlier, whoever asks: an alarm, a page in sight, the person', async () => {
    await held('slowly', 5_000);
    for (const why of ['alarm', 'page', 'person'] as const) {
      world.clock.advance(1_500);
      await life.wake.wake(why);
      expect(await delivered()).toEqual([]);
    }
    world.clock.advance(500);
    await life.wake.wake('alarm');
    expect(await delivered()).toEqual(['slowly']);
  });

  it('has this life woken at its very moment, although another server holds its answer back', async () => {
    await world.people.fault({ kind: 'hang', uin: '10001', cmd: 'GetMsgEx', times: 1 });
    world.clock.advance(40_000);
    const stuck = life.wake.wake('alarm');
    await vi.waitUntil(async () => (await session()).inFlight.length === 1);
    void held('slowly', 5_000);
    await vi.waitUntil(() => world.soon() === 5_000);
    world.clock.advance(5_000);
    await life.wake.replies.drain();
    expect(await delivered()).toEqual(['slowly']);
    world.clock.advance(25_000);
    await stuck;
  });

  it('is sent by the next worker, woken by its alarm, where this one died', async () => {
    await held('after the popup closed', 10_000);
    expect(world.alarm()).toBe(world.clock.now() + 10_000);
    await riseUntilQuiet(world);
    expect(await delivered()).toEqual(['after the popup closed']);
  });
});
