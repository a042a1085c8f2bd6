import { describe, expect, it } from 'vitest';
import { checkBuild, checkListeners } from '../../checks/listeners';
import { plant } from './plant';

const needed = [
  'alarms.onAlarm',
  'runtime.onMessage',
  'runtime.onInstalled',
  'runtime.onStartup',
  'notifications.onClicked',
  'notifications.onButtonClicked',
];
const all = needed.map((event) => `browser.${event}.addListener(() => {});`).join('\n');

async function check(background: string, chunk = '') {
  const root = await plant({
    'package.json': '{"type":"module"}',
    '.output/chrome-mv3/background.js': background,
    '.output/chrome-mv3/chunk.js': chunk,
  });
  return (await checkBuild(root, 'chrome-mv3')).findings.map(({ what }) => what);
}

describe('listeners of the background', () => {
  it('that are all there at once pass, wherever they stand', async () => {
    expect(await check(`import './chunk.js';`, all)).toEqual([]);
    expect(await check(`${all}\nconst { id } = await browser.storage.local.get('id'); console.assert(id);`)).toEqual(
      [],
    );
  });

  it.each([
    ['an await', 'await null;'],
    ['an answer of the browser', `await browser.storage.local.get('x');`],
    ['a moment', 'await new Promise((done) => setTimeout(done));'],
    ['a chunk that is loaded later', `await import('./chunk.js');`],
  ])('that come after %s are found', async (_, pause) => {
    const background = `${all}\n(async () => { ${pause} browser.notifications.onClicked.addListener(() => {}); })();`;
    expect(await check(background)).toEqual(['notifications.onClicked gets its listener too late']);
  });

  it('are found even behind a top-level await', async () => {
    expect(await check(`await null;\n${all}`)).toHaveLength(2 * needed.length);
  });

  it.each(needed)('must be there for %s', async (event) => {
    const others = all.split('\n').filter((line) => !line.includes(event));
    expect(await check(others.join('\n'))).toEqual([`${event} has no listener in the first turn`]);
  });

  it('cannot be added by a script that throws', async () => {
    expect(await check(`${all}\nthrow new Error('broken');`)).toEqual(['threw while it loaded: Error: broken']);
  });

  it('nor by one that is not there', async () => {
    const { findings } = await checkListeners(await plant({}));
    expect(findings).toHaveLength(2);
  });
});
