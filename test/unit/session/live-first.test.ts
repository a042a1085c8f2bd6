import { describe, expect, it } from 'vitest';
import type { AccountId } from '../../../lib/model/ids';
import { FLAVOURS } from '../../server/onebot/flavours';
import { control, online, openWorldForEach, say, session, texts, until, world } from './live-world';
import type { Life } from './world';

openWorldForEach();

/** It is written while no line stands, and the next life brings it. */
async function isFound(life: Life, id: AccountId): Promise<void> {
  await until(async () => expect((await session(id)).todo).toEqual([]));
  life.sockets.dropAll();
  world.clock.advance(5_000);
  await say('the very first');
  await world.live().wake.wake('alarm');
  await until(async () => expect(await texts()).toEqual(['the very first']));
}

describe('what was written to a number nobody has written to yet, while no line stood', () => {
  it.each(FLAVOURS.filter((flavour) => flavour !== 'go-cqhttp'))('is found with %s', async (flavour) => {
    const life = world.live();
    const id = await online(life, '10001', { flavour });
    await isFound(life, id);
  });

  it.each(FLAVOURS.filter((flavour) => flavour !== 'go-cqhttp'))(
    'is found with %s that greets nobody',
    async (flavour) => {
      await control('habit', { name: 'no-lifecycle', on: true });
      await control('habit', { name: 'no-heartbeat', on: true });
      const life = world.live();
      const id = await online(life, '10001', { flavour });
      await isFound(life, id);
    },
  );

  it.each(FLAVOURS.filter((flavour) => flavour !== 'go-cqhttp'))(
    'is found with %s, of which no list is here yet',
    async (flavour) => {
      await control('fault', { kind: 'drop-after', uin: '10001', cmd: 'get_friends_with_category', times: 2 });
      await control('fault', { kind: 'drop-after', uin: '10001', cmd: 'get_friend_list', times: 1 });
      const life = world.live();
      const id = await online(life, '10001', { flavour }).catch(() => 1);
      life.sockets.dropAll();
      await say('the very first');
      const second = world.live();
      for (let n = 0; n < 4; n++) {
        world.clock.advance(60_000);
        await second.wake.wake('alarm');
        await until(async () => expect((await session(id)).inFlight).toEqual([]));
      }
      await until(async () => expect(await texts()).toEqual(['the very first']));
    },
  );
});
