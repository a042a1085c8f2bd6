import type { RealNumber } from '../model/ids';
import type { Presence } from '../model/presence';

/** Numbers in one request: the service names no limit, and no address becomes too long (spec/web-presence, F4). */
export const mostAsked = 64;

/** The address to ask, each number once: doubled ones shift all answers behind them. `base` without `?`. */
export function encodeGetOnline(base: string, numbers: readonly RealNumber[]): string {
  return `${base}?Type=1&${numbers.map((number) => `${number}:`).join('')}`;
}

/**
 * Reads `online[0]=1;online[1]=0;`. It is JavaScript to old pages, and text to us: never run. Undefined unless there is
 * one 0 or 1 for each number asked for, in any order and nothing else: half an answer tells nothing.
 */
export function decodeGetOnline(text: string, count: number): Presence[] | undefined {
  const body = text.trim();
  if (body.length > 40 * count || !/^(online\[\d{1,3}\]=[01];?\s*)+$/.test(body)) return undefined;
  const states = new Map<number, Presence>();
  for (const [, index, value] of body.matchAll(/online\[(\d{1,3})\]=([01])/g)) {
    states.set(Number(index), value === '1' ? 'online' : 'offline');
  }
  const all = Array.from({ length: count }, (_, index) => states.get(index));
  return states.size === count && all.every((state) => state !== undefined) ? (all as Presence[]) : undefined;
}
