import type { Check, Finding } from './check';
import { listFiles, readText } from './source-files';

interface Manifest {
  readonly incognito?: string;
  readonly content_security_policy?: { readonly extension_pages?: string; readonly sandbox?: string };
}

/** Ways in from outside: who may load, message or frame us, and pages that would run with fewer rules. */
const doors = ['web_accessible_resources', 'externally_connectable', 'sandbox', 'user_scripts'] as const;

/** What each kind of built file must not hold: code that is not in the package, or is made from text. */
const forbidden: ReadonlyArray<readonly [files: RegExp, what: string, found: RegExp]> = [
  [
    /\.js$/,
    'makes code from text',
    /\beval\(|\bnew Function\(|(?<![\w.$])Function\(["'`]|\bset(?:Timeout|Interval)\(["'`]/,
  ],
  [/\.js$/, 'loads code from elsewhere', /\b(?:import|importScripts)\(\s*["'`](?:https?:)?\/\/|\bfrom\s*["']https?:/],
  [/\.js$/, 'writes markup from text', /\bdocument\.write(?:ln)?\(|\.insertAdjacentHTML\(/],
  [
    /\.js$/,
    'lets other extensions in',
    /\.on(?:MessageExternal|ConnectExternal|UserScriptMessage|Connect)\.addListener\b/,
  ],
  [
    /\.html$/,
    'loads something from elsewhere',
    /<(?:script|link|iframe|img|object|embed)\b[^>]*(?:src|href|data)\s*=\s*["']?(?:https?:)?\/\//i,
  ],
  [/\.html$/, 'has a script of its own inside', /<script(?![^>]*\bsrc\s*=)[^>]*>|\son[a-z]+\s*=\s*["']/i],
  [/\.css$/, 'loads something from elsewhere', /@import|url\(\s*["']?(?:https?:)?\/\//i],
];

/** What the policy of our pages must say, whatever else it says (features 5.1). */
const policy: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
};

/** Whether both builds carry all of their code with them and open no door: what a taken-over release would change first. */
export const checkSealed: Check = async (root) => {
  const findings: Finding[] = [];
  const notes: string[] = [];
  for (const build of ['chrome-mv3', 'firefox-mv3']) {
    const files = await listFiles(root, [`.output/${build}`], /\.(js|html|css)$/);
    if (files.length === 0) findings.push({ where: build, what: 'there is nothing built' });
    for (const path of files) {
      const text = await readText(root, path);
      for (const [kind, what, found] of forbidden) {
        const at = kind.test(path) ? found.exec(text) : null;
        if (at) findings.push({ where: path, what: `${what}: ${text.slice(at.index, at.index + 60)}` });
      }
    }
    const manifest = await readText(root, `.output/${build}/manifest.json`).catch(() => '{}');
    findings.push(...checkManifest(JSON.parse(manifest)).map((what) => ({ where: `${build}/manifest.json`, what })));
    notes.push(`${build}: ${files.length} files`);
  }
  return { findings, notes };
};

function checkManifest(manifest: Manifest): string[] {
  const open = doors.filter((door) => door in manifest).map((door) => `${door} is a door`);
  // Private windows: what is said there must not end up in a store that stays (attack 21).
  if (manifest.incognito !== 'not_allowed') open.push('incognito is not "not_allowed"');
  const said = parsePolicy(manifest.content_security_policy?.extension_pages ?? '');
  for (const [directive, wanted] of Object.entries(policy)) {
    if (said.get(directive) !== wanted) open.push(`${directive} is ${said.get(directive) ?? 'absent'}, not ${wanted}`);
  }
  // http://shop.lan must not become https: servers of QQ on a local network speak plain http only.
  if (said.has('upgrade-insecure-requests')) open.push('upgrade-insecure-requests cuts off plain http');
  return open;
}

function parsePolicy(text: string): Map<string, string> {
  const directives = text.split(';').map((directive) => directive.trim());
  return new Map(directives.map((words) => [words.split(' ', 1)[0] ?? '', words.slice(words.indexOf(' ') + 1)]));
}
