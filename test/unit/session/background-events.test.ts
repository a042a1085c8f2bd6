import { beforeEach, expect, it, vi } from 'vitest';

const { browser, reloads } = vi.hoisted(() => {
  const reloads: number[] = [];
  return { browser: { runtime: { reload: () => void reloads.push(1) } }, reloads };
});
vi.mock('../../../lib/browser', () => ({ browser }));

const { safely } = await import('../../../entrypoints/background/safely');
const { createUpdater } = await import('../../../entrypoints/background/update');

let said: unknown[] = [];
beforeEach(() => {
  said = [];
  vi.spyOn(console, 'error').mockImplementation((words) => void said.push(words));
});

it.each([
  ['rejects', () => Promise.reject(new TypeError('store'))],
  [
    'throws',
    () => {
      throw new TypeError('store');
    },
  ],
])('an event whose work %s is told of, and no uncaught error', async (_, work) => {
  await safely('permissions', work)();
  expect(said).toEqual(['Uinbell, permissions: TypeError']);
});

it('an event’s work begins at once, as some windows open only straight from a click', () => {
  let begun: unknown[] = [];
  void safely('menu', (...told: unknown[]) => {
    begun = told;
  })(1, 'two');
  expect(begun).toEqual([1, 'two']);
});

it('an update that met a store which failed is put in place once it works', async () => {
  const waiting: (() => void)[] = [];
  const trouble: string[] = [];
  let broken = true;
  const apply = createUpdater({
    now: () => 1,
    later: (_: number, run: () => void) => waiting.push(run),
    report: (where: string) => trouble.push(where),
    readAccounts: async () => {
      if (broken) throw new Error('store');
      return [];
    },
    store: { nextDue: async () => undefined },
  } as never);
  await apply();
  expect({ trouble, waiting: waiting.length, reloads }).toEqual({ trouble: ['update'], waiting: 1, reloads: [] });
  broken = false;
  waiting[0]?.();
  await vi.waitFor(() => expect(reloads).toEqual([1]));
});
