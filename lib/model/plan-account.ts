import { paletteSize } from './account';
import type { RealNumber } from './ids';

/** The first free colour in giving order; from the 13th account on colours repeat and the tag is the identity. */
export function planColour(taken: readonly number[]): number {
  for (let colour = 1; colour <= paletteSize; colour++) if (!taken.includes(colour)) return colour;
  return (taken.length % paletteSize) + 1;
}

/** A name that a server proposes, fit to be an account's: one line, 60 characters, nothing that turns text about. */
export function planAccountName(proposed: string): string {
  const line = proposed
    .slice(0, 400)
    .replace(/(?!\u200d)\p{Cf}/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ');
  return [...line.trim()].slice(0, 60).join('').trim();
}

/** The first character of the name that no other account has, then of the number, then any letter or digit. */
export function planTag(name: string, uin: RealNumber, taken: readonly string[]): string {
  const candidates = [...name.toUpperCase(), ...[...uin].reverse(), ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
  return candidates.find((c) => c.trim() !== '' && !taken.includes(c)) ?? '?';
}
