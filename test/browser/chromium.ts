import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { buildFolder } from './builds';
import { collectErrors, collectSaid } from './chromium-errors';
import { type ChromiumFlags, chromiumFlags, languageEnvironment } from './chromium-flags';
import { ChromiumTargets, type Target } from './chromium-targets';
import { provideBrowser } from './install-browser';
import type { LiveBrowser } from './live-browser';
import { openProfile, type Profile } from './profile';
import { until } from './wait';

export interface ChromiumOptions extends Partial<ChromiumFlags> {
  /** Kept after closing, so that the next launch finds everything; without it a fresh one. */
  readonly profile?: string;
  /** True unless said otherwise; false needs a screen. */
  readonly headless?: boolean;
  /** Address of the desktop that its notifications go to; the machine's own unless given. */
  readonly desktop?: string | undefined;
}

/** The window that opens from the toolbar button. Not a Page: Playwright does not see it. */
export interface RealPopup {
  evaluate<T>(expression: string): Promise<T>;
  /** A PNG. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

/** Starts Chromium with the extension (the production build unless another folder is given) and waits for its worker. */
export async function launchChromium(options: ChromiumOptions = {}): Promise<LiveChromium> {
  const { extension = buildFolder('chromium'), headless = true, lang } = options;
  const profile = await openProfile(options.profile);
  const context = await chromium.launchPersistentContext(profile.folder, {
    executablePath: provideBrowser('chromium'),
    headless,
    // Playwright's emulation reaches pages only, the flags the browser: both must say the same.
    locale: lang ?? 'en',
    env: languageEnvironment(lang, options.desktop),
    args: chromiumFlags({ ...options, extension }),
  });
  try {
    return await LiveChromium.meet(context, profile);
  } catch (error) {
    await context.close();
    await profile.discard();
    throw error;
  }
}

export class LiveChromium implements LiveBrowser {
  readonly name = 'chromium';
  readonly origin: string;
  private bare: Promise<Page> | undefined;

  private constructor(
    readonly context: BrowserContext,
    readonly version: string,
    private readonly profile: Profile,
    private readonly targets: ChromiumTargets,
    private readonly problems: readonly string[],
    private readonly lines: readonly string[],
    readonly extensionId: string,
  ) {
    this.origin = `chrome-extension://${extensionId}`;
  }

  static async meet(context: BrowserContext, profile: Profile): Promise<LiveChromium> {
    const browser = context.browser();
    if (!browser) throw new Error('this browser has no connection of its own');
    const problems: string[] = [];
    const lines: string[] = [];
    const [hearProblems, hearLines] = [collectErrors(problems), collectSaid(lines)];
    const targets = await ChromiumTargets.watch(browser, (...event) => {
      hearProblems(...event);
      hearLines(...event);
    });
    const worker = await until(async () => (await targets.alive()).find(isExtensionWorker), {
      what: "the extension's service worker",
    });
    return new LiveChromium(context, browser.version(), profile, targets, problems, lines, new URL(worker.url).host);
  }

  /** Opens a page of the extension in a tab: 'popup.html', 'inbox.html?account=1'. */
  async openPage(path: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(`${this.origin}/${path}`);
    return page;
  }

  /** Opens the real popup from the toolbar button; wakes the worker for it. */
  openPopup(): Promise<RealPopup> {
    return this.popupAfter(() => this.run('chrome.action.openPopup()'));
  }

  /**
   * Clicks the toolbar button over this page, as a person does: unlike `openPopup` it lends the extension that tab
   * (activeTab). The page must be in front.
   */
  clickAction(page: Page): Promise<RealPopup> {
    return this.popupAfter(async () => {
      const tab = (await this.targets.alive()).find(({ type, url }) => type === 'tab' && url === page.url());
      if (!tab) throw new Error(`no tab shows ${page.url()}`);
      await this.targets.triggerAction(this.extensionId, tab);
    });
  }

  private async popupAfter(act: () => Promise<unknown>): Promise<RealPopup> {
    // First, or the bare page itself would be the new thing that is found below.
    await this.barePage();
    const before = new Set((await this.targets.alive()).map((target) => target.targetId));
    await act();
    const popup = await until(
      async () => (await this.targets.alive()).find((t) => !before.has(t.targetId) && t.url.startsWith(this.origin)),
      { what: 'the popup to open' },
    );
    await until(() => this.targets.evaluate(popup, `document.readyState === 'complete'`), {
      what: 'the popup to load',
    });
    return {
      evaluate: (expression) => this.targets.evaluate(popup, expression),
      screenshot: async () => {
        const { data } = await this.targets.send<{ data: string }>(popup, 'Page.captureScreenshot');
        return Buffer.from(data, 'base64');
      },
      close: async () => {
        await this.targets.evaluate(popup, 'setTimeout(() => window.close())');
        await until(async () => !(await this.isAlive(popup)), { what: 'the popup to close' });
      },
    };
  }

