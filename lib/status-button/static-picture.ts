import type { Found } from './find';
import { readPicture } from './match';

/** File names of pictures that said "online" for ever, whoever serves the copy (spec/web-presence, F2 and F11). */
const button = /\/button_(old_)?(\d{1,2})[01]\.gif$/;
const preview = /^\/webpresence\/images\/status\/0?(\d{1,2})_o(?:n|ff)line\.gif$/;

/**
 * The picture in a link to a chat that never told a state, to be replaced where the person wants that too; undefined
 * where the link holds none. Any other picture of a site's own stays, with the mark beside it (corpus/variants, 5).
 *
 * @param mark such a link, as it was found
 */
export function readStatic({ element: link, number }: Found, base: string): Found | undefined {
  // A generator of the time left the picture's address on the link: nothing was ever drawn of it.
  const left = readPicture(link.getAttribute('src') ?? '', base);
  if (left) return { ...left, element: link, link, via: 'image' };
  for (const element of link.querySelectorAll('img')) {
    const { hostname, pathname } = URL.parse(element.getAttribute('src') ?? '', base) ?? {};
    const [, old, name] = button.exec(pathname ?? '') ?? [];
    const early = hostname === 'is.qq.com' ? preview.exec(pathname ?? '')?.[1] : undefined;
    const first = early ?? (old && name);
    if (!first && !name) continue;
    const how = first ? { version: 1, style: Number(first) } : { version: 2, style: 40 + Number(name) };
    return { ...how, number, element, link, via: 'static-button' };
  }
  return undefined;
}
