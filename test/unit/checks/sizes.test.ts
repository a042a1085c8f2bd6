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
const mostOf = (part: string) => budgets.find((budget) => budget.part === part)?.most ?? 0;
const found = async (files: Record<string, string>) =>
  (await checkSizes(await plant(builds(files)))).findings.map(({ where, what }) => `${where}: ${what}`);

it('a small build passes and tells how much room is left', async () => {
  const { findings, notes } = await checkSizes(await plant(builds({})));
  expect(findings).toEqual([]);
  const most = `${(mostOf('background') / 1000).toFixed(1)} kB`;
  expect(notes).toContain(`chrome-mv3 background: 0.0 kB of ${most}, ${most} left`);
});

it.each([
  ...budgets.map(({ part, entry, most }) => [part, { [entry]: most + 1 }] as const),
  ['package without pictures', { 'assets/other.js': mostOfPackage + 1 }] as const,
])('a planted %s past its budget fails in both builds', async (part, sizes) => {
  const files = Object.fromEntries(Object.entries(sizes).map(([path, size]) => [path, ' '.repeat(size)]));
  expect((await found(files)).map((line) => line.split(':')[0])).toEqual([`chrome-mv3 ${part}`, `firefox-mv3 ${part}`]);
});

it('pictures do not count', async () => {
  expect(await found({ 'icons/128.png': ' '.repeat(mostOfPackage) })).toEqual([]);
});

it('a chunk counts for everyone who loads it, at once or later', async () => {
  const chunk = ' '.repeat(mostOf('popup') - 50);
  expect(await found({ 'popup.html': '<script src="/chunks/popup.js"></script>', 'chunks/popup.js': chunk })).toEqual(
    [],
  );
  const late = {
    'popup.html': '<script type="module" crossorigin src="/chunks/popup.js"></script>',
    'chunks/popup.js': 'import"./shared.js";import("./late.js")',
    'chunks/shared.js': chunk,
    'chunks/late.js': ' '.repeat(100),
  };
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
    'chunks/b.js': 'const later=()=>import("./a.js")',
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
    'popup.html',
  ]);
});
