import type { OpenKind } from '../model/frame-call';
import type { RealNumber } from '../model/ids';
import { isEnterprise, isNumber, readHandler, readLink } from './match';

/** Whom a click on a picture is for. */
export interface Aim {
  readonly number: RealNumber;
  readonly kind: OpenKind;
}

const handlers = ['onclick', 'onmousedown', 'onmouseup'] as const;

/**
 * The number that the page's own link or handler leads to; the picture's where it leads to nobody. Undefined where the
 * click is not ours: the link leads to another page, or to an enterprise, which no account can write to.
 */
export function aimOf(element: HTMLElement, picture: RealNumber): Aim | undefined {
  const href = element.closest('a[href],area[href]')?.getAttribute('href');
  const link = readLink(href ?? '');
  if (link === 'elsewhere') return undefined;
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
