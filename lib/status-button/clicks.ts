import type { OpenKind } from '../model/frame-call';
import type { RealNumber } from '../model/ids';
import { isEnterprise, isNumber, readHandler, readLink } from './match';

/** Whom a click on a picture is for. */
export interface Aim {
  readonly number: RealNumber;
  readonly kind: OpenKind;
}

/** Where a page's script stands that opens a window; an address with none was read before. */
const handlers = ['onclick', 'onmousedown', 'onmouseup', 'href'] as const;

/**
 * The number that the page's own link or handler leads to; the picture's where it leads to nobody. Undefined where the
 * click is not ours: the link leads to another page, or to an enterprise, which no account can write to.
 */
export function aimOf(element: HTMLElement, picture: RealNumber): Aim | undefined {
  const href = element.closest('a[href],area[href]')?.getAttribute('href');
  const link = readLink(href ?? '');
  if (link === 'other') return undefined;
  const named = isNumber(link) ? link : numberInHandlers(element);
  const number = named ?? picture;
  if (isEnterprise(number)) return undefined;
  return { number, kind: number === picture ? 'same' : 'differs' };
}

function numberInHandlers(element: HTMLElement): RealNumber | undefined {
  const code = (at: Element | null) => handlers.map((name) => at?.getAttribute(name)).join();
  return readHandler(code(element)) ?? readHandler(code(element.closest('a,[onclick],[onmousedown]')));
}

/** A person's plain click with the first button: everything else is the page's. */
export function isPlain(event: MouseEvent): boolean {
  const changed = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  return event.isTrusted && event.button === 0 && !changed;
}

/** A button has to be under the pointer for so long, and to be at least so much of it seen: of 1, and in px. */
const settledMs = 300;
const leastOpacity = 0.5;
const leastSide = 8;
/** Neither cut out nor blended into its ground, and what is filtered can still be read: in grey, say, as whole pages are. */
const seen = /^none none normal (?!.*(blur|bri|con|url))/;

/**
 * Whether a person can see what they click: the page neither moved it under the pointer a moment ago nor made it
 * invisible or tiny, cut it out or blended it into its ground (attacks 1 and 3). What lies above it and lets clicks through nobody can tell: a click therefore only
 * ever opens a window of ours.
 *
 * @param since when the page brought it under the pointer, in ms of `timeStamp`; 0 where the pointer came to it
 */
export function isInPlainSight(host: Element, event: MouseEvent, since: number): boolean {
  if (since > 0 && event.timeStamp - since < settledMs) return false;
  const { width, height } = host.getBoundingClientRect();
  if (Math.min(width, height) < leastSide) return false;
  let opacity = 1;
  for (let at: Element | null = host; at; at = at.parentElement) {
    const { clipPath, filter, maskImage, mixBlendMode, opacity: own } = getComputedStyle(at);
    if (!seen.test(`${clipPath} ${maskImage} ${mixBlendMode} ${filter}`)) return false;
    opacity *= Number(own) * Number(/opacity\(([\d.]+)/.exec(filter)?.[1] ?? 1);
  }
  return opacity >= leastOpacity;
}
