import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseSites, type Sites, siteOf, withSite } from '../../../lib/settings/sites';
import { anAccount, aSession, type FreshStore, freshStore } from '../store/fresh-store';

const { browser, done } = vi.hoisted(() => {
  const done: string[] = [];
  const kept: Record<string, unknown> = {};
  const browser = {
    runtime: { getURL: (path: string) => `ext:${path}` },
    storage: {
      session: {
        get: async (key: string) => ({ [key]: kept[key] }),
        set: async (values: object) => void Object.assign(kept, values),
        clear: () => {
          for (const key of Object.keys(kept)) delete kept[key];
        },
      },
    },
    windows: {
      create: async ({ url }: { url: string }) => {
        done.push(`window ${url}`);
        return { tabs: [{ id: 77 }] };
      },
    },
    tabs: {
      get: async () => {
        throw new Error('no such tab');
      },
      create: async ({ url }: { url: string }) => void done.push(`tab ${url}`),
    },
    scripting: { executeScript: async (): Promise<unknown[]> => [] },
  };
  return { browser, done };
});
vi.mock('../../../lib/browser', () => ({ browser }));

const { createNumberActs } = await import('../../../entrypoints/background/number-acts');
const { createNumberWindow } = await import('../../../entrypoints/background/number-window');

const number = '20000001';
const at = { number, tabId: 5, frameId: 0, host: 'shop.test' };
let fresh: FreshStore;
let sites: Sites;
let told: string[];
let now: number;

function open() {
  const port = {
    read: async () => sites,
    change: async (host: string, plan: (site: ReturnType<typeof siteOf>) => object) => {
      sites = withSite(sites, host, plan(siteOf(sites, host)));
    },
  };
  const acts = createNumberActs({
    sites: port,
    refresh: async () => void told.push('refresh'),
    follow: async () => void told.push('follow'),
    forgetOnce: async () => void told.push('forget'),
  });
  return createNumberWindow({
    connection: fresh.connection,
    sites: port,
    acts,
    ownSight: async () => ({ state: 'busy', source: 'contacts', at: 1 }),
    now: () => now,
  });
}

beforeEach(() => {
  fresh = freshStore();
  browser.storage.session.clear();
  sites = parseSites({ hosts: { 'shop.test': 'on' } });
  [done.length, told, now] = [0, [], 1_000_000];
});

const add = (uin: string, state: 'online' | 'paused' = 'online') =>
  fresh.store.addAccount(anAccount({ uin }), aSession({ state }));

describe('as whom a button is answered', () => {
  it('is whoever was chosen on that site, else who knows the number, else the first', async () => {
    const [first, second, third] = [await add('10001'), await add('10002'), await add('10003')];
    const window = open();
    const opened = async (host = 'shop.test') => {
      now += 1_000;
      await window.open({ ...at, host });
      return done.at(-1);
    };
    expect(await opened()).toBe(`window ext:/inbox.html#/${first}/u:${number}/from/shop.test`);
    await fresh.run((db) => db.put('contacts', { accountId: second, number, nick: 'A', nameKey: 'a' }));
    expect(await opened()).toContain(`#/${second}/`);
    await window.calls['site.account']({ host: 'shop.test', accountId: third });
    expect(await opened()).toContain(`#/${third}/`);
    expect(await opened('other.test')).toContain(`#/${second}/`);
  });

  it('is nobody who cannot write while somebody can, and never the number itself', async () => {
    const [paused, able] = [await add('10001', 'paused'), await add('10002')];
    const window = open();
    await window.calls['site.account']({ host: 'shop.test', accountId: paused });
    await window.open(at);
    expect(done.at(-1)).toContain(`#/${able}/`);
    now += 1_000;
    await window.open({ ...at, number: '10002' });
    expect(done.at(-1)).toContain(`#/${paused}/u:10002/`);
  });
});

describe('what the window is told', () => {
  it('is the state for the person’s own eyes, whose contact it is and who can write', async () => {
    const [first, second] = [await add('10001'), await add('10002', 'paused')];
    await fresh.run((db) => db.put('contacts', { accountId: second, number, nick: 'A', nameKey: 'a' }));
    expect(await open().calls['site.number']({ host: 'shop.test', number })).toEqual({
      known: { state: 'busy', source: 'contacts', at: 1 },
      enterprise: false,
      contactOf: [second],
      writes: [first],
      how: 'on',
      hidden: false,
    });
  });

  it('is of an enterprise that it is one, and no state', async () => {
    await add('10001');
    expect(await open().calls['site.number']({ host: 'shop.test', number: '800012345' })).toMatchObject({
      known: { state: 'unknown' },
      enterprise: true,
      writes: [],
    });
  });
});

