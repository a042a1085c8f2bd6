import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserName, buildFolder } from '../browser/builds';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { launchFirefox } from '../browser/firefox';
import { killChromium } from '../browser/kill-chromium';
import type { LiveBrowser } from '../browser/live-browser';
import { until } from '../browser/wait';

const hosts = ['http://127.0.0.1/*'];

/** The browser with the production build, through deaths of the background and of the whole browser. */
export interface BrowserLife {
  /** The one that runs now. */
  readonly live: LiveBrowser;
  /** Kills a background that is certainly alive, and throws unless it is certainly dead afterwards. */
  killBackground(): Promise<void>;
  /** SIGKILL to the whole browser, and a new one on its profile; false where none outlives it. */
  killBrowser(): Promise<boolean>;
  close(): Promise<void>;
}

/** `toBeKilled`: whether the whole browser will be, which takes a longer start. */
export async function startBrowserLife(name: BrowserName, folder: string, toBeKilled: boolean): Promise<BrowserLife> {
  // A copy: somebody may build anew while this runs, and every start must find the same extension.
  const extension = join(folder, 'extension');
  await cp(buildFolder(name), extension, { recursive: true });
  return name === 'firefox' ? startFirefox(extension) : startChromium(extension, join(folder, 'profile'), toBeKilled);
}

async function startChromium(extension: string, profile: string, toBeKilled: boolean): Promise<BrowserLife> {
  const launch = () => launchChromium({ extension, profile });
  let live: LiveChromium = await launch();
  await live.grant(hosts);
  if (toBeKilled) {
    // Permissions are written to the profile some seconds later, but always on the way out: a SIGKILL must not undo them.
    await live.close();
    live = await launch();
  }
  return {
    get live() {
      return live;
    },
    killBackground: () => killBackground(live),
    async killBrowser() {
      await killChromium(live);
      live = await launch();
      return true;
    },
    close: () => live.close(),
  };
}

/** A temporary add-on does not outlive its browser, so this one is never killed. */
async function startFirefox(extension: string): Promise<BrowserLife> {
  const live = await launchFirefox({ extension });
  await live.grant(hosts);
  return {
    live,
    killBackground: () => killBackground(live),
    killBrowser: async () => false,
    close: () => live.close(),
  };
}

async function killBackground(live: LiveBrowser): Promise<void> {
  await until(() => live.workerBoot(), { what: 'a background to kill' });
  await live.stopWorker();
}
