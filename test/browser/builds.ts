import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot: string = fileURLToPath(new URL('../..', import.meta.url));

export type BrowserName = 'chromium' | 'firefox';

const folders: Readonly<Record<BrowserName, string>> = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' };

/** Where the production build lies. Throws where there is none: a test of nothing would pass. */
export function buildFolder(browser: BrowserName): string {
  const folder = join(projectRoot, '.output', folders[browser]);
  if (!existsSync(join(folder, 'manifest.json'))) {
    throw new Error(`no build for ${browser} in .output/${folders[browser]}: run npm run build first`);
  }
  return folder;
}
