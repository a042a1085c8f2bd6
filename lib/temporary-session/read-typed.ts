import { type ParsedLink, parseLink } from './parse-link';

/** Words beside a number, as a draft takes them. */
const longestWords = 500;

/**
 * What a person typed or pasted where a link is asked for: a link of any kind, or a number with words for it, as
 * `12345 hello` in the address bar. The words are only ever laid into the composer, never sent by themselves.
 */
export function readTyped(text: string, service?: string): { readonly parsed: ParsedLink; readonly words: string } {
  const [, number, words = ''] = /^\s*([1-9]\d{4,10})(?:\s+([\s\S]*))?$/.exec(text) ?? [];
  if (number === undefined) return { parsed: parseLink(text, service), words: '' };
  return { parsed: { ok: true, link: { kind: 'plain', number } }, words: words.trim().slice(0, longestWords) };
}
