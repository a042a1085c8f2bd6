import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../browser/ask';
import { launchChromium } from '../browser/chromium';
import { launchFirefox } from '../browser/firefox';
import type { LiveBrowser } from '../browser/live-browser';
import { type Announcement, type NotificationService, startNotificationService } from '../browser/notification-service';
import { putRow, readRows } from '../browser/raw-store';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';
import { friendOf, signInShops } from './chat';

const shop = '10001';

/** What the tests look at of a session row. */
interface Session {
  readonly due: number;
  readonly cursor: { readonly polledAt: number };
  readonly notices?: { readonly notified: number; readonly quiet: Readonly<Record<string, number>> };
}
const api = '(globalThis.browser ?? chrome)';

describe.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
])('on the desktop, from %s', (name, launch) => {
  let desktop: NotificationService;
  let server: QqServer;
  let browser: LiveBrowser;
  let place: string;
  const isChromium = name === 'Chromium';

  /** Somebody writes, and what then stands on the desktop with that in it. */
  const announced = async (text: string, holds = text): Promise<Announcement> => {
    await server.say({ from: friendOf(shop), to: shop, text });
    await ask(browser, 'wake', { why: 'person' });
    return until(() => desktop.showing().find((one) => `${one.summary}\n${one.body}`.includes(holds)), {
      what: `"${holds}" on the desktop`,
    });
  };
  /** And known to the background: a wake that an alarm began before would else announce by the old ones. */
  const settings = async (chosen: object) => {
    await browser.run(`${api}.storage.local.set(${JSON.stringify({ settings: chosen })})`);
    await ask(browser, 'wake', { why: 'person' });
  };
  const unread = async () => (await readRows<{ unread: number }>(browser, 'conversations'))[0]?.unread;
  /** What a look into the page of the inbox, whichever window it is in, gives; undefined where there is none. */
  const inInbox = <T>(expression: string) =>
    browser.run<T | undefined>(
      `(() => { const page = ${api}.extension.getViews().find(({ location }) => location.pathname === '/inbox.html');
        return page && (({ document, location }) => ${expression})(page); })()`,
    );
  const sessionRow = async () => {
    const [row] = await readRows<Session>(browser, 'sessions');
    if (!row) throw new Error('no session');
    return row;
  };
  const notified = async () => (await sessionRow()).notices?.notified ?? 0;
  /** How many messages were kept quiet by any rule. */
  const quiet = async () => Object.values((await sessionRow()).notices?.quiet ?? {}).reduce((sum, n) => sum + n, 0);
  const stop = async () => {
    // A late word of the desktop, of a notification that is gone, starts it once more.
    const isStopped = async () => {
      await browser.stopWorker();
      return (await browser.workerBoot()) === undefined;
    };
    await until(isStopped, { what: 'the worker to be stopped' });
  };

  beforeAll(async () => {
    [desktop, server] = await Promise.all([startNotificationService(), startServer()]);
    browser = await launch({ desktop: desktop.address });
    const ids = await signInShops(browser, server, [shop]);
    place = `#/${ids.get(shop)}/u:${friendOf(shop)}`;
  });
  afterEach(async () => {
    await settings({});
    await inInbox(`document.defaultView.close()`);
    await until(async () => (await inInbox('true')) === undefined, { what: 'the inbox to be closed' });
    await ask(browser, 'markAllRead', {});
    await until(() => desktop.showing().length === 0, { what: 'an empty desktop' });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await desktop?.stop();
  });

  it('a message names its account and who wrote, word for word, and two of one conversation are one', async () => {
    const first = await announced('还有米白色吗？ a < b & c');
    expect(first.summary).toBe(`${friendOf(shop)} → Shop ${shop}`);
    expect(first.body).toContain('还有米白色吗？ a < b & c');
    if (isChromium) {
      expect(first.actions).toMatchObject({ 0: 'Reply', 1: 'Mark read' });
      expect(first.body).toContain(`${shop} · Uinbell`);
    }
    await announced('我拍了两个');
    await until(() => desktop.showing().length === 1, { what: 'one in place of the other' });
    // Neither was ever said twice, whatever replaced what.
    const bodies = desktop.said().map(({ body }) => body);
    for (const text of ['米白色', '我拍了两个']) {
      expect(bodies.filter((body) => body.includes(text))).toHaveLength(1);
    }
  });

  it('a click leads to the conversation, also where it has to start the worker', async () => {
    const { id } = await announced('在吗？');
    await stop();
    desktop.click(id);
    await until(async () => (await inInbox<string>('location.hash')) === place, { what: 'the conversation' });
    expect(await browser.workerBoot()).toBeDefined();
    await until(async () => (await unread()) === 0, { what: 'it to be read there' });
  });

  it('Reply opens it with the cursor in the composer, Mark read reads it, from a stopped worker; Firefox has neither', async () => {
    const first = await announced('能便宜点吗');
    if (!isChromium) return expect(Object.keys(first.actions)).toEqual(['default']);
    await stop();
    desktop.click(first.id, 'Reply');
    await until(
      async () =>
        (await inInbox<string>('document.activeElement?.tagName')) === 'TEXTAREA' &&
        (await inInbox<string>('location.hash'))?.startsWith(place),
      { what: 'the cursor in the composer' },
    );
    await inInbox(`document.defaultView.close()`);
    await until(async () => (await inInbox('true')) === undefined, { what: 'the inbox to be closed' });
    const second = await announced('再问一下');
    expect(await unread()).toBe(1);
    await stop();
    desktop.click(second.id, 'Mark read');
    await until(async () => (await unread()) === 0, { what: 'it to be read' });
    expect(await inInbox('true')).toBeUndefined();
  });

  it('text stays away where the person says so, names too, and Snooze keeps all of it away', async () => {
    await settings({ notices: 'names' });
    // By then their name may have come in the place of their number.
    const named = await announced('password: hunter2', ` → Shop ${shop}`);
    expect(named.summary).toMatch(new RegExp(`^(${friendOf(shop)}|Friend of ${shop}) → `));
    expect(JSON.stringify(named)).not.toContain('hunter2');
    await settings({ notices: 'nothing' });
    await announced('secret two', `Shop ${shop}`);
    const bare = await until(() => desktop.showing().find(({ summary }) => summary === `Shop ${shop}`), {
      what: 'one without names',
    });
    expect(JSON.stringify(bare)).not.toMatch(/910001|Friend|secret/);
    await ask(browser, 'markAllRead', {});
    await until(() => desktop.showing().length === 0, { what: 'an empty desktop' });
    await settings({});
    await ask(browser, 'snooze', { until: Date.now() + 3_600_000 });
    const before = desktop.said().length;
    await server.say({ from: friendOf(shop), to: shop, text: 'in the quiet' });
    await ask(browser, 'wake', { why: 'person' });
    const kept = async () =>
      (await readRows<{ state: string }>(browser, 'notices')).some((row) => row.state === 'snoozed');
    await until(async () => (await unread()) === 1 || (await kept()), { what: 'the message' });
    expect(desktop.said()).toHaveLength(before);
    await ask(browser, 'snooze', {});
    await announced('loud again');
  });

  it('what is written into an open conversation is told by nothing else, and by a notification once it is closed', async () => {
    const { id } = await announced('先看看');
    desktop.click(id);
    await until(async () => (await inInbox<string>('location.hash')) === place && (await unread()) === 0, {
      what: 'the conversation in front of the person',
    });
    const before = desktop.said().length;
    const kept = await quiet();
    await server.say({ from: friendOf(shop), to: shop, text: '你正看着' });
    await ask(browser, 'wake', { why: 'person' });
    await until(async () => (await quiet()) === kept + 1 && (await unread()) === 0, { what: 'it to be kept quiet' });
    expect(await inInbox<string>('document.body.textContent')).toContain('你正看着');
    expect(desktop.said()).toHaveLength(before);
    await inInbox(`document.defaultView.close()`);
    await until(async () => (await inInbox('true')) === undefined, { what: 'the inbox to be closed' });
    await announced('不看了');
  });

  it('a night of messages is told by one notification that counts them, and says who wrote last', async () => {
    const writers = [1, 2, 3, 4, 5].map((n) => `4000${n}`);
    for (const uin of writers) await server.account({ uin, password: 'secret', nick: uin, friends: [shop] });
    await ask(browser, 'wake', { why: 'person' });
    await stop();
    // None comes between what follows.
    await browser.run(`${api}.alarms.clearAll()`);
    for (const from of writers) await server.say({ from, to: shop, text: `一夜里的 ${from}` });
    const before = desktop.said().length;
    const [told, session] = [await notified(), await sessionRow()];
    const slept = 8 * 3_600_000;
    const polledAt = session.cursor.polledAt - slept;
    await putRow(browser, 'sessions', {
      ...session,
      due: session.due - slept,
      cursor: { ...session.cursor, polledAt },
    });
    await ask(browser, 'wake', { why: 'person' });
    await until(async () => (await notified()) === told + writers.length, { what: 'all five to be told' });
    await until(() => desktop.said().length > before, { what: 'the desktop to hear of it' });
    const [summary, ...others] = desktop.said().slice(before);
    expect(others).toEqual([]);
    expect(summary?.summary).toBe(`5 unread messages → Shop ${shop}`);
    expect(summary?.body).toContain('40003, 40004, 40005, …');
    expect(JSON.stringify(summary)).not.toContain('一夜里的');
  });

  it('a request stands there once, with Accept and Decline that work from a stopped worker; in Firefox a click leads to it', async () => {
    const asked = async (from: string, text: string) => {
      await server.account({ uin: from, password: 'secret', nick: from });
      await server.call('request', { from, to: shop, text });
      await ask(browser, 'wake', { why: 'person' });
      return until(() => desktop.showing().find(({ body }) => body.includes(text)), { what: `"${text}"` });
    };
    const answers = async () =>
      (await server.ledger()).entries.filter(({ kind, cmd }) => kind === 'command' && cmd === 'Ack_AddToList');
    const first = await asked('30001', '我是老顾客');
    expect(first.summary).toBe(`30001 → Shop ${shop}`);
    if (isChromium) {
      expect(first.actions).toMatchObject({ 0: 'Accept', 1: 'Decline' });
      await stop();
      desktop.click(first.id, 'Decline');
      const undo = await until(() => desktop.showing().find(({ actions }) => actions[0] === 'Undo'), { what: 'Undo' });
      expect(undo.body).toContain('Declining');
      await until(async () => (await answers()).length === 1, { what: 'the no' });
      await until(() => desktop.showing().length === 0, { what: 'Undo to go with its time' });
      const second = await asked('30002', '也加我一下');
      await stop();
      desktop.click(second.id, 'Accept');
      await until(async () => (await answers()).length === 2, { what: 'the yes' });
      const friends = (await server.state()).accounts.find(({ uin }) => uin === shop)?.friends;
      expect(friends).toContain('30002');
      expect(friends).not.toContain('30001');
    } else {
      expect(Object.keys(first.actions)).toEqual(['default']);
      await stop();
      desktop.click(first.id);
      const opened = await until(() => inInbox<string>(`document.activeElement?.closest('.request')?.textContent`), {
        what: 'the request in the inbox',
      });
      expect(opened).toContain('我是老顾客');
    }
    expect(desktop.said().filter(({ body }) => body.includes('我是老顾客'))).toHaveLength(1);
  });

  it('the test notification arrives, with the sound that was chosen and nothing left of it', async () => {
    await settings({ sound: 'marimba', volume: 10 });
    const answer = await ask(browser, 'notice.test', {});
    expect(answer).toMatchObject({ ok: true, value: 'handed-over' });
    const test = await until(() => desktop.showing().find(({ summary }) => summary.includes('this is a test')), {
      what: 'the test',
    });
    if (isChromium) {
      const playing = () =>
        browser.run<number>(
          `chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] }).then((all) => all.length)`,
        );
      await until(async () => (await playing()) === 1, { what: 'the document that plays' });
      // It closes when the last note has died away, which only a context that really runs comes to.
      await until(async () => (await playing()) === 0, { what: 'the end of the sound' });
    }
    desktop.dismiss(test.id);
  });

  it('nothing of this is a complaint of the browser', () => {
    expect(browser.errors()).toEqual([]);
  });
});
