import { afterAll, expect, it, vi } from 'vitest';
import { defaultSettings } from '../../../lib/settings/settings';
import { freshStore } from '../store/fresh-store';

const { browser, pushed, alarms } = vi.hoisted(() => {
  const area = () => {
    const kept: Record<string, unknown> = {};
    return {
      get: async (key: string) => ({ [key]: kept[key] }),
      set: async (values: object) => void Object.assign(kept, values),
    };
  };
  const [pushed, alarms]: [number[], string[]] = [[], []];
  const browser = {
    runtime: { id: 'ours', getManifest: () => ({ version: '1' }), getURL: (path: string) => `ext:${path}` },
    storage: { local: area(), session: area() },
    permissions: { getAll: async () => ({ origins: ['*://shop.test/*'] }) },
    alarms: { get: async () => ({}), create: async () => void alarms.push('created') },
    tabs: {
      sendMessage: (tabId: number) => {
        pushed.push(tabId);
        // The page of the first tab never comes to its next task.
        return tabId === 1 ? new Promise(() => {}) : Promise.resolve();
      },
    },
  };
  return { browser, pushed, alarms };
});
vi.mock('../../../lib/browser', () => ({ browser }));
// Files share their modules, and other tests have browsers of their own in some of these.
vi.resetModules();
afterAll(() => void vi.resetModules());
const { createStatusButtons } = await import('../../../entrypoints/background/status-buttons');

const buttons = [{ number: '10001', style: null, version: 1, via: 'image' }];
const watch = (id: number) => {
  const sender = { id: 'ours', origin: 'http://shop.test', frameId: 0, tab: { id } };
  return [{ to: 'frames', build: '1', call: 'watch', input: { buttons } }, sender] as const;
};

it('a look at the pages that fails is not the last one', async () => {
  const { connection } = freshStore();
  let broken = false;
  const { answer, alarm } = createStatusButtons({
    connection: { ...connection, run: (work) => (broken ? Promise.reject(new Error('broken')) : connection.run(work)) },
    settings: async () => defaultSettings,
    now: Date.now,
    later: () => () => {},
    report: (where, error) => expect.unreachable(`${where}: ${error}`),
  });
  expect(await answer(...watch(2))).toMatchObject({ ok: true });
  broken = true;
  await expect(alarm()).rejects.toThrow('broken');
  expect(alarms).toEqual(['created']);
});

it('a page that is stuck holds up neither what others are told nor what the person does', async () => {
  const { connection } = freshStore();
  const { answer, calls } = createStatusButtons({
    connection,
    settings: async () => defaultSettings,
    now: Date.now,
    later: () => () => {},
    report: (where, error) => expect.unreachable(`${where}: ${error}`),
  });
  for (const id of [1, 2]) expect(await answer(...watch(id))).toMatchObject({ ok: true });
  pushed.length = 0;
  for (const _ of ['twice', 'since it is still there']) await calls['site.unhide']({ host: 'shop.test' });
  expect(pushed).toEqual([1, 2, 1, 2]);
}, 10_000);
