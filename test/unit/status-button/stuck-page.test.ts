import { expect, it, vi } from 'vitest';
import { defaultSettings } from '../../../lib/settings/settings';
import { freshStore } from '../store/fresh-store';

const { browser, pushed } = vi.hoisted(() => {
  const area = () => {
    const kept: Record<string, unknown> = {};
    return {
      get: async (key: string) => ({ [key]: kept[key] }),
      set: async (values: object) => void Object.assign(kept, values),
    };
  };
  const pushed: number[] = [];
  const browser = {
    runtime: { id: 'ours', getManifest: () => ({ version: '1' }), getURL: (path: string) => `ext:${path}` },
    storage: { local: area(), session: area() },
    permissions: { getAll: async () => ({ origins: ['*://shop.test/*'] }) },
    alarms: { get: async () => undefined, create: async () => {} },
    tabs: {
      sendMessage: (tabId: number) => {
        pushed.push(tabId);
        // The page of the first tab never comes to its next task.
        return tabId === 1 ? new Promise(() => {}) : Promise.resolve();
      },
    },
  };
  return { browser, pushed };
});
vi.mock('../../../lib/browser', () => ({ browser }));
const { createStatusButtons } = await import('../../../entrypoints/background/status-buttons');

it('a page that is stuck holds up neither what others are told nor what the person does', async () => {
  const { connection } = freshStore();
  const { answer, calls } = createStatusButtons({
    connection,
    settings: async () => defaultSettings,
    now: Date.now,
    later: () => () => {},
    report: (where, error) => expect.unreachable(`${where}: ${error}`),
  });
  const buttons = [{ number: '10001', style: null, version: 1, via: 'image' }];
  for (const id of [1, 2]) {
    const sender = { id: 'ours', origin: 'http://shop.test', frameId: 0, tab: { id } };
    const call = { to: 'frames', build: '1', call: 'watch', input: { buttons } };
    expect(await answer(call, sender)).toMatchObject({ ok: true });
  }
  for (const _ of ['twice', 'since it is still there']) await calls['site.unhide']({ host: 'shop.test' });
  expect(pushed).toEqual([1, 2, 1, 2]);
}, 10_000);
