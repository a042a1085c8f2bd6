import { expect, it } from 'vitest';
import { checkSealed } from '../../checks/sealed';
import { plant } from './plant';

const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
const sound = { incognito: 'not_allowed', content_security_policy: { extension_pages: csp } };

async function check(files: Readonly<Record<string, string>>, manifest: object = sound) {
  const firefox = { 'background.js': 'start()', 'manifest.json': JSON.stringify(sound) };
  const chrome = { 'background.js': 'start()', 'manifest.json': JSON.stringify(manifest), ...files };
  const under = (build: string, all: object) =>
    Object.fromEntries(Object.entries(all).map(([path, text]) => [`.output/${build}/${path}`, text]));
  const root = await plant({ ...under('firefox-mv3', firefox), ...under('chrome-mv3', chrome) });
  return (await checkSealed(root)).findings.map(({ what }) => what);
}

it('a build that carries all of its code passes', async () => {
  const page = '<script type="module" crossorigin src="/chunks/a.js"></script><link rel="stylesheet" href="/a.css">';
  const code = 'import("./b.js"); retrieval(x); new Functional(); location.href = "https://a.test"; o.Function("x")';
  expect(await check({ 'popup.html': page, 'a.js': code, 'a.css': '.a{background:url(/a.png)}' })).toEqual([]);
});

it.each([
  ['a.js', 'x = eval(text)', 'makes code from text'],
  ['chunks/a.js', 'new Function("return 1")', 'makes code from text'],
  ['a.js', 'g=Function("return this")()', 'makes code from text'],
  ['a.js', 'setTimeout("alert(1)")', 'makes code from text'],
  ['a.js', 'await import("https://cdn.test/a.js")', 'loads code from elsewhere'],
  ['a.js', 'importScripts("//cdn.test/a.js")', 'loads code from elsewhere'],
  ['a.js', 'import a from "https://cdn.test/a.js"', 'loads code from elsewhere'],
  ['a.js', 'document.write(text)', 'writes markup'],
  ['a.js', 'chrome.runtime.onMessageExternal.addListener(f)', 'lets other extensions in'],
  ['a.js', 'b.runtime.onConnect.addListener(f)', 'lets other extensions in'],
  ['a.html', '<script src="https://cdn.test/a.js"></script>', 'from elsewhere'],
  ['a.html', '<link rel=stylesheet href=//cdn.test/a.css>', 'from elsewhere'],
  ['a.html', '<script>run()</script>', 'script of its own'],
  ['a.html', '<body onload="run()">', 'script of its own'],
  ['a.css', '@import "/b.css"', 'from elsewhere'],
  ['a.css', 'a{background:url(https://cdn.test/a.png)}', 'from elsewhere'],
])('%s with %s is found', async (path, text, what) => {
  const found = await check({ [path]: text });
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(what);
});

it.each([
  ['a way for pages to load our files', { ...sound, web_accessible_resources: [] }],
  ['a way for others to speak to us', { ...sound, externally_connectable: { ids: ['*'] } }],
  ['private windows', { ...sound, incognito: 'spanning' }],
  ['no word on private windows', { content_security_policy: sound.content_security_policy }],
  ['scripts from elsewhere', policy("script-src 'self'", "script-src 'self' https://cdn.test")],
  ['our pages in frames', policy("; frame-ancestors 'none'", '')],
  ['a cut off local network', policy("default-src 'none'", "default-src 'none'; upgrade-insecure-requests")],
])('a manifest that allows %s is found', async (_, manifest) => {
  expect(await check({}, manifest)).toHaveLength(1);
});

it('nothing built is no sound build', async () => {
  expect((await checkSealed(await plant({}))).findings.length).toBeGreaterThan(2);
});

function policy(part: string, instead: string) {
  return { ...sound, content_security_policy: { extension_pages: csp.replace(part, instead) } };
}
