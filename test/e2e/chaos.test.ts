import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../browser/builds';
import type { Figures } from '../chaos/figures';

interface Ended {
  readonly code: number | null;
  readonly figures: Figures;
  /** The sentences before the line of figures. */
  readonly wrong: readonly string[];
}

/** Runs `npm run chaos` as a person does. */
async function chaos(...words: string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/chaos/main.ts', ...words], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [said, complained] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    complained += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  const lines = said.trim().split('\n');
  const last = lines.pop() ?? '';
  if (!last.startsWith('{')) throw new Error(`no figures: ${said}\n${complained}`);
  return { code, figures: JSON.parse(last) as Figures, wrong: lines };
}

/** Nothing is wrong in the books, however often worker and browser were killed. */
function expectClean({ code, figures, wrong }: Ended, kills: number, browserKills: number): void {
  expect(wrong).toEqual([]);
  expect(code).toBe(0);
  expect(figures).toMatchObject({ kills, browserKills, duplicated: 0, lost: 0, crossed: 0 });
}

describe('chaos', () => {
  it('in Chromium loses, doubles and crosses nothing, whatever is killed', async () => {
    const ended = await chaos('--kills', '12', '--seed', '4');
    const { figures } = ended;
    expectClean(ended, 12, 1);
    expect(figures.accepted).toBeGreaterThan(5);
    expect(figures.stored).toBe(figures.accepted);
    expect(Object.keys(figures.faults).length).toBeGreaterThan(5);
  });

  it('over OneBot loses, doubles and crosses nothing, and tells what no history could bring', async () => {
    const ended = await chaos('--protocol', 'onebot', '--kills', '8', '--seed', '4', '--accounts', '5');
    const { figures } = ended;
    expectClean(ended, 8, 1);
    expect(figures.accepted).toBeGreaterThan(5);
    expect(figures.stored + (figures.told ?? 0)).toBe(figures.accepted);
  });

  it('over WebQQ loses, doubles and crosses nothing, also while a request is held', async () => {
    const words = ['--protocol', 'webqq', '--kills', '8', '--seed', '4', '--accounts', '4'];
    const ended = await chaos(...words);
    const { figures } = ended;
    expectClean(ended, 8, 1);
    expect(figures.accepted).toBeGreaterThan(5);
    expect(figures.stored + (figures.told ?? 0)).toBe(figures.accepted);
  });

  it('in Firefox loses, doubles and crosses nothing when its event page is killed', async () => {
    const ended = await chaos('--kills', '6', '--seed', '5', '--accounts', '4', '--browser', 'firefox');
    const { figures } = ended;
    expectClean(ended, 6, 0);
    expect(figures.stored).toBe(figures.accepted);
  });

  // Mostly they wait for penalties and back-off to pass, so they wait at once.
  it.concurrent.each([
    ['lost', /not stored: sabotage-1/],
    ['doubled', /stored 2 times: say-/],
    ['crossed', /crossed: say-/],
  ] as const)(
    'finds a message that was %s on purpose',
    async (sabotage, sentence) => {
      const words = ['--kills', '2', '--seed', '6', '--accounts', '2', '--sabotage', sabotage];
      const { code, figures, wrong } = await chaos(...words);
      expect(code).toBe(1);
      expect(wrong.join('\n')).toMatch(sentence);
      const column = sabotage === 'doubled' ? 'duplicated' : sabotage;
      expect(figures[column]).toBe(1);
    },
    90_000,
  );
});
