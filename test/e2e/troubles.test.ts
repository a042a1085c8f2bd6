import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AddAnswer, askToAdd } from '../browser/ask';
import { launchChromium } from '../browser/chromium';
import { launchFirefox } from '../browser/firefox';
import type { LiveBrowser } from '../browser/live-browser';
import { readRows } from '../browser/raw-store';
import { type QqServer, startServer } from '../browser/server';

/** A server that does one thing with every connection. */
async function listen(behave: (socket: Socket) => void): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    behave(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
const portOf = (server: Server) => (server.address() as AddressInfo).port;
const page = '<!doctype html><title>Welcome</title>';

let qq: QqServer;
const strangers: Server[] = [];
const browsers = new Map<string, LiveBrowser>();
/** What each browser says of a server that never answers: asked in both from the start, because it takes 25 s. */
const silence = new Map<string, Promise<AddAnswer>>();

beforeAll(async () => {
  qq = await startServer();
  await qq.account({ uin: '10001', password: 'secret', nick: 'Shop' });
  const launched = await Promise.all([launchChromium(), launchFirefox()]);
  for (const browser of launched) browsers.set(browser.name, browser);
  for (const browser of launched) {
    await browser.grant(['http://127.0.0.1/*', 'http://no-such-host.invalid/*']);
    const silent = await stranger(() => {});
    silence.set(browser.name, askToAdd(browser, { server: silent, uin: '10001', password: 'secret', name: 'Shop' }));
  }
});
afterAll(async () => {
  for (const browser of browsers.values()) await browser.close();
  await qq?.stop();
  for (const server of strangers) server.close();
});

async function stranger(behave: (socket: Socket) => void): Promise<string> {
  const server = await listen(behave);
  strangers.push(server);
  return `127.0.0.1:${portOf(server)}`;
}

describe.each([
  ['Chromium', 'chromium'],
  ['Firefox', 'firefox'],
])('the form in %s says what happened', (_, name) => {
  let browser: LiveBrowser;
  beforeAll(() => {
    browser = browsers.get(name) as LiveBrowser;
  });

  const add = (over: object) =>
    askToAdd(browser, {
      server: `127.0.0.1:${qq.ports.httpqq}`,
      uin: '10001',
      password: 'secret',
      name: 'Shop',
      ...over,
    });

  it.each([
    ['a wrong password', { password: 'guess' }, 'wrong-password', 'password'],
    ['an illegal number', { uin: '100' }, 'illegal-number', 'uin'],
    ['a name that nobody knows', { server: 'no-such-host.invalid:8000' }, 'name-unknown', 'server'],
    ['a port that browsers refuse to open', { server: '127.0.0.1:6667' }, 'blocked-port', 'server'],
    ['an address that was not allowed', { server: 'withheld.invalid:8000' }, 'no-permission', 'server'],
    ['an address that is none', { server: 'http://[', uin: '10001' }, 'bad-server', 'server'],
  ])('of %s', async (_what, over, trouble, field) => {
    expect(await add(over)).toMatchObject({ ok: false, trouble, field });
  });

  it('of a port where nobody listens', async () => {
    const server = await listen(() => {});
    const address = `127.0.0.1:${portOf(server)}`;
    await new Promise((resolve) => server.close(resolve));
    expect(await add({ server: address })).toMatchObject({ trouble: 'nobody-listens' });
  });

  it('of a server that closes without a word, and of one that is no QQ server', async () => {
    const mute = await stranger((socket) => socket.once('data', () => socket.end()));
    // Firefox has one name for a connection that was closed and one that was torn down.
    const words = browser.name === 'firefox' ? 'line-dropped' : 'answered-nothing';
    expect(await add({ server: mute })).toMatchObject({ trouble: words });
    const web = await stranger((socket) =>
      socket.once('data', () =>
        socket.end(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n${page}`),
      ),
    );
    expect(await add({ server: web })).toMatchObject({ trouble: 'not-qq' });
  });

  it('of a server that accepts and never answers, before the person gives up', async () => {
    expect(await silence.get(name)).toMatchObject({ trouble: 'no-answer' });
  });

  it('and keeps nothing of it', async () => {
    expect(await readRows(browser, 'accounts')).toEqual([]);
    expect(await readRows(browser, 'secrets')).toEqual([]);
  });

  it('but a good one is kept, without its password, and refused a second time', async () => {
    expect(await add({})).toMatchObject({ ok: true });
    expect(await add({})).toMatchObject({ trouble: 'already-there', field: 'uin' });
    for (const store of ['accounts', 'sessions', 'secrets']) {
      const rows = JSON.stringify(await readRows(browser, store));
      expect(rows).not.toContain('secret"');
      expect(rows).not.toContain('5ebe2294ecd0e0f08eab7690d2a6ee69');
    }
  });
});
