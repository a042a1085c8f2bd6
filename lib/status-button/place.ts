import type { ShownState } from '../model/shown-state';
import { type Box, planBox } from './box';
import { createFace, type Words } from './face';
import type { Found } from './find';

/** A button in its picture's place. */
export interface Placed {
  readonly host: HTMLElement;
  show(state: ShownState): void;
  /** Puts it back where a page moved or dropped it. False where there is no place left. */
  restore(): boolean;
  /** Takes it away again; the picture is as it was. */
  remove(): void;
}

/** Where and how large, read off the page before anything is written: one layout for a hundred buttons. */
export interface Spot {
  readonly box: Box;
  readonly place: string;
}

/** What of a picture's own style decides how it lies among its neighbours. */
const lying = ['vertical-align', 'float', 'margin-top', 'margin-right', 'margin-bottom', 'margin-left'] as const;
const pinned = ['position', 'top', 'right', 'bottom', 'left', 'z-index'] as const;
const noChildren = /^(img|input|[hb]r|canvas|select|table|t[bhfr].*)$/;

/** Reads only. */
export function findSpot({ element, style, via }: Found): Spot {
  const computed = getComputedStyle(element);
  if (via === 'css-background' && !noChildren.test(element.localName)) {
    const box = planBox(style, {});
    return { box, place: behindText(element, box, computed) };
  }
  const copied = [...lying, ...(/absolute|fixed/.test(computed.position) ? pinned : [])];
  const place = copied.map((name) => `;${name}:${computed.getPropertyValue(name)}`).join('');
  // What the author hid stays hidden.
  const hidden = element.style.display === 'none' || computed.display === 'none';
  return { box: planBox(style, declaredSize(element)), place: hidden ? `${place};display:none` : place };
}

/** Writes only. */
export function placeButton(found: Found, { box, place }: Spot, words: Words): Placed {
  const { element, number, via } = found;
  const face = createFace(element.ownerDocument, number, box, place, words);
  const before = element.getAttribute('style');
  const inside = via === 'css-background' && !noChildren.test(element.localName);
  const insert = () => (inside ? element.prepend(face.host) : element.after(face.host));
  const property = via === 'css-background' ? 'background-image' : 'display';
  element.style.setProperty(property, 'none', 'important');
  insert();
  return {
    host: face.host,
    show: face.show,
    restore() {
      if (!element.isConnected) return false;
      if (face.host.parentNode !== (inside ? element : element.parentNode)) insert();
      return true;
    },
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
  const { naturalWidth, width, height } = element as HTMLImageElement;
  return (size.width ?? size.height) || !(naturalWidth > 4) ? size : { width, height };
}

const pixels = Number.parseFloat;

/** A button over a background: at the place the picture had, out of the flow, so that no word moves. */
function behindText(element: HTMLElement, box: Box, computed: CSSStyleDeclaration): string {
  const { width, height } = element.getBoundingClientRect();
  const [x = '0%', y = '0%'] = computed.backgroundPosition.split(' ');
  const offset = (at: string, room: number) =>
    at.endsWith('%') ? Math.max(0, (room * pixels(at)) / 100) : pixels(at) || 0;
  const left = offset(x, width - box.width) - pixels(computed.paddingLeft);
  const top = offset(y, height - box.height) - pixels(computed.paddingTop);
  return `;position:absolute;margin:${Math.round(top)}px 0 0 ${Math.round(left)}px`;
}
