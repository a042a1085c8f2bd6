import { describe, expect, it } from 'vitest';
import type { AccountId } from '../../../lib/model/ids';
import { control, messages, online, openWorldForEach, say, session, texts, until, world } from './live-world';

openWorldForEach();

const serves = 'http';

/** How the server's events are had where it opens no socket. */
async function way(id: AccountId) {
  const { over, streams } = (await session(id)).cursor as { over: string; streams?: true };
  return streams ? `${over} with a stream` : over;
}

describe('a server that only speaks HTTP', () => {
  it.each(['napcat', 'llbot', 'snowluma', 'go-cqhttp'])(
    '(%s) brings each message once and takes an answer',
    async (flavour) => {
      const life = world.live();
      const id = await online(life, '10001', { flavour, serves });
      for (const text of ['one', 'two']) await say(text);
      await until(async () => {
        world.clock.advance(30_000);
        await life.wake.wake('alarm');
        expect(await texts()).toEqual(['one', 'two']);
      });
      const now = world.clock.now();
      await life.ports.store.queueReply({
        id: crypto.randomUUID(),
        accountId: id,
        peer: 'u:20001',
        text: 'thanks',
        now,
        notBefore: now,
      });
      await life.wake.wake('person');
      expect((await messages()).at(-1)).toMatchObject({ text: 'thanks', delivery: 'sent' });
      await life.wake.wake('person');
      expect(await texts()).toEqual(['one', 'two', 'thanks']);
      expect(life.trouble).toEqual([]);
    },
  );
});

it('a server that tells over HTTP neither events nor who wrote needs a socket, and that is said', async () => {
  const life = world.live();
  const id = await online(life, '10001', { flavour: 'lagrange', serves });
  await until(async () => {
    world.clock.advance(30_000);
    await life.wake.wake('alarm');
    expect(await session(id)).toMatchObject({ state: 'unreachable', reason: 'no-socket' });
  });
  await control('accounts', { uin: '10001', serves: 'onebot' });
  await say('heard again');
  await until(async () => {
    world.clock.advance(60_000);
    await life.wake.wake('alarm');
    expect((await session(id)).state).toBe('online');
  });
  await say('at once');
  await until(async () => expect(await texts()).toContain('at once'));
});

describe('a stream of events', () => {
  const streaming = (life: ReturnType<typeof world.live>) => online(life, '10001', { flavour: 'napcat', serves });

  it('brings a message the moment it is written, with no question asked', async () => {
    const life = world.live();
    const id = await streaming(life);
    expect(await way(id)).toBe('http with a stream');
    await say('at once');
    await until(async () => expect(await texts()).toEqual(['at once']));
    expect(life.sockets.count).toBe(1);
  });

  it('that ends is opened again, and what was missed comes from the history, once', async () => {
    const life = world.live();
    const id = await streaming(life);
    await say('before');
    await until(async () => expect(await texts()).toEqual(['before']));
    await control('restart', { keep: true });
    await until(async () => expect((await session(id)).state).toBe('unreachable'));
    await say('meanwhile');
    await life.wake.wake('person');
    await until(async () => expect(await texts()).toEqual(['before', 'meanwhile']));
    await say('after');
    await until(async () => expect(await texts()).toEqual(['before', 'meanwhile', 'after']));
    expect(await way(id)).toBe('http with a stream');
  });

  it('that died with its worker is opened by the next one', async () => {
    const first = world.live();
    const id = await streaming(first);
    await say('before');
    await until(async () => expect(await texts()).toEqual(['before']));
    first.sockets.dropAll();
    await say('meanwhile');
    const second = world.live();
    await second.wake.wake('alarm');
    expect(await texts()).toEqual(['before', 'meanwhile']);
    await say('after');
    await until(async () => expect(await texts()).toEqual(['before', 'meanwhile', 'after']));
    expect(await way(id)).toBe('http with a stream');
    expect(second.trouble).toEqual([]);
  });

  it('ends with a pause', async () => {
    const life = world.live();
    const id = await streaming(life);
    await life.acts.pause(id);
    await until(async () => expect(life.sockets.count).toBe(0));
    await say('unheard');
    await life.wake.wake('alarm');
    expect(await texts()).toEqual([]);
  });

  it('on which somebody else\u2019s events come stops the account', async () => {
    const life = world.live();
    const id = await streaming(life);
    await control('push', {
      uin: '10001',
      event: {
        self_id: 10002,
        post_type: 'message',
        message_type: 'private',
        user_id: 20001,
        message_id: 5,
        message: [],
      },
    });
    await until(async () => expect(await session(id)).toMatchObject({ state: 'refused', reason: 'other-number' }));
    expect(await texts()).toEqual([]);
  });
});
