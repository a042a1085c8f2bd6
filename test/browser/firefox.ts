import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { buildFolder } from './builds';
import { desktopEnvironment } from './chromium-flags';
import { askBidi, FirefoxSystem } from './firefox-system';
import { provideBrowser } from './install-browser';
import type { LiveBrowser } from './live-browser';
import { until } from './wait';

export interface FirefoxOptions {
  /** Folder of the extension; the production build unless given. */
  readonly extension?: string;
  /** True unless said otherwise; false needs a screen. */
  readonly headless?: boolean;
  /** A proxy on this machine that every host but localhost is asked through, http and https. */
  readonly proxyPort?: number;
  /** Further preferences, such as extensions.background.idle.timeout in milliseconds. */
  readonly prefs?: Readonly<Record<string, string | number | boolean>>;
  /** Address of the desktop that its notifications go to; the machine's own unless given. */
  readonly desktop?: string | undefined;
}

/** Else it would be another one in every profile. */
const uuid = '11111111-2222-4333-8444-555555555555';

/** Starts Firefox and installs the extension for this run, unsigned. */
export async function launchFirefox(options: FirefoxOptions = {}): Promise<LiveFirefox> {
  const extension = options.extension ?? buildFolder('firefox');
  const extensionId = readId(extension);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: provideBrowser('firefox'),
    headless: options.headless ?? true,
    env: desktopEnvironment(options.desktop),
    // Without it moz-extension: pages and Firefox's own scripts are out of reach.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: { ...preferences(extensionId, options.proxyPort), ...options.prefs },
  });
  try {
    const problems = collectErrors(browser);
    await browser.installExtension(extension);
    return new LiveFirefox(browser, await browser.version(), await FirefoxSystem.reach(browser, extensionId), problems);
  } catch (error) {
    await browser.close();
    throw error;
  }
}

export class LiveFirefox implements LiveBrowser {
  readonly name = 'firefox';
  readonly origin = `moz-extension://${uuid}`;
  private bare: Promise<Page> | undefined;

  constructor(
    readonly browser: Browser,
    readonly version: string,
    private readonly system: FirefoxSystem,
    private readonly problems: readonly string[],
  ) {}

  /** Opens a page of the extension in a tab. Its `url()` stays about:blank; everything else works. */
  async openPage(path: string): Promise<Page> {
    const page = await this.browser.newPage();
    // Never reported as loaded, since the tab moves to the extension's process.
    page.goto(`${this.origin}/${path}`, { timeout: 3000 }).catch(() => {});
    await until(() => page.evaluate(`location.protocol === 'moz-extension:' && document.readyState === 'complete'`), {
      what: `${path} to open in Firefox`,
    });
    return page;
  }

  /** Addresses of everything that is open. */
  async addresses(): Promise<string[]> {
    return (await this.contexts()).map(({ url }) => url);
  }

  /** Evaluates an expression for elements in the page at this address; answers them with their closed roots. */
  async pierce<T>(address: string, expression: string): Promise<T> {
    const context = (await this.contexts()).find(({ url }) => url === address)?.context;
    if (context === undefined) throw new Error(`nothing is open at ${address}`);
    const answer = await askBidi<{ result: { value: T } }>(this.browser, 'script.evaluate', {
      expression,
      target: { context },
      awaitPromise: false,
      serializationOptions: { maxDomDepth: 3, includeShadowTree: 'all' },
    });
    return answer.result.value;
  }

  async run<T>(expression: string): Promise<T> {
    // Firefox shows JSON in a viewer of its own unless told otherwise (preferences below).
    if (!this.bare || (await this.bare).isClosed()) this.bare = this.openPage('manifest.json');
    return (await (await this.bare).evaluate(expression)) as T;
  }

  /** Nothing to do: the preferences below answer every prompt of this Firefox with yes. */
  async approve(): Promise<void> {}

  async grant(origins: readonly string[]): Promise<void> {
    await this.changeHosts('add', origins);
  }

