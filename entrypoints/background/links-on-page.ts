import type { SearchScope } from '../../lib/status-button/search';

/**
 * Runs in the page's frame, in the scanner's world: the addresses that the page itself has with a number, in links, in the
 * handlers of scripts (corpus/variants, 2), and around its picture. An enterprise's may hide the number in a key, and are
 * handed on unread (spec/web-presence, F9).
 */
export function linksFor(number: string): string[] {
  const { uinbell } = globalThis as unknown as SearchScope;
  const asked = `a:has(img[src*=":${number}:"]),a[href*="b.qq.com/"],:is(a,area)[href*="${number}"],[onclick*="${number}"]`;
  return (uinbell?.roots(document) ?? [document])
    .flatMap((root) => [...root.querySelectorAll(asked)])
    .map((one) => ['href', 'onclick'].map((name) => one.getAttribute(name)).join('\n'))
    .map((text) => /(https?:)?\/\/[^'"\n]+/i.exec(text.slice(0, 4000))?.[0] ?? '')
    .slice(0, 50);
}
