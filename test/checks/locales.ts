import type { Check, Finding } from './check';
import { listFiles, readText } from './source-files';

type Messages = Readonly<Record<string, { readonly message: string; readonly placeholders?: object }>>;

/** Words in every language: the same keys with the same placeholders, each of them in use. */
export const checkLocales: Check = async (root) => {
  const [en, zh] = await Promise.all(
    ['en', 'zh_CN'].map(async (name) => JSON.parse(await readText(root, `public/_locales/${name}/messages.json`))),
  );
  const sources = await listFiles(root, ['lib', 'components', 'entrypoints'], /\.(tsx?|html)$/);
  const texts = await Promise.all([...sources, 'wxt.config.ts'].map((path) => readText(root, path).catch(() => '')));
  return {
    findings: [...compare(en, zh), ...findHan(en), ...findUnused(en, texts.join('\n'))],
    notes: [`${Object.keys(en).length} keys`],
  };
};

export function compare(en: Messages, zh: Messages): Finding[] {
  const missing = (from: Messages, language: string, keys: Messages) =>
    Object.keys(keys)
      .filter((key) => !(key in from))
      .map((key) => ({ where: language, what: `${key} is missing` }));
  const different = Object.keys(en)
    .filter((key) => key in zh && placeholders(en[key]) !== placeholders(zh[key]))
    .map((key) => ({ where: 'zh_CN', what: `${key} has ${placeholders(zh[key])}, in en ${placeholders(en[key])}` }));
  // Chinese has no singular of its own.
  const inChinese = missing(zh, 'zh_CN', en).filter(({ what }) => !isSingular(what.split(' ')[0] ?? '', zh));
  return [...inChinese, ...missing(en, 'en', zh), ...different];
}

export function findHan(en: Messages): Finding[] {
  return Object.entries(en)
    .filter(([, { message }]) => /\p{Script=Han}/u.test(message))
    .map(([key, { message }]) => ({ where: 'en', what: `${key} is Chinese: ${message}` }));
}

/** Keys that no source names: as a whole, in the manifest, as a plural, or by the family they are built from. */
export function findUnused(en: Messages, source: string): Finding[] {
  const all = (pattern: RegExp) => [...source.matchAll(pattern)].map(([, name = '']) => name);
  const named = new Set([...all(/['"](\w+)['"]/g), ...all(/__MSG_(\w+)__/g)]);
  const plurals = new Set(all(/\bplural\(\s*'(\w+)'/g));
  const families = [...all(/\bwordKey\(\s*'(\w+)'/g), ...all(/`(\w+)_\$\{/g)];
  return Object.keys(en)
    .filter((key) => !named.has(key))
    .filter((key) => !plurals.has(key.replace(/_(one|other)$/, '')))
    .filter((key) => !families.some((family) => key.startsWith(`${family}_`)))
    .map((key) => ({ where: 'en', what: `${key} is used nowhere` }));
}

function isSingular(key: string, zh: Messages): boolean {
  return key.endsWith('_one') && `${key.slice(0, -'_one'.length)}_other` in zh;
}

function placeholders(text: Messages[string] | undefined): string {
  const inText = text?.message.match(/\$(\d|\w+\$)/g) ?? [];
  return [...new Set([...inText, ...Object.keys(text?.placeholders ?? {})])].sort().join(' ') || 'no placeholder';
}
