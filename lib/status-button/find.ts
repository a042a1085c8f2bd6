import type { Via } from '../model/frame-call';
import { isNumber, type Picture, readBackground, readLink, readPicture } from './match';

/** A legacy picture, or a link that had none, where it stands in the page. */
export interface Found extends Picture {
  readonly element: HTMLElement;
  readonly via: Via;
  /** The link that it was found by, where that is not the element. */
  readonly link?: HTMLElement;
}

/** Where the address of a picture stands: loaders of the time kept that of one to come elsewhere (corpus/variants, 1). */
const addresses = 'src data-src data-original original init_src data_ue_src'.split(' ');
/**
 * All that is worth opening, in one question: the browser itself leaves out what is no picture of QQ's and no link to a
 * chat. In 50,000 elements each part of it costs 0.7 ms, whatever it asks for.
 *
 * @param part of an address stands in every picture's
 * @param rare too
 */
function worth(part: string, rare: boolean): string {
  const holds = (name: string) => `[${name}*="${part}" i]`;
  const links = ['a[href*="uin=" i]', 'a[href*="b.qq.com/" i]'];
  const all = [`img:is(${addresses.map(holds)})`, ...links, `input${holds('src')}`, holds('style')];
  return all.slice(0, rare ? 5 : 2).join();
}

/** Inside these a picture is text that is being written, or no picture of the page (corpus/variants, 5). */
const never = '[contenteditable]:not([contenteditable=false i]),textarea,xmp,template,noscript,svg';
/**
 * Legacy pictures below these roots, and after them links to a chat that stand for nobody yet. Reads attributes only:
 * no layout is asked for, and 50,000 elements without a QQ link cost a few milliseconds.
 *
 * @param most ends the search, and none is begun for 0; so do thousands of elements that looked like one and were none
 * @param rare shapes too: links that hide a number in a key, backgrounds, and buttons of forms
 * @param known is left out
 * @param shown numbers that have a picture, and links around one: they need no mark besides. Added to
 */
export function findPictures(
  doc: Document,
  roots: readonly ParentNode[],
  most: number,
  rare = true,
  known: { has(element: Element): boolean } = new Set(),
  shown = new Set<unknown>(),
): Found[] {
  const found: Found[] = [];
  const links: HTMLElement[] = [];
  const { baseURI, designMode } = doc;
  // A page may have millions that only look like a picture of QQ's: a look opens 3,000 of them, or 15,000 links.
  let left = 15_000;
  const take = (one: Found | undefined) => {
    if (one) found.push(one);
  };
  // A page may have no other address than the service's.
  const asked = worth(baseURI.includes('//wpa.qq.com/') ? '?' : 'wpa.qq.com', rare);
  // Not where the whole page is being written.
  for (const root of most > 0 && designMode !== 'on' ? roots : []) {
    for (const element of root.querySelectorAll<HTMLElement>(asked)) {
      if (found.length >= most || left-- < 0) break;
      if (known.has(element)) continue;
      const one = readElement(element, baseURI);
      if (!one && element.localName === 'a') links.push(element);
      else left -= 5;
      take(one);
    }
  }
  for (const { number, element } of found) shown.add(number).add(element.closest('a'));
  for (const link of links.slice(0, 4000)) {
    if (found.length < most && !shown.has(link)) take(readMark(link, shown));
  }
  return found;
}

/**
 * What one element shows, if that is a status picture, and stands where nothing is being written.
 *
 * @param found what it is known to be, where nothing that it shows could tell it any more
 */
export function readElement(element: HTMLElement, base: string, found?: Found): Found | undefined {
  const tell = (text: string | null, via: Via) => {
    const picture = text && readPicture(text, base);
    if (picture) found = { ...picture, element, via };
  };
  // SVG elements have styles too, but no `src` and no place for HTML beside them.
  if (!found && element instanceof HTMLElement) {
    if (element.localName === 'img' || (element as HTMLInputElement).type === 'image') {
      for (const name of addresses) {
        if (!found) tell(element.getAttribute(name), name === 'src' ? 'image' : 'lazy-attr');
      }
    }
    if (!found) {
      for (const text of readBackground(element.style.backgroundImage)) if (!found) tell(text, 'css-background');
    }
  }
  return found && !element.closest(never) ? found : undefined;
}

/** A link to a chat with one person, or with an enterprise. Groups are nobody's state. */
function readMark(element: HTMLElement, shown: ReadonlySet<unknown>): Found | undefined {
  const number = readLink(element.getAttribute('href') ?? '');
  if (!isNumber(number) || shown.has(number) || element.closest(never)) return undefined;
  if (element.querySelector('img[src*="/group." i]')) return undefined;
  return { number, version: 0, style: null, element, via: 'mark' };
}

/** A page of more elements than these, where a walk would take longer than all else: of 50,000 it takes 20 ms. */
export function isLarge(doc: Document): unknown {
  // Not `doc.all[…]`: an index is checked against the length, which counts them all.
  return doc.getElementsByTagName('*').item(5000);
}

/** The document and, unless it is large, the shadow roots of its own that it left open: only a walk finds them. */
export function openRoots(doc: Document): ParentNode[] {
  const roots: ParentNode[] = [doc];
  for (const root of isLarge(doc) ? [] : roots) {
    for (const { shadowRoot } of root.querySelectorAll(':not(a,img)')) {
      if (shadowRoot && !shadowRoot.host.closest(never)) roots.push(shadowRoot);
    }
  }
  return roots;
}