describe('the acts', () => {
  it('hide one number and bring it back, and tell the pages', async () => {
    const { calls } = open();
    await calls['site.hide']({ host: 'shop.test', number, hidden: true });
    await calls['site.hide']({ host: 'shop.test', number: '20000002', hidden: true });
    await calls['site.hide']({ host: 'shop.test', number, hidden: true });
    expect(siteOf(sites, 'shop.test').hidden).toEqual(['20000002', number]);
    await calls['site.hide']({ host: 'shop.test', number, hidden: false });
    expect(siteOf(sites, 'shop.test').hidden).toEqual(['20000002']);
    expect(told).toEqual(['refresh', 'refresh', 'refresh', 'refresh']);
  });

  it('stop a site, what was shown once too, and leave all else that was decided of it', async () => {
    const { calls } = open();
    await calls['site.account']({ host: 'shop.test', accountId: 3 });
    await calls['site.how']({ host: 'shop.test', how: 'off' });
    expect(siteOf(sites, 'shop.test')).toEqual({ how: 'off', account: 3 });
    expect(told).toEqual(['forget', 'follow']);
    await calls['site.how']({ host: 'shop.test', how: 'on' });
    expect(siteOf(sites, 'shop.test')).toEqual({ how: 'on', account: 3 });
  });

  it.each<[string, readonly unknown[], string]>([
    [
      'the page’s own',
      ['//wpa.qq.com/msgrd?v=3&uin=20000001&site=shop&menu=yes'],
      'http://wpa.qq.com/msgrd?v=3&uin=20000001&site=shop&menu=yes',
    ],
    [
      'that of a longer number passed over',
      ['http://wpa.qq.com/msgrd?v=3&uin=200000012', 'https://wpa.qq.com/msgrd?uin=20000001'],
      'https://wpa.qq.com/msgrd?uin=20000001',
    ],
    [
      'the key around its picture',
      ['http://sighttp.qq.com/cgi-bin/check?sigkey=0e85e0469d38d60e', 'http://wpa.qq.com/msgrd?uin=20000001'],
      'http://sighttp.qq.com/cgi-bin/check?sigkey=0e85e0469d38d60e',
    ],
    [
      'that of a look-alike of the keys’ host never',
      ['http://sighttp.qq.com.evil.test/authd?IDKEY=0e85', '//wpa.qq.com/msgrd?uin=20000001'],
      'http://wpa.qq.com/msgrd?uin=20000001',
    ],
    ['of a script never', ['javascript:alert(20000001)'], `http://wpa.qq.com/msgrd?v=3&uin=${number}&site=qq&menu=yes`],
    [
      'of a client never',
      [`tencent://message/?uin=${number}`],
      `http://wpa.qq.com/msgrd?v=3&uin=${number}&site=qq&menu=yes`,
    ],
    [
      'of another host never',
      [`https://evil.test/?uin=${number}`, 7, null],
      `http://wpa.qq.com/msgrd?v=3&uin=${number}&site=qq&menu=yes`,
    ],
  ])('open a link: %s', async (_, hrefs, url) => {
    await add('10001');
    browser.scripting.executeScript = async () => [{ result: hrefs }];
    const window = open();
    await window.open(at);
    await window.calls['site.page']({ host: 'shop.test', number });
    expect(done.at(-1)).toBe(`tab ${url}`);
  });

  it('read no page for a number or a site that the window was not opened for', async () => {
    await add('10001');
    const read = vi.fn(async () => [{ result: [`http://wpa.qq.com/msgrd?uin=20000002`] }]);
    browser.scripting.executeScript = read;
    const window = open();
    await window.open(at);
    await window.calls['site.page']({ host: 'shop.test', number: '20000002' });
    await window.calls['site.page']({ host: 'other.test', number });
    expect(read).not.toHaveBeenCalled();
    expect(done.at(-1)).toBe(`tab http://wpa.qq.com/msgrd?v=3&uin=${number}&site=qq&menu=yes`);
  });
});
