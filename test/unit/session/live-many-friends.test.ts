import { expect, it } from 'vitest';
import { control, online, openWorldForEach, say, session, texts, until, world } from './live-world';

openWorldForEach();

const crowd = Array.from({ length: 90 }, (_, i) => String(21_001 + i));

it.each(['llbot', 'lagrange'])(
  'what any of ninety friends wrote meanwhile comes with the next looks at %s, and no gap is told',
  async (flavour) => {
    await control('accounts', crowd.map((uin) => ({ uin, nick: uin, friends: ['10001'] })) as unknown as object);
    const first = world.live();
    const id = await online(first, '10001', { flavour, friends: ['20001', ...crowd] });
    await say('before', { from: crowd[0] });
    await until(async () => expect(await texts()).toEqual(['before']));
    first.sockets.dropAll();
    const missed = crowd.map((uin, i) => ({ from: uin, text: `missed ${i}` }));
    for (const { from, text } of missed) await say(text, { from });
    const life = world.live();
    await until(async () => {
      world.clock.advance(30_000);
      await life.wake.wake('alarm');
      expect((await texts()).sort()).toEqual(['before', ...missed.map(({ text }) => text)].sort());
      expect((await session(id)).cursor).not.toHaveProperty('catchUp');
    });
    expect(await world.connection.run((db) => db.getAll('gaps'))).toEqual([]);
    expect(life.trouble).toEqual([]);
  },
);
