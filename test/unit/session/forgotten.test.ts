import { describe, expect, it, vi } from 'vitest';
import { riseUntilQuiet } from './deaths';
import { mortal } from './mortal';
import { delivered, life, openShopForEach, shop, world, write } from './one-shop';

openShopForEach(['20001', '20002']);

async function deliveries(): Promise<(string | undefined)[]> {
  const rows = await world.connection.run((db) => db.getAll('messages'));
  return rows.filter(({ direction }) => direction === 'out').map(({ delivery }) => delivery);
}

describe('a server that lost its memory', () => {
  it('gets no reply twice: what it may have taken before is left to the person', async () => {
    await world.people.fault({ kind: 'drop-after', cmd: 'CLTMSG', times: 1 });
    await write('did it arrive?');
    await life.wake.wake('alarm');
    await world.people.restart(false);
    await riseUntilQuiet(world);
    expect(await delivered()).toEqual(['did it arrive?']);
    expect(await deliveries()).toEqual(['uncertain']);
  });

  it('gets no reply twice either where the reply is the first to notice', async () => {
    await world.people.fault({ kind: 'drop-after', cmd: 'CLTMSG', times: 1 });
    await write('did it arrive?');
    await life.wake.wake('alarm');
    await world.people.restart(false);
    world.clock.advance(10_000);
    await life.wake.replies.drain();
    await riseUntilQuiet(world);
    expect(await delivered()).toEqual(['did it arrive?']);
    expect(await deliveries()).toEqual(['uncertain']);
  });

  it('gets a reply that it certainly did not take as soon as it knows us again', async () => {
    await world.people.restart(false);
    await write('after the restart');
    await life.wake.wake('alarm');
    await riseUntilQuiet(world);
    expect(await delivered()).toEqual(['after the restart']);
    expect(await deliveries()).toEqual(['sent']);
  });

  it('is told as a gap where it had handed something over that nobody lived to store', async () => {
    await world.people.say({ from: '20001', to: '10001', text: 'handed over and gone' });
    let points = 0;
    for (let n = 1; (await handed()) === 0; n++) {
      const mortality = mortal(n);
      await Promise.race([world.live(mortality).wake.wake('person'), mortality.died]);
      points = n;
    }
    expect(points).toBeGreaterThan(1);
    await world.people.restart(false);
    await riseUntilQuiet(world);
    const gaps = await world.connection.run((db) => db.getAll('gaps'));
    expect(gaps).toMatchObject([{ accountId: shop, why: 'replay-lost' }]);
  });
});

async function handed(): Promise<number> {
  const { entries } = await world.people.ledger();
  return entries.filter(({ kind }) => kind === 'handed').length;
}

describe('a reply that waits for a socket while the server forgets', () => {
  it('is not carried out twice, and is left to the person', async () => {
    await world.people.fault({ kind: 'drop-after', cmd: 'CLTMSG', times: 1 });
    await write('did it arrive?');
    await life.wake.wake('alarm');
    // The repetition holds its place back until the server has restarted and knows us again.
    let admit = () => {};
    const held = new Promise<void>((resolve) => {
      admit = resolve;
    });
    let waiting = false;
    const slow = world.live(undefined, async () => {
      waiting = true;
      await held;
    });
    world.clock.advance(10_000);
    const draining = slow.wake.replies.drain();
    await vi.waitFor(() => expect(waiting).toBe(true));
    await world.people.restart(false);
    await slow.wake.wake('person');
    await vi.waitFor(async () => {
      world.clock.advance(30_000);
      await slow.wake.wake('person');
      const { accounts } = await world.people.state();
      expect(accounts.find(({ uin }) => uin === '10001')?.online).toBe(true);
    });
    admit();
    await draining;
    await riseUntilQuiet(world);
    expect(await delivered()).toEqual(['did it arrive?']);
    expect(await deliveries()).toEqual(['uncertain']);
  });
});

describe('a server that keeps its last 64 answers', () => {
  it('is not asked the same reply again once that many have passed', async () => {
    // Its tries come after 5, 15, 35 and 75 s, and then after 155.
    await world.people.fault({ kind: 'drop-after', cmd: 'CLTMSG', times: 5 });
    await write('long ago');
    await life.wake.wake('alarm');
    for (let seconds = 5; seconds <= 160; seconds += 5) {
      world.clock.advance(5_000);
      // A lively talk with somebody else, in a window that polls: 64 answers pass long before ten minutes do.
      if (seconds > 75) for (const n of [1, 2, 3]) await write(`${seconds} s, line ${n}`, 'u:20002');
      await life.wake.wake('page');
    }
    await riseUntilQuiet(world);
    expect((await delivered()).filter((text) => text === 'long ago')).toEqual(['long ago']);
    expect((await deliveries()).filter((delivery) => delivery !== 'sent')).toEqual(['uncertain']);
  });
});
