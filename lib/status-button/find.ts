import type { Via } from '../model/frame-call';
import { type Picture, readBackground, readPicture } from './match';

/** A legacy picture where it stands in the page. */
export interface Found extends Picture {
  readonly element: HTMLElement;
  readonly via: Via;
}

/** Where loaders of the time kept the address of a picture that is to come (corpus/variants, 1). */
const lazy =
  'data-src data-original data-lazy-src data-lazy data-lazyload data-url data-echo init_src init-src data_ue_src original lazy-src _src real_src'.split(
    ' ',
  );
const holds = (name: string) => `[${name}*="wpa.qq.com" i]`;
const pictures = ['img', 'input[type=image i]'];
/** One query that the browser answers natively: 50,000 elements without any QQ link cost a millisecond or two. */
const anywhere = [
  ...pictures.map((tag) => tag + holds('src')),
  holds('style'),
  ...lazy.map((n) => `img${holds(n)}`),
].join();

/** Inside these a picture is text that is being written, or no picture of the page (corpus/variants, 5). */
const never = '[contenteditable]:not([contenteditable=false i]),textarea,xmp,template,noscript,svg';

/** All legacy pictures below a root, in the order of the page. Reads attributes only: no layout is asked for. */
export function findPictures(root: ParentNode, base: string): Found[] {
  const found: Found[] = [];
  for (const element of root.querySelectorAll<HTMLElement>(anywhere)) {
    const one = readElement(element, base);
    if (one && !element.closest(never)) found.push(one);
  }
  return found;
}

/** What one element shows, if that is a status picture. */
export function readElement(element: HTMLElement, base: string): Found | undefined {
  const tell = (text: string | null, via: Via): Found | undefined => {
    const picture = text ? readPicture(text, base) : undefined;
    return picture && { ...picture, element, via };
  };
  // SVG elements have styles too, but no `src` and no place for HTML beside them.
  if (!(element instanceof HTMLElement)) return undefined;
  const isPicture = element.matches(pictures.join());
  const shown = isPicture ? tell(element.getAttribute('src'), 'image') : undefined;
  if (shown) return shown;
  for (const text of readBackground(element.style.backgroundImage)) {
    const behind = tell(text, 'css-background');
    if (behind) return behind;
  }
  if (element.localName !== 'img') return undefined;
  for (const name of lazy) {
    const later = tell(element.getAttribute(name), 'lazy-attr');
    if (later) return later;
  }
  return undefined;
}
