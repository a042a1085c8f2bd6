import type { World } from '../world';
import { shownState } from './shown';

const NUMBER = /^[1-9]\d{4,10}$/;

/**
 * The body of `getonline?Type=1&U1:U2:`, assignments in the order of the request; a number that stands there twice is
 * answered once, which shifts all behind it (spec/web-presence, F4). Undefined where there is no list.
 */
export function answerGetOnline(world: World, query: string): string | undefined {
  const list = query.split('&').find((part) => part.includes(':'));
  if (!/(^|&)type=1(&|$)/i.test(query) || list === undefined) return undefined;
  const numbers = new Set(
    decodeURIComponent(list)
      .split(':')
      .filter((text) => NUMBER.test(text)),
  );
  return [...numbers].map((uin, index) => `online[${index}]=${shownState(world, uin) === 'online' ? 1 : 0};`).join('');
}
