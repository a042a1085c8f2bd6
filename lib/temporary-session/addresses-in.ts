import { htmlUnescape } from 'escape-goat';

/** In UTF-16 units: a page of code; more is not what somebody means to paste. */
export const longestCode = 20_000;

const addresses = /\b(?:href|src|tempSrc)\s*=\s*(["'])(.*?)\1|\b(?:href|src)\s*=\s*([^\s>"']+)/gi;

/**
 * The addresses in code as people pasted it since 2004, in their order. Read by their attributes and not as HTML: half
 * of it is broken (quotes left open, `;target=_blank;` inside a tag).
 */
export function addressesIn(code: string): string[] {
  return [...code.slice(0, longestCode).matchAll(addresses)].map(
    ([, , quoted, bare]) => htmlUnescape(quoted ?? bare ?? '').split(/["';]/)[0] ?? '',
  );
}
