import { expect, it } from 'vitest';
import { reachableFiles } from '../../checks/build-graph';
import { budgets, checkSizes, mostOfPackage } from '../../checks/sizes';
import { plant } from './plant';

const small = 'export const a = 1;';
const builds = (files: Record<string, string>) =>
  Object.fromEntries(
    ['chrome-mv3', 'firefox-mv3'].flatMap((build) =>
      Object.entries({ 'background.js': small, ...files }).map(([path, text]) => [`.output/${build}/${path}`, text]),
    ),
  );
const budgetOf = (part: string) => budgets.find((budget) => budget.part === part);
const mostOf = (part: string) => budgetOf(part)?.most ?? 0;
const mostAtOnce = budgetOf('popup')?.mostAtOnce ?? 0;
/** A page whose script loads so much at once, and so much more when it is wanted. */
const page = (atOnce: number, late: number) => ({
  'popup.html': '<script type="module" crossorigin src="/chunks/popup.js"></script>',
  'chunks/popup.js': 'import"./shared.js";import("./late.js")',
  'chunks/shared.js': ' '.repeat(atOnce),
  'chunks/late.js': ' '.repeat(late),
});
const found = async (files: Record<string, string>) =>
  (await checkSizes(await plant(builds(files)))).findings.map(({ where, what }) => `${where}: ${what}`);

it('a small build passes and tells how much room is left', async () => {
  const { findings, notes } = await checkSizes(await plant(builds({})));
  expect(findings).toEqual([]);
  const most = `${(mostOf('background') / 1000).toFixed(1)} kB`;
  expect(notes).toContain(`chrome-mv3 background: 0.0 kB of ${most}, ${most} left`);
});

it.each([
  ...budgets
    .filter((budget) => budget.mostAtOnce === undefined)
    .map(({ part, entry, most }) => [part, { [entry]: ' '.repeat(most + 1) }] as const),
  ['popup', page(0, mostOf('popup'))] as const,
  ['popup at once', page(mostAtOnce, 0)] as const,
  ['package without pictures', { 'assets/other.js': ' '.repeat(mostOfPackage + 1) }] as const,
])('a planted %s past its budget fails in both builds', async (part, files) => {
  expect((await found(files)).map((line) => line.split(':')[0])).toEqual([`chrome-mv3 ${part}`, `firefox-mv3 ${part}`]);
});

it('pictures do not count', async () => {
  expect(await found({ 'icons/128.png': ' '.repeat(mostOfPackage) })).toEqual([]);
});

it('a chunk counts for everyone who loads it, at once or later', async () => {
  const atOnce = mostAtOnce - 1000;
  expect(await found(page(atOnce, 0))).toEqual([]);
  const late = page(atOnce, mostOf('popup') - atOnce);
  expect(await found(late)).toHaveLength(2);
});

it('a build without a background fails', async () => {
  const root = await plant({ '.output/chrome-mv3/manifest.json': '{}' });
  expect((await checkSizes(root)).findings).toHaveLength(2);
});

it('the graph follows pages, scripts, styles and lists of styles', async () => {
  const root = await plant({
    'popup.html': '<link rel="modulepreload" href="/chunks/a.js"><link rel=stylesheet href="/assets/popup.css">',
    'chunks/a.js': 'import{b as c}from"./b.js";const list=["assets/late.css"];export{d}from"./d.js";',
    'chunks/b.js': 'const later=()=>import("./a.js"),q=1/2,last=()=>import(`./late.js`)',
    'chunks/late.js': '',
    'chunks/d.js': '',
    'assets/popup.css': '@import "./base.css";',
    'assets/base.css': '',
    'assets/late.css': '',
    'assets/other.css': '',
  });
  expect([...(await reachableFiles(root, 'popup.html'))].sort()).toEqual([
    'assets/base.css',
    'assets/late.css',
    'assets/popup.css',
    'chunks/a.js',
    'chunks/b.js',
    'chunks/d.js',
    'chunks/late.js',
    'popup.html',
  ]);
  const atOnce = await reachableFiles(root, 'popup.html', { atOnce: true });
  expect([...atOnce].sort()).toEqual([
    'assets/base.css',
    'assets/popup.css',
    'chunks/a.js',
    'chunks/b.js',
    'chunks/d.js',
    'popup.html',
  ]);
});
