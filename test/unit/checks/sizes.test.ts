import { expect, it } from 'vitest';
import { reachableFiles } from '../../checks/build-graph';
import { checkSizes } from '../../checks/sizes';
import { plant } from './plant';

const small = 'export const a = 1;';
const builds = (files: Record<string, string>) =>
  Object.fromEntries(
    ['chrome-mv3', 'firefox-mv3'].flatMap((build) =>
      Object.entries({ 'background.js': small, ...files }).map(([path, text]) => [`.output/${build}/${path}`, text]),
    ),
  );
const found = async (files: Record<string, string>) =>
  (await checkSizes(await plant(builds(files)))).findings.map(({ where, what }) => `${where}: ${what}`);

it('a small build passes and tells how much room is left', async () => {
  const { findings, notes } = await checkSizes(await plant(builds({})));
  expect(findings).toEqual([]);
  expect(notes).toContain('chrome-mv3 background: 0.0 kB of 172.0 kB, 172.0 kB left');
});

it.each([
  ['scanner', { 'content-scripts/status-scan.js': 4_001 }],
  ['status button', { 'status-button.js': 12_001 }],
  ['background', { 'background.js': 172_001 }],
  ['popup', { 'popup.html': 127_001 }],
  ['package without pictures', { 'assets/other.js': 384_001 }],
])('a planted %s past its budget fails in both builds', async (part, sizes) => {
  const files = Object.fromEntries(Object.entries(sizes).map(([path, size]) => [path, ' '.repeat(size)]));
  expect((await found(files)).map((line) => line.split(':')[0])).toEqual([`chrome-mv3 ${part}`, `firefox-mv3 ${part}`]);
});

it('pictures do not count', async () => {
  expect(await found({ 'icons/128.png': ' '.repeat(400_000) })).toEqual([]);
});

it('a chunk counts for everyone who loads it, at once or later', async () => {
  const chunk = ' '.repeat(126_950);
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
