import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRows } from '../browser/raw-store';
import { type BrowserLife, startBrowserLife } from './browser-life';
import { compare } from './compare';
import type { Figures } from './figures';
import { Stubborn } from './hand';
import { listen, pollMs } from './listening';
import type { ChaosOptions } from './options';
import { blindFlavours, invite, planShops, type Shop, signIn } from './people';
import { planStorm } from './plan-storm';
import { playRound } from './play-round';
import type { Round } from './round';
import { type GapRow, readAllRows } from './rows';
import { sabotageAfter, sabotageBefore } from './sabotage';
import { type ServerLife, startServerLife } from './server-life';
import { settle } from './settle';
import type { Stage } from './stage';

/** Shorter penalties and session times than in 2005, or a storm of minutes would be spent waiting. */
const clock = { scale: 0.05, hi: 30, li: 60, poll: pollMs.short };

/** The whole storm: accounts signed in, killed as often as asked, settled; then what both sides say happened. */
export async function runChaos(
  options: ChaosOptions,
  say: (line: string) => void = () => {},
): Promise<{ readonly figures: Figures; readonly differences: readonly string[] }> {
  const begun = Date.now();
  const shops = planShops(options.accounts, options.protocol);
  const rounds = planStorm(options.seed, options.kills, shops);
  const folder = await mkdtemp(join(tmpdir(), 'uinbell-chaos-'));
  let server: ServerLife | undefined;
  let browser: BrowserLife | undefined;
  try {
    server = await startServerLife(folder, options.seed);
    await server.server.clock(clock);
    const toBeKilled = rounds.some(({ killsBrowser }) => killsBrowser);
    browser = await startBrowserLife(options.browser, folder, toBeKilled);
    const stage = await openStage(server, browser, shops);
    say(`${stage.ids.size} accounts are signed in after ${seconds(begun)} s`);
    const browserKills = await storm(stage, rounds, say);

    if (options.protocol === 'webqq') await listen(stage, false);
    // Started anew on its state file, the server has forgotten the faults that still waited, and nothing else.
    await server.kill();
    await sabotageBefore(stage, options.sabotage);
    const unsettled = await settle(stage);
    await sabotageAfter(stage, options.sabotage);
    say(`settled after ${seconds(begun)} s`);

    const { entries } = await server.server.ledger();
    const rows = await readAllRows(browser.live);
    const badge = await browser.live.badge();
    const gaps = await readRows<GapRow>(browser.live, 'gaps');
    const blind = new Set(
      shops.flatMap(({ uin, protocol, flavour }) =>
        protocol === 'webqq' || (flavour && blindFlavours.includes(flavour)) ? [uin] : [],
      ),
    );
    const { differences, ...verdict } = compare({ ledger: entries, rows, queued: stage.queued, badge, gaps, blind });
    const { protocol, seed, kills } = options;
    const figures = {
      protocol,
      seed,
      kills,
      browserKills,
      serverRestarts: server.restarts(),
      faults: await server.struck(),
      ...verdict,
      seconds: seconds(begun),
    };
    return { figures, differences: [...unsettled, ...differences] };
  } finally {
    await browser?.close().catch(() => undefined);
    await server?.stop();
    // A dying browser may still be writing while we delete.
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

async function openStage(server: ServerLife, browser: BrowserLife, shops: readonly Shop[]): Promise<Stage> {
  await invite(server.server, shops);
  const ids = await signIn(browser.live, server.server, shops);
  return { server, browser, shops, ids, calls: new Stubborn(), queued: [], kicked: new Set() };
}

/** Answers how often the whole browser was killed. */
async function storm(stage: Stage, rounds: readonly Round[], say: (line: string) => void): Promise<number> {
  const begun = Date.now();
  let browserKills = 0;
  for (const [k, round] of rounds.entries()) {
    if (await playRound(stage, round)) browserKills++;
    if ((k + 1) % 25 === 0) say(`${k + 1} kills in ${seconds(begun)} s`);
  }
  return browserKills;
}

function seconds(since: number): number {
  return Math.round((Date.now() - since) / 100) / 10;
}