  async revoke(origins: readonly string[]): Promise<void> {
    await this.changeHosts('remove', origins);
  }

  /** Installs what lies in this folder over what is installed: an update, which closes the extension's pages. */
  async update(folder: string): Promise<void> {
    await this.browser.installExtension(folder);
    // Firefox took it away without a word to whoever drives it.
    this.bare = undefined;
  }

  badge(): Promise<string> {
    return this.run('browser.action.getBadgeText({})');
  }

  workerBoot(): Promise<string | undefined> {
    return this.system.run<string>(
      `return extension.backgroundState === 'running' ? String(extension.backgroundContext?.contextId) : undefined`,
    );
  }

  async stopWorker(): Promise<void> {
    const before = await this.workerBoot();
    // Without the second word it would live on for as long as somebody waits for an answer of it.
    await this.system.run(
      'await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true })',
    );
    const now = await this.workerBoot();
    if (now !== undefined && now === before) throw new Error('the event page did not die');
  }

  errors(): readonly string[] {
    return this.problems;
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  private async contexts(): Promise<ReadonlyArray<{ context: string; url: string }>> {
    return (
      await askBidi<{ contexts: { context: string; url: string }[] }>(this.browser, 'browsingContext.getTree', {})
    ).contexts;
  }

  private async changeHosts(change: 'add' | 'remove', origins: readonly string[]): Promise<void> {
    const permissions = JSON.stringify({ permissions: [], origins, data_collection: [] });
    await this.system.run(
      `const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
       await ExtensionPermissions.${change}(id, ${permissions}, extension);`,
    );
    const query = `browser.permissions.contains(${JSON.stringify({ origins })})`;
    await until(async () => (await this.run<boolean>(query)) === (change === 'add'), {
      what: `Firefox to ${change} ${origins.join(', ')}`,
    });
  }
}

function preferences(extensionId: string, proxyPort?: number): Record<string, string | number | boolean> {
  return {
    'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: uuid }),
    'extensions.webextOptionalPermissionPrompts': false,
    'devtools.jsonview.enabled': false,
    // console.error of every context, the event page among them, which BiDi does not show.
    'devtools.console.stdout.content': true,
    'browser.dom.window.dump.enabled': true,
    'javascript.options.showInConsole': true,
    ...(proxyPort === undefined
      ? {}
      : {
          'network.proxy.type': 1,
          'network.proxy.http': '127.0.0.1',
          'network.proxy.http_port': proxyPort,
          'network.proxy.ssl': '127.0.0.1',
          'network.proxy.ssl_port': proxyPort,
          'network.proxy.no_proxies_on': 'localhost, 127.0.0.0/8',
        }),
  };
}

/** Firefox writes uncaught errors and rejections to its error output, console calls to its output. */
function collectErrors(browser: Browser): readonly string[] {
  const problems: string[] = [];
  const { stdout, stderr } = browser.process() ?? {};
  if (!stdout || !stderr) throw new Error("Firefox's output cannot be read");
  createInterface({ input: stdout }).on('line', (line) => {
    if (line.startsWith('console.error:') && !isItsOwn(line)) problems.push(line);
  });
  createInterface({ input: stderr }).on('line', (line) => {
    // Its own code fails too, under resource: and chrome: addresses.
    if (/^JavaScript error: (moz-extension|https?|file):/.test(line)) problems.push(line);
  });
  return problems;
}

function readId(extension: string): string {
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')) as {
    browser_specific_settings?: { gecko?: { id?: string } };
  };
  const id = manifest.browser_specific_settings?.gecko?.id;
  if (id === undefined) throw new Error('the manifest has no gecko id');
  return id;
}

/** Firefox looks for its remote settings and complains where there is no network; that is not ours. */
function isItsOwn(line: string): boolean {
  return /^console\.error: (RSLoader|RemoteSettings|Region\.sys\.mjs|services\.settings)\b/.test(line);
}
