import { beforeEach, expect, it, vi } from 'vitest';
import { accepted, call, life, messages, openWebQqForEach, world, write } from './webqq-world';

openWebQqForEach();
beforeEach(async () => {
  for (let n = 0; n < 2; n++) {
    world.clock.advance(3_000);
    await life.wake.wake('person');
  }
});

it('a reply that was taken by a server which then forgot everything is never sent a second time', async () => {
  await call('fault', { kind: 'drop-after', cmd: 'send_buddy_msg2' });
  await write(life, '在');
  await life.wake.wake('person');
  expect(await accepted('from')).toEqual(['在']);
  await call('restart', { keep: false });
  await vi.waitFor(
    async () => {
      world.clock.advance(5_000);
      await life.wake.wake('alarm');
      const [message] = await messages();
      expect(message?.delivery).toBe('uncertain');
    },
    { timeout: 20_000, interval: 5 },
  );
  expect(await accepted('from')).toEqual(['在']);
});
