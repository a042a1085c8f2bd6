import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addAccount, ask, version } from '../browser/ask';
import type { BrowserName } from '../browser/builds';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { type LiveFirefox, launchFirefox } from '../browser/firefox';
import type { LiveBrowser } from '../browser/live-browser';
import { type Announcement, type NotificationService, startNotificationService } from '../browser/notification-service';
import { confirmByPhone } from '../browser/phone';
import { readRows } from '../browser/raw-store';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';
import { type DemoAccount, invite, planDemoAccounts, planLine } from './demo-people';
import { answerFirst, conversationRow, type Screen, seen } from './hand';
import type { StartOptions } from './options';
import { type Report, readReport } from './report';
import { showShop } from './show-shop';

const secondsToSettle = 15;
const underWay = ['waiting', 'late', 'showing', 'summing'];

/** What a test does behind the extension's back, to see whether the report is honest. */
export interface Meddling {
  beforeReport?(browser: LiveChromium | LiveFirefox, server: QqServer): Promise<void>;
  beforeSpeaking?(server: QqServer): Promise<void>;
}

/** The whole demonstration: server, browser, accounts, people who write, one answer; then what really happened. */
export async function runStart(options: StartOptions, meddling: Meddling = {}): Promise<Report> {
  const server = await startServer();
  const accounts = planDemoAccounts(options.accounts);
  await invite(server, accounts);
  // Only pictures need it; where there is no D-Bus they go without.
  const desktop = options.shots ? await startNotificationService().catch(() => undefined) : undefined;
  const browser = await launch(options.browser, options.headless, desktop?.address);
  try {
    await signIn(browser, server, accounts);
    const shop = await showShop(browser, server, accounts);
    const popup: Screen = await browser.openPage('popup.html');
    let said = 0;
    const speak = async () => {
      await server.say(planLine(accounts, said));
      said++;
    };
    await speak();
    await seen(popup, conversationRow);
    await meddling.beforeSpeaking?.(server);

    const end = options.seconds === undefined ? Number.POSITIVE_INFINITY : Date.now() + options.seconds * 1000;
    let sent = 0;
    while (Date.now() < end && isOpen(browser)) {
      await speak();
      if (options.headless && sent === 0 && said > accounts.length) {
        await answerFirst(popup, '改好了，您刷新订单就能看到 #reply-1#');
        sent++;
      }
      await pause(1000);
    }
    if (!isOpen(browser)) throw new BrowserClosed();
    await settle(browser, server, accounts, sent);
    await meddling.beforeReport?.(browser, server);
    if (options.shots) await takeShots(browser, options.shots, shop.page);
    if (options.shots && desktop) writeFileSync(join(options.shots, 'notifications.txt'), tellDesktop(desktop));
    return await readReport(browser, server, version(), sent, await shop.count());
  } finally {
    await browser.close().catch(() => undefined);
    await server.stop();
    await desktop?.stop();
  }
}

/** What notifications said, as the desktop was told over D-Bus: each with its number, words and buttons. */
function tellDesktop(desktop: NotificationService): string {
  const tell = ({ id, replaces, summary, body, actions, silent }: Announcement) =>
    [
      `#${id}${replaces > 0 ? ` in place of #${replaces}` : ''}${silent ? ', silently' : ''}: ${summary}`,
      ...body.split('\n').map((line) => `    ${line}`),
      `    [${Object.values(actions).join('] [')}]`,
    ].join('\n');
  return `${desktop.said().map(tell).join('\n\n')}\n`;
}

/** The person closed the window: with a screen that is how the demonstration ends. */
export class BrowserClosed extends Error {
  override readonly name = 'BrowserClosed';
}

function launch(name: BrowserName, headless: boolean, desktop?: string): Promise<LiveChromium | LiveFirefox> {
  return name === 'chromium' ? launchChromium({ headless, desktop }) : launchFirefox({ headless, desktop });
}

function isOpen(browser: LiveChromium | LiveFirefox): boolean {
  return browser.name === 'chromium' ? browser.context.browser()?.isConnected() === true : browser.browser.connected;
}

/** Adds every account by the same call that the form makes, after the same permission. */
async function signIn(browser: LiveBrowser, server: QqServer, accounts: readonly DemoAccount[]): Promise<void> {
  await browser.grant(['http://127.0.0.1/*']);
  const { accounts: known } = await server.state();
  for (const [i, { uin, secret: password, name, protocol }] of accounts.entries()) {
    const where = {
      'http-qq': { uin, server: `127.0.0.1:${server.ports.httpqq}` },
      // Every number has a program of its own, which knows the number itself.
      onebot: { server: `ws://127.0.0.1:${known.find((one) => one.uin === uin)?.port}` },
      webqq: { uin, server: `127.0.0.1:${server.ports.webqq}` },
    }[protocol];
    const id = await addAccount(browser, { protocol, ...where, password, name, colour: (i % 12) + 1 });
    if (protocol === 'webqq') await confirmByPhone(browser, server, uin, id);
  }
}

/** Speakers are silent now: every account is asked once more, and what is under way may arrive. */
async function settle(
  browser: LiveBrowser,
  server: QqServer,
  accounts: readonly DemoAccount[],
  sent: number,
): Promise<void> {
  await ask(browser, 'wake', { why: 'person' });
  const uins = new Set(accounts.map(({ uin }) => uin));
  await until(
    async () => {
      const { entries } = await server.ledger();
      const accepted = entries.filter(({ kind }) => kind === 'accepted');
      const due = accepted.filter(({ to }) => uins.has(to)).length;
      const replied = accepted.filter(({ from }) => uins.has(from)).length;
      const messages = await readRows<{ direction: string }>(browser, 'messages');
      if (messages.filter(({ direction }) => direction === 'in').length < due || replied < sent) return false;
      // What is still being told of is neither notified nor quiet yet.
      const sessions = await readRows<{ unfiled?: readonly { state: string }[] }>(browser, 'sessions');
      const notices = await readRows<{ state: string }>(browser, 'notices');
      const all = [...notices, ...sessions.flatMap(({ unfiled }) => unfiled ?? [])];
      return !all.some(({ state }) => underWay.includes(state));
    },
    { what: 'everything to arrive', ms: secondsToSettle * 1000, every: 250 },
    // What has not arrived by then is what the report is for.
  ).catch(() => undefined);
}

async function takeShots(browser: LiveChromium | LiveFirefox, folder: string, shop: Screen): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await shop.screenshot({ path: join(folder, 'shop.png') });
  for (const page of ['popup', 'inbox', 'options']) {
    const screen: Screen = await browser.openPage(`${page}.html`);
    await seen(screen, 'main');
    await screen.screenshot({ path: join(folder, `${page}.png`) });
    await screen.close();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
