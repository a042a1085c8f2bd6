import { addressesIn, longestCode } from './addresses-in';
import { type ParsedLink, parseLink } from './parse-link';

/** Words beside a number, as a draft takes them. */
const longestWords = 500;

export interface Typed {
  readonly parsed: ParsedLink;
  /** The address that was read; of pasted code the one in it. */
  readonly address: string;
  /** Only ever laid into the composer, never sent by themselves. */
  readonly words: string;
}

/**
 * What a person typed or pasted where a link is asked for: a link of any kind, the code of a page with one in it, or a
 * number with words for it, as `12345 hello` in the address bar and `QQ：12345` in a signature.
 */
export function readTyped(text: string, service?: string): Typed {
  const [, number, words = ''] = /^\s*(?:QQ号?\s*[:：]?\s*)?([1-9]\d{4,10})(?:\s+([\s\S]*))?$/i.exec(text) ?? [];
  if (number !== undefined) {
    const link = { kind: 'plain', number } as const;
    return { parsed: { ok: true, link }, address: number, words: words.trim().slice(0, longestWords) };
  }
  const inCode = text.length <= longestCode && /^\s*</.test(text) ? addressesIn(text) : [];
  for (const address of inCode) {
    const parsed = parseLink(address, service);
    if (parsed.ok) return { parsed, address, words: '' };
  }
  // Of code with no link that can be read: what is wrong with the first one says more than that it is code.
  const address = inCode[0] ?? text;
  return { parsed: parseLink(address, service), address, words: '' };
}
