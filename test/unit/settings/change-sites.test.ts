import { expect, it, vi } from 'vitest';

const { browser } = vi.hoisted(() => {
  const kept: Record<string, unknown> = {};
  const local = {
    get: async (key: string) => ({ [key]: kept[key] }),
    set: async (values: object) => void Object.assign(kept, values),
  };
  return { browser: { storage: { local } } };
});
vi.mock('../../../lib/browser', () => ({ browser }));
const { createScanSites } = await import('../../../entrypoints/background/scan-sites');

it('what is decided about two sites in the same moment stands for both', async () => {
  const sites = createScanSites(
    async () => [],
    async () => false,
  );
  // A worker that has just been started finds both clicks waiting.
  await Promise.all([
    sites.change('shop.test', () => ({ how: 'off' })),
    sites.change('forum.test', ({ hidden = [] }) => ({ hidden: [...hidden, '10001'] })),
  ]);
  expect(await sites.read()).toEqual({ hosts: { 'shop.test': 'off' }, more: { 'forum.test': { hidden: ['10001'] } } });
});
