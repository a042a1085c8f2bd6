import type { RealNumber } from '../model/ids';
import type { Presence } from '../model/presence';

/** The address of one number's picture, in the version and look that most pages asked for. `base` without `?`. */
export function encodePicture(base: string, number: RealNumber): string {
  return `${base}?p=2:${number}:45`;
}

/**
 * Reads the name of the picture that `pa` led to: the last digit is 1 for online and 0 for offline, whatever stands before
 * it (`button_51` is style 45, online); `_stop`: the number tells nobody; older ones say it in words (spec/web-presence, F2).
 * Undefined where it led nowhere that is known.
 *
 * @param url where the request ended
 */
export function decodePicture(url: string): Presence | 'not-enabled' | undefined {
  const name = URL.parse(url)?.pathname.split('/').at(-1) ?? '';
  const [, digit, words] = /^button_(?:old_)?\d{1,2}?(?:([01])|_(stop))\.gif$/.exec(name) ?? [];
  if (words !== undefined || /^\d{1,2}_stop(\.gif)?$/.test(name)) return 'not-enabled';
  const [, old] = /^(?:\d{1,2}|rtx)_(online|offline)\.gif$/.exec(name) ?? [];
  if (digit !== undefined) return digit === '1' ? 'online' : 'offline';
  return old as Presence | undefined;
}
