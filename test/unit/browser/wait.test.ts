import { expect, it } from 'vitest';
import { until, within } from '../../browser/wait';

it('waiting gives back what was waited for', async () => {
  let asked = 0;
  expect(await until(() => (++asked === 3 ? 'there' : undefined), { what: 'it', every: 1 })).toBe('there');
});

it('zero and the empty text are answers', async () => {
  expect(await until(() => 0, { what: 'it' })).toBe(0);
  expect(await until(() => '', { what: 'it' })).toBe('');
});

it('a failure names what was awaited and what was seen last', async () => {
  await expect(until(() => false, { what: 'the badge', ms: 20, every: 1 })).rejects.toThrow(
    'still waiting for the badge after 20 ms; last: false',
  );
  const throwing = () => {
    throw new Error('no such row');
  };
  await expect(until(throwing, { what: 'the row', ms: 20, every: 1 })).rejects.toThrow('last: Error: no such row');
});

it('a condition that never answers does not hold the wait up', async () => {
  await expect(until(() => new Promise<boolean>(() => {}), { what: 'it', ms: 20 })).rejects.toThrow('still waiting');
});

it('within gives the value, the error, or gives up', async () => {
  expect(await within(1000, () => 7)).toBe(7);
  await expect(within(1000, () => Promise.reject(new Error('own')))).rejects.toThrow('own');
  await expect(within(5, () => new Promise(() => {}))).rejects.toThrow('no answer within 5 ms');
});
