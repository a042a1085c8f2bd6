import { join } from 'node:path';
import { build } from 'vite';
import { projectRoot } from '../browser/builds';
import { launchChromium } from '../browser/chromium';
import { spreadOf } from './median';
import { judge, type Verdict } from './verdict';

/** What the journal and the notices may add to the plain write of an answer. */
const mostShare = 1 / 3;

/** An answer of twenty messages taken in by the product's own store, with and without journal and notices. */
export async function benchJournal(): Promise<Verdict> {
  const script = await bundle('test/bench/journal-page.ts');
  const browser = await launchChromium();
  try {
    const page = await browser.openPage('manifest.json');
    await page.evaluate(script);
    const { plain, guarded } = await page.evaluate<{ plain: number[]; guarded: number[] }>('globalThis.measured');
    const floor = { plain: spreadOf(plain), guarded: spreadOf(guarded) };
    // By the quieter quarter of each: every turn between page and browser waits for whatever else the machine does.
    const share = Math.round((floor.guarded.quarter / floor.plain.quarter - 1) * 100) / 100;
    return judge(share, mostShare, floor, { messages: 20, answers: plain.length }, 'share of the plain write');
  } finally {
    await browser.close();
  }
}

async function bundle(entry: string): Promise<string> {
  const built = await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'silent',
    build: { write: false, lib: { entry: join(projectRoot, entry), formats: ['iife'], name: 'bench' } },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const chunk = outputs.flatMap((one) => ('output' in one ? one.output : [])).find(({ type }) => type === 'chunk');
  if (chunk?.type !== 'chunk') throw new Error(`${entry} was not built`);
  return chunk.code;
}
