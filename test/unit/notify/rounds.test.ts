import { expect, it } from 'vitest';
import { createRounds } from '../../../lib/notify/rounds';

const content = { title: '', message: '', context: '', silent: false };

it('a browser that refused is left alone for a while, and no longer for a clock that was set back', async () => {
  let now = 1_000_000_000;
  const rounds = createRounds(
    {
      now: () => now,
      notifications: {
        create: async () => Promise.reject(new Error('refused')),
        clear: async () => {},
        ids: async () => [],
      },
      refused: () => {},
      report: () => {},
    },
    'test',
    async () => {},
  );
  await rounds.create('1/u:5', content);
  expect(rounds.isHeldBack()).toBe(true);
  expect(await rounds.run(false)).toBe(now + 30_000);
  now -= 3_600_000;
  expect(rounds.isHeldBack()).toBe(false);
  expect(await rounds.run(false)).toBeUndefined();
});
