import type { World } from '../world';
import { drawButton } from './draw-button';
import { type Shown, shownState } from './shown';

const PICTURE = /^\s*(\d{1,2}):([1-9]\d{4,10})(?::(\d{1,3}))?/;
const FILE = /^\/qconn\/wpa\/button\/button_(old_)?(\d{1,2}?)(?:([01])|_(stop))\.gif$/;

export interface AskedPicture {
  uin: string;
  style: number;
  version: number;
}

/** Reads `p=version:number:style`; the name of the parameter in any case. */
export function parsePa(query: URLSearchParams): AskedPicture | undefined {
  const value = [...query].find(([name]) => name.toLowerCase() === 'p')?.[1] ?? '';
  const [, version, uin, style] = PICTURE.exec(value) ?? [];
  return uin === undefined ? undefined : { uin, version: Number(version), style: Number(style ?? 1) };
}

/**
 * Where `pa` leads to: the last digit is the state, 1 online and 0 offline; a person who allows no telling ends in
 * `_stop` (spec/web-presence, F2). Styles from 41 on are counted from 1 there, older ones have `old_`.
 */
export function nameButton(world: World, { uin, style }: AskedPicture): string {
  const digit = { online: '1', offline: '0', 'not-enabled': '_stop' }[shownState(world, uin)];
  const name = style > 40 ? `button_${style - 40}${digit}` : `button_old_${style}${digit}`;
  return `/qconn/wpa/button/${name}.gif`;
}

/** The picture a path names, or undefined. */
export function readButton(path: string): Buffer | undefined {
  const [whole, old, style, digit] = FILE.exec(path) ?? [];
  if (whole === undefined) return undefined;
  const shown: Shown = digit === '1' ? 'online' : digit === '0' ? 'offline' : 'not-enabled';
  return drawButton(Number(style) + (old === undefined ? 40 : 0), shown);
}
