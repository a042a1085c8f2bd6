import { describe, expect, it } from 'vitest';
import { atEveryDeath } from './deaths';
import { accepted, call, messages, openWebQqForEach, session, world, write } from './webqq-world';

openWebQqForEach();

async function stored(direction: 'in' | 'out'): Promise<string[]> {
  return (await messages())
    .filter((message) => message.direction === direction)
    .map(({ text, delivery }) => (delivery === undefined || delivery === 'sent' ? text : `${delivery}: ${text}`));
}

const gaps = () => world.connection.run((db) => db.count('gaps'));

describe('a WebQQ worker killed at any await', { timeout: 240_000 }, () => {
  it('stores what was handed over once, or tells the gap where a reply died with the worker', async () => {
    let lost = 0;
    let before = 0;
    await atEveryDeath(world, 'receiving from WebQQ', 20, {
      prepare: async (n) => {
        before = await gaps();
        await call('say', { from: '200001', to: '100001', text: `first ${n}` });
        await call('say', { from: '200001', to: '100001', text: `second ${n}` });
      },
      act: (life) => life.wake.wake('person'),
      check: async () => {
        const [here, there] = [await stored('in'), await accepted('to')];
        expect(here).toEqual(there.filter((text) => here.includes(text)));
        expect(new Set(here).size).toBe(here.length);
        const missing = there.length - here.length;
        if (missing > lost) expect(await gaps()).toBeGreaterThan(before);
        lost = missing;
      },
    });
    // Two points alone, of two messages each: the reply in hand, and about to be written down.
    expect(lost).toBeLessThanOrEqual(4);
  });

  it('loses nothing where the server hands a batch over twice', async () => {
    await call('habit', { name: 'duplicates', on: true });
    await atEveryDeath(world, 'receiving twice from WebQQ', 20, {
      prepare: async (n) => void (await call('say', { from: '200001', to: '100001', text: `twice ${n}` })),
      act: (life) => life.wake.wake('person'),
      check: async () => {
        await world.live().wake.wake('person');
        expect(await stored('in')).toEqual(await accepted('to'));
      },
    });
  });

  it('delivers a reply once and says so', async () => {
    await atEveryDeath(world, 'sending over WebQQ', 20, {
      prepare: async () => world.clock.advance(10_000),
      act: async (life) => {
        await write(life, `reply ${world.clock.now()}`);
        await life.wake.wake('alarm');
      },
      check: async () => expect(await stored('out')).toEqual(await accepted('from')),
    });
  });

  it('keeps the cookies of a sign-in that was cut off anywhere', async () => {
    await atEveryDeath(world, 'signing in to WebQQ', 300, {
      stride: 9,
      prepare: async (n) => {
        await call('say', { from: '200001', to: '100001', text: `while signed out ${n}` });
        await call('kick', { uin: '100001', how: 'expire' });
        // Past the hour in which sign-ins are counted.
        world.clock.advance(3_700_000);
        const life = world.live();
        await life.wake.wake('alarm');
        await call('qr', { uin: '100001', step: 'confirm' });
        world.clock.advance(3_000);
      },
      act: (life) => life.wake.wake('person'),
      between: async () => {
        // Whose scan died with the worker is shown a picture again, and scans it.
        const phone = async () => {
          await world.live().wake.wake('person');
          if ((await session())?.reason === 'scan-picture') await call('qr', { uin: '100001', step: 'confirm' });
          world.clock.advance(3_000);
        };
        for (let i = 0; i < 3; i++) await phone();
      },
      check: async () => {
        const { webqq } = await call('state');
        expect(webqq.counts).toMatchObject({ wrongCookie: 0 });
        const [here, there] = [await stored('in'), await accepted('to')];
        expect(here).toEqual(there.filter((text) => here.includes(text)));
        expect(there.length - here.length).toBeLessThanOrEqual(2);
      },
    });
  });
});
