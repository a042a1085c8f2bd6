import { beforeEach, describe, expect, it } from 'vitest';
import {
  type CookieRules,
  createCookieRules,
  type HeaderRule,
  type HeardHead,
} from '../../../lib/session/cookie-rules';

/** A browser's rules and events as they were seen, with fetch and events let go by hand. */
function openBrowser() {
  const rules = new Map<number, HeaderRule | undefined>([[900, undefined]]);
  const seen: { url: string; init: RequestInit; matched: HeaderRule[] }[] = [];
  const timers: (() => void)[] = [];
  const trouble: string[] = [];
  let heard: (head: HeardHead) => void = () => {};
  let answer: (url: string) => Promise<Response> = async () => new Response('body');
  const cookies = createCookieRules({
    async fetch(url, init) {
      const matched = [...rules.values()].flatMap((rule) => (rule && fits(rule, url) ? [rule] : []));
      seen.push({ url, init, matched });
      return answer(url);
    },
    readRules: async () => [...rules.keys()].map((id) => ({ id })),
    async changeRules({ addRules = [], removeRuleIds = [] }) {
      for (const id of removeRuleIds) rules.delete(id);
      for (const rule of addRules) {
        if (rules.has(rule.id)) throw new Error('that id is taken');
        rules.set(rule.id, rule);
      }
    },
    listen: (hear) => {
      heard = hear;
    },
    later(_, run) {
      timers.push(run);
      return () => void timers.splice(timers.indexOf(run), 1);
    },
    report: (where) => trouble.push(where),
  });
  return {
    cookies,
    rules,
    seen,
    timers,
    trouble,
    tell: (head: HeardHead) => heard(head),
    answers: (by: typeof answer) => {
      answer = by;
    },
  };
}

/** How browsers match: a substring, anchored at the end by `|`. */
function fits({ condition }: HeaderRule, url: string): boolean {
  return url.endsWith(condition.urlFilter.replace(/\|$/, ''));
}

const url = 'http://d1.web2.qq.localhost:48003/channel/poll2';
const headerOf = (rule: HeaderRule | undefined, name: string) =>
  rule?.action.requestHeaders.find(({ header }) => header === name);

describe('cookies by session rules', () => {
  let browser: ReturnType<typeof openBrowser>;
  let cookies: CookieRules;
  beforeEach(() => {
    browser = openBrowser();
    cookies = browser.cookies;
  });
  const soon = () => new Promise((resolve) => setImmediate(resolve));

  it('ends what an earlier life left, before the first request', async () => {
    browser.answers(async (address) => {
      expect([...browser.rules.keys()]).toEqual([1]);
      browser.tell({ url: address, statusCode: 200 });
      return new Response('');
    });
    await cookies.send(`${url}#7.abc`, {}, 'a=1');
    await soon();
    expect([...browser.rules.keys()]).toEqual([]);
  });

  it('gives each of several requests in flight its own cookie and nobody else’s', async () => {
    browser.answers(async (address) => {
      await soon();
      browser.tell({ url: address, statusCode: 200 });
      return new Response('');
    });
    const nonces = ['1.a', '11.a', '1.aa', '21.a'];
    await Promise.all(nonces.map((nonce) => cookies.send(`${url}#${nonce}`, {}, `own=${nonce}`)));
    expect(browser.seen.map(({ matched }) => matched.map((rule) => headerOf(rule, 'cookie')))).toEqual(
      nonces.map((nonce) => [{ header: 'cookie', operation: 'set', value: `own=${nonce}` }]),
    );
  });

  it('binds a rule to its host, to no tab, and keeps the extension’s own address to itself', async () => {
    browser.answers(async (address) => {
      browser.tell({ url: address, statusCode: 200 });
      return new Response('');
    });
    await cookies.send(`${url}#7.abc`, { headers: { Referer: 'http://d1/proxy.html', Accept: '*/*' } }, undefined);
    const [{ init, matched: [rule] = [] } = { init: {} }] = browser.seen;
    expect(rule?.condition).toEqual({
      urlFilter: '#7.abc|',
      isUrlFilterCaseSensitive: true,
      resourceTypes: ['xmlhttprequest'],
      tabIds: [-1],
      requestDomains: ['d1.web2.qq.localhost'],
    });
    expect(rule?.action.requestHeaders).toEqual([
      { header: 'referer', operation: 'set', value: 'http://d1/proxy.html' },
      { header: 'origin', operation: 'remove' },
    ]);
    expect(init).toMatchObject({ credentials: 'omit', headers: { Accept: '*/*' } });
  });

  it('waits for a head that comes after the answer, and reads each Set-Cookie of it', async () => {
    const sent = cookies.send(`${url}#7.abc`, {}, undefined);
    await soon();
    browser.tell({ url: `${url}#7.other`, statusCode: 200, responseHeaders: [{ name: 'Set-Cookie', value: 'x=1' }] });
    const responseHeaders = [
      { name: 'Set-Cookie', value: 'a=1; PATH=/\nb=2' },
      { name: 'set-cookie', value: 'c=3' },
    ];
    browser.tell({ url: `${url}#7.abc`, statusCode: 200, responseHeaders });
    const { response, setCookie } = await sent;
    expect(setCookie).toEqual(['a=1; PATH=/', 'b=2', 'c=3']);
    expect(await response.text()).toBe('body');
    expect(browser.timers).toEqual([]);
  });

  it('shows of a redirect what the browser hides: status and target', async () => {
    const hidden = Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });
    browser.answers(async (address) => {
      const responseHeaders = [
        { name: 'location', value: 'http://w.qq.com/' },
        { name: 'set-cookie', value: 'p=1' },
      ];
      browser.tell({ url: address, statusCode: 302, responseHeaders });
      return hidden;
    });
    const { response, setCookie } = await cookies.send(`${url}#7.abc`, { redirect: 'manual' }, undefined);
    expect([response.status, response.headers.get('location'), setCookie]).toEqual([302, 'http://w.qq.com/', ['p=1']]);
  });

  it('goes on without a head that never comes', async () => {
    const sent = cookies.send(`${url}#7.abc`, {}, undefined);
    await soon();
    for (const run of browser.timers) run();
    expect((await sent).setCookie).toEqual([]);
    expect(await (await sent).response.text()).toBe('body');
  });

  it('fails as fetch does, and leaves no rule behind', async () => {
    browser.answers(async () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(cookies.send(`${url}#7.abc`, {}, 'a=1')).rejects.toThrow('Failed to fetch');
    await soon();
    expect([...browser.rules.keys()]).toEqual([]);
    expect(browser.trouble).toEqual([]);
  });
});
