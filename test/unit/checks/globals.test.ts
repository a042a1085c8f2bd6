import { describe, expect, it } from 'vitest';
import { findGlobals } from '../../checks/find-globals';
import { checkGlobals } from '../../checks/globals';
import { plant } from './plant';

const ruled = { fetch: '', setTimeout: '', 'Date.now': '', 'new Date': '', 'Math.random': '', browser: '' };
const names = (source: string) => findGlobals(source, ruled).map(({ name }) => name);

describe('a global is found', () => {
  it.each([
    ['fetch("x")', 'fetch'],
    ['const f = fetch;', 'fetch'],
    ['const port = { fetch };', 'fetch'],
    ['globalThis.fetch("x")', 'fetch'],
    ['window.setTimeout(f)', 'setTimeout'],
    ['const now = () => Date.now();', 'Date.now'],
    ['const d = new Date();', 'new Date'],
    ['const d = new Date;', 'new Date'],
    ['const d = Date();', 'new Date'],
    ['export const r = Math.random;', 'Math.random'],
    ['browser.storage.local.get()', 'browser'],
    ['function a(fetch) { return fetch; }\nfunction b() { return fetch; }', 'fetch'],
  ])('in %s', (source, name) => {
    expect(names(source)).toEqual([name]);
  });

  it('with its line', () => {
    expect(findGlobals('const a = 1;\n\nfetch(a);', ruled)).toEqual([{ name: 'fetch', line: 3 }]);
  });
});

describe('what is no global is left alone', () => {
  it.each([
    'function ask(fetch) { return fetch("x"); }',
    'import { fetch } from "./port"; fetch("x");',
    'ports.fetch("x")',
    'const ports = { fetch: own, setTimeout: own };',
    'interface Ports { fetch: typeof fetch; at: Date }',
    'const d = new Date(at);',
    'const n = Math.floor(2.5) + Date.UTC(2005, 1);',
    'const { fetch } = ports; fetch();',
    '// fetch and Date.now() are only words here',
  ])('as in %s', (source) => {
    expect(names(source)).toEqual([]);
  });
});

describe('a planted global', () => {
  it.each([
    ['lib/model/time.ts', 'export const now = Date.now();'],
    ['lib/protocol/http-qq/next.ts', 'export const seq = Math.random();'],
    ['lib/format/time.ts', 'export const locale = navigator.language;'],
    ['lib/notify/plan.ts', 'setTimeout(() => {}, 1);'],
    ['lib/store/conversation-plan.ts', 'export const at = new Date();'],
    ['lib/session/schedule.ts', 'crypto.randomUUID();'],
    ['lib/session/wake.ts', 'fetch("http://a.test");'],
    ['lib/session/transport.ts', 'setInterval(() => {}, 20000);'],
    ['lib/status-button/match.ts', 'chrome.runtime.id;'],
    ['lib/temporary-session/link.ts', 'localStorage.getItem("a");'],
  ])('in %s fails the check', async (path, text) => {
    const { findings } = await checkGlobals(await plant({ 'lib/model/sound.ts': 'export {};', [path]: text }));
    expect(findings.map(({ where }) => where)).toEqual([`${path}:1`]);
  });

  it('elsewhere is allowed', async () => {
    const root = await plant({ 'lib/model/a.ts': 'export {};', 'lib/store/open.ts': 'indexedDB.open("a");' });
    expect((await checkGlobals(root)).findings).toEqual([]);
  });

  it('cannot hide in an empty project', async () => {
    expect((await checkGlobals(await plant({}))).findings).toHaveLength(1);
  });
});
