import { htmlUnescape } from 'escape-goat';
import type { RealNumber } from '../model/ids';
import { parseLink } from './parse-link';

const longestPage = 65_536;
const clientLinks = /tencent:\/\/message\/?\?[^"'<>\s\\]{1,1000}/gi;

/**
 * Whom a service's answer to a link without a number calls: it hands the visitor to the desktop client by a `tencent:`
 * address with the number in it (web-presence F6). Read as text, never run; nobody where it names several.
 */
export function readCallee(page: string): RealNumber | undefined {
  const numbers = new Set<RealNumber>();
  for (const [address] of page.slice(0, longestPage).matchAll(clientLinks)) {
    const parsed = parseLink(htmlUnescape(address));
    if (parsed.ok && parsed.link.number !== undefined) numbers.add(parsed.link.number);
  }
  const [number] = numbers;
  return numbers.size === 1 ? number : undefined;
}