  async run<T>(expression: string): Promise<T> {
    return (await (await this.barePage()).evaluate(expression)) as T;
  }

  /**
   * Hands the worker an event as the browser does: to the listeners that it added in its first turn. For menus and the
   * address bar, which are the browser's own windows and which nothing outside reaches.
   */
  async dispatch(event: string, ...what: readonly unknown[]): Promise<void> {
    const told = what.map((one) => JSON.stringify(one)).join(', ');
    await this.inWorker(`chrome.${event}.dispatch(${told})`);
  }

  /** Whether anybody is at the computer, for as long as this worker lives: nobody can leave one without a screen. */
  async setIdle(state: 'active' | 'idle' | 'locked'): Promise<void> {
    const said = JSON.stringify(state);
    const query = `(seconds, reply) => (reply ? reply(${said}) : Promise.resolve(${said}))`;
    await this.inWorker(`chrome.idle.queryState = ${query}; chrome.idle.onStateChanged.dispatch(${said})`);
  }

  async approve(origins: readonly string[]): Promise<void> {
    await this.changeHosts('addHostPermission', origins);
  }

  async grant(origins: readonly string[]): Promise<void> {
    await this.approve(origins);
    const given = await this.clickAndRun<boolean>(`chrome.permissions.request(${JSON.stringify({ origins })})`);
    if (!given) throw new Error(`Chromium did not grant ${origins.join(', ')}`);
  }

  async revoke(origins: readonly string[]): Promise<void> {
    await this.changeHosts('removeHostPermission', origins);
    const query = `chrome.permissions.contains(${JSON.stringify({ origins })})`;
    await until(async () => !(await this.run<boolean>(query)), { what: `${origins.join(', ')} to be taken away` });
  }

  badge(): Promise<string> {
    return this.run('chrome.action.getBadgeText({})');
  }

  async workerBoot(): Promise<string | undefined> {
    const worker = (await this.targets.alive()).find((target) => this.isOurWorker(target));
    // A worker that dies under the question never answers it.
    return worker && this.targets.evaluate<string>(worker, 'String(performance.timeOrigin)').catch(() => undefined);
  }

  async stopWorker(): Promise<void> {
    const before = await this.workerBoot();
    const connection = await this.context.newCDPSession(await this.barePage());
    await connection.send('ServiceWorker.enable');
    try {
      await until(
        async () => {
          // Asked again and again: a stop is lost on a worker that is still starting.
          await connection.send('ServiceWorker.stopAllWorkers');
          const now = await this.workerBoot();
          return now === undefined || (before !== undefined && now !== before);
        },
        { what: 'the service worker to die', every: 100 },
      );
    } finally {
      await connection.detach();
    }
  }

  errors(): readonly string[] {
    return this.problems;
  }

  /** Every line of every console so far, of whatever level and context, and what the browser itself logged there. */
  said(): readonly string[] {
    return this.lines;
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.profile.discard();
  }

  /** As a person's click would: what the browser allows only in answer to one is allowed. */
  private async clickAndRun<T>(expression: string): Promise<T> {
    const page = await this.barePage();
    const target = (await this.targets.alive()).find((each) => each.url === page.url());
    if (!target) throw new Error('the bare page has gone');
    return this.targets.evaluate<T>(target, expression, true);
  }

  private async changeHosts(call: 'addHostPermission' | 'removeHostPermission', origins: readonly string[]) {
    const settings = await this.context.newPage();
    try {
      await settings.goto(`chrome://extensions/?id=${this.extensionId}`);
      for (const origin of origins) {
        const words = [this.extensionId, origin].map((word) => JSON.stringify(word)).join(', ');
        await settings.evaluate(`chrome.developerPrivate.${call}(${words})`);
      }
    } finally {
      await settings.close();
    }
  }

  /** The manifest opened as a page: it belongs to the extension and has all of its APIs, but none of our code. */
  private async barePage(): Promise<Page> {
    if (!this.bare || (await this.bare).isClosed()) this.bare = this.openPage('manifest.json');
    return this.bare;
  }

  private async inWorker(expression: string): Promise<void> {
    await this.run('chrome.runtime.getPlatformInfo()');
    const worker = (await this.targets.alive()).find((target) => this.isOurWorker(target));
    if (!worker) throw new Error('the worker is not there');
    await this.targets.evaluate(worker, expression);
  }

  private isOurWorker(target: Target): boolean {
    return target.type === 'service_worker' && target.url.startsWith(this.origin);
  }

  private async isAlive(target: Target): Promise<boolean> {
    return (await this.targets.alive()).some((each) => each.targetId === target.targetId);
  }
}

function isExtensionWorker(target: Target): boolean {
  return target.type === 'service_worker' && target.url.startsWith('chrome-extension://');
}
