import { describe, expect, it } from 'vitest';
import { checkBoundaries } from '../../checks/boundaries';
import { plant } from './plant';

/** What a sound project may have; every planted file imports from here. */
const sound = {
  'tsconfig.json': '{}',
  'lib/browser.ts': 'export const browser = 1;',
  'lib/model/ids.ts': 'export type Id = number; export const a = 1;',
  'lib/format/time.ts': 'export const b = 1;',
  'lib/protocol/protocol.ts': `import type { Id } from '../model/ids'; export type P = Id;`,
  'lib/protocol/http-qq/next.ts': `import type { P } from '../protocol'; export type N = P; export const n = 1;`,
  'lib/store/read.ts': 'export const read = 1;',
  'lib/store/write.ts': 'export const write = 1;',
  'lib/session/wake.ts': `import { read } from '../store/read'; export const wake = read;`,
  'lib/i18n/browser-i18n.ts': `export const i = 1;`,
  'lib/messaging/client.ts': 'export const ask = 1;',
  'lib/messaging/server.ts': 'export const answer = 1;',
  'components/list.tsx': `import { read } from '../lib/store/read'; export const list = read;`,
  'entrypoints/background/index.ts': `import { wake } from '../../lib/session/wake'; export const w = wake;`,
  'test/server/main.ts': 'export const server = 1;',
};

describe('who may import whom', () => {
  it('a sound project has no findings', async () => {
    expect((await checkBoundaries(await plant(sound))).findings).toEqual([]);
  });

  it.each([
    ['model knows nothing', 'lib/model/x.ts', '../format/time', 'b'],
    ['format knows nothing, not even a type of the model', 'lib/format/x.ts', '../model/ids', 'type Id'],
    ['a protocol does not store', 'lib/protocol/http-qq/x.ts', '../../store/read', 'read'],
    ['two protocols never meet', 'lib/protocol/webqq/x.ts', '../http-qq/next', 'type N'],
    ['the registry of protocols meets none of their consumers', 'lib/protocol/x.ts', '../session/wake', 'wake'],
    ['the store does not know the session', 'lib/store/x.ts', '../session/wake', 'wake'],
    ['messaging does not read the store', 'lib/messaging/x.ts', '../store/read', 'read'],
    ['the session never touches the browser', 'lib/session/x.ts', '../browser', 'browser'],
    ['nor do components', 'components/x.tsx', '../lib/browser', 'browser'],
    ['components never write', 'components/x.tsx', '../lib/store/write', 'write'],
    ['components never answer calls', 'components/x.tsx', '../lib/messaging/server', 'answer'],
    ['components do not know protocols', 'components/x.tsx', '../lib/protocol/http-qq/next', 'type N'],
    ['lib does not know entrypoints', 'lib/session/x.ts', '../../entrypoints/background/index', 'w'],
    ['lib does not know tests', 'lib/session/x.ts', '../../test/server/main', 'server'],
    ['lib has no folder beside the known ones', 'lib/helpers/x.ts', '../model/ids', 'a'],
    ['the server shares nothing with the client', 'test/server/x.ts', '../../lib/model/ids', 'a'],
    ['idb belongs to the store', 'lib/session/x.ts', 'idb', 'openDB'],
    ['the polyfill has one door', 'entrypoints/background/x.ts', 'webextension-polyfill', 'browser'],
    ['preact is for pages', 'lib/session/x.ts', 'preact', 'h'],
  ])('%s', async (_, path, from, name) => {
    const root = await plant({
      ...sound,
      ...packages,
      [path]: `import { ${name} } from '${from}'; export type X = 1;`,
    });
    const { findings } = await checkBoundaries(root);
    expect(findings.map(({ where }) => where)).toContain(path);
  });

  it('a content script does not reach the store, however many steps it takes', async () => {
    const root = await plant({
      ...sound,
      'entrypoints/status-scan.content/index.ts': `import { one } from './one'; export const scan = one;`,
      'entrypoints/status-scan.content/one.ts': `import { read } from '../../lib/store/read'; export const one = read;`,
    });
    const { findings } = await checkBoundaries(root);
    expect(findings.map(({ where }) => where)).toContain('entrypoints/status-scan.content/index.ts');
  });

  it('two files never import each other', async () => {
    const root = await plant({
      ...sound,
      'lib/model/x.ts': `import { y } from './y'; export const x = () => y;`,
      'lib/model/y.ts': `import { x } from './x'; export const y = () => x;`,
    });
    expect((await checkBoundaries(root)).findings.some(({ what }) => what.includes('no cycles'))).toBe(true);
  });

  it('nothing to look at is a finding', async () => {
    expect((await checkBoundaries(await plant({ 'lib/readme.md': '' }))).findings).toHaveLength(1);
  });
});

const packages = Object.fromEntries(
  ['idb', 'preact', 'webextension-polyfill'].flatMap((name) => [
    [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
    [`node_modules/${name}/index.js`, ''],
  ]),
);
