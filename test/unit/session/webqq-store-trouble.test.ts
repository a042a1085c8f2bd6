import { expect, it } from 'vitest';
import { whileWritesFail } from '../store/faulty-store';
import { call, life, openWebQqForEach, texts, world } from './webqq-world';

openWebQqForEach();

const wakeThrice = async () => {
  for (let n = 0; n < 3; n++) {
    world.clock.advance(31_000);
    await life.wake.wake('person');
  }
};

it('an answer that is written down on a disk which is full by then is taken in by the same life', async () => {
  await wakeThrice();
  let found = 0;
  for (let n = 1; ; n++) {
    await call('say', { from: '200001', to: '100001', text: `said ${n}` });
    world.clock.advance(31_000);
    const seen = await whileWritesFail(n, () => life.wake.wake('person'));
    const kept = await world.connection.run((db) => db.getAll('journal'));
    await wakeThrice();
    if (kept.length > 0) {
      found += 1;
      expect(await texts()).toContain(`said ${n}`);
    }
    if (seen < n) break;
  }
  expect(found).toBeGreaterThan(1);
  expect(await world.connection.run((db) => db.count('journal'))).toBe(0);
});
