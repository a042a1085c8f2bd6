import { type Box, markBox, planBox } from './box';
import type { Look } from './draw';
import { createFace } from './face';
import type { Found } from './find';
import type { Words } from './words';

/** A button in its picture's place. */
export interface Placed {
  readonly host: HTMLElement;
  show(look: Look): void;
  /** Puts it back where a page dropped it. */
  restore(): void;
  /** Takes it away again; the picture is as it was. */
  remove(): void;
}

/** Where and how large, read off the page before anything is written: one layout for a hundred buttons. */
export interface Spot {
  readonly box: Box;
  readonly place: string;
}

/** What of a picture's own style decides how it lies among its neighbours. */
const lying = ['vertical-align', 'float', 'margin'] as const;
const pinned = ['position', 'inset', 'z-index'] as const;
const noChildren = /^(img|input|[hb]r|canvas|select|t(r|[abhf]..+))$/;

/** A picture is replaced beside its element; what is no picture holds its button: a link too, with a picture's address. */
const holds = ({ element, via }: Found) =>
  via === 'mark' ||
  (via === 'image' && element.localName === 'a') ||
  (via === 'css-background' && !noChildren.test(element.localName));

/** Reads only. */
export function findSpot(found: Found): Spot {
  const { element, style, via } = found;
  const beside = ';margin:0 2px;vertical-align:middle';
  if (via === 'mark') return { box: markBox, place: beside };
  if (via === 'image' && holds(found)) return { box: planBox(style, {}), place: beside };
  const computed = getComputedStyle(element);
  if (holds(found)) {
    const box = planBox(style, {});
    return { box, place: behindText(element, box, computed) };
  }
  const copied = [...lying, ...(/absolute|fixed/.test(computed.position) ? pinned : [])];
  const place = copied.map((name) => `;${name}:${computed.getPropertyValue(name)}`).join('');
  // What the author hid stays hidden.
  return {
    box: planBox(style, declaredSize(element)),
    place: computed.display === 'none' ? `${place};display:none` : place,
  };
}

/** Writes only. */
export function placeButton(found: Found, { box, place }: Spot, words: Words): Placed {
  const { element, number, via } = found;
  const face = createFace(element.ownerDocument, number, box, place, words);
  const before = element.getAttribute('style');
  const inside = holds(found);
  const insert = () => (inside ? element.prepend(face.host) : element.after(face.host));
  // A link that holds its button stays to be seen.
  const hides = via === 'css-background' ? 'background-image' : inside ? undefined : 'display';
  if (hides) element.style.setProperty(hides, 'none', 'important');
  insert();
  return {
    host: face.host,
    show: face.show,
    restore: insert,
    remove() {
      face.host.remove();
      if (before === null) element.removeAttribute('style');
      else element.setAttribute('style', before);
    },
  };
}

/** The size in the markup, or that of the picture where one was loaded; a picture that is gone has none. */
function declaredSize(element: HTMLElement): { width?: number | undefined; height?: number | undefined } {
  const side = (name: 'width' | 'height') => {
    const [, digits] =
      /^\s*(\d+)(?:\.\d+)?(?:px)?\s*$/.exec(element.style[name] || element.getAttribute(name) || '') ?? [];
    return digits === undefined ? undefined : Number(digits);
  };
  const size = { width: side('width'), height: side('height') };
  const picture = element as HTMLImageElement;
  // Asked last: `width` lays the page out, all of it, and most of these pictures are gone.
  if ((size.width ?? size.height) || !(picture.naturalWidth > 4)) return size;
  return { width: picture.width, height: picture.height };
}

const pixels = Number.parseFloat;

/** A button over a background: at the place the picture had, out of the flow, so that no word moves. */
function behindText(element: HTMLElement, box: Box, computed: CSSStyleDeclaration): string {
  const { width, height } = element.getBoundingClientRect();
  const [x = '0%', y = '0%'] = computed.backgroundPosition.split(' ');
  const offset = (at: string, room: number, padding: string) =>
    Math.round((at.endsWith('%') ? Math.max(0, (room * pixels(at)) / 100) : pixels(at) || 0) - pixels(padding));
  const top = offset(y, height - box.height, computed.paddingTop);
  return `;position:absolute;margin:${top}px 0 0 ${offset(x, width - box.width, computed.paddingLeft)}px`;
}
