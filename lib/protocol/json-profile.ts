import {
  bloodTypes,
  longestProfileText,
  mostOtherFields,
  type Profile,
  type ProfileText,
  starSigns,
  zodiacAnimals,
} from '../model/profile';
import type { Fields } from './json';

export interface ProfileNames {
  /** Which words stand under which name; of two for the same, the first that says something. */
  readonly texts: Readonly<Record<string, ProfileText>>;
  /** What says nothing about the person, or is read elsewhere. */
  readonly aside: readonly string[];
}

/** A card in JSON: words that are known by name, and what nobody here understands as it came, bounded. */
export function decodeJsonProfile(fields: Fields, { texts, aside }: ProfileNames): Profile {
  const told: Partial<Record<ProfileText, string>> = {};
  const others: [string, string][] = [];
  const cut: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (aside.includes(name) || !['string', 'number', 'boolean'].includes(typeof value)) continue;
    const full = String(value);
    const text = cutText(full);
    // Nothing, in the ways in which programs say nothing.
    if (text.trim() === '' || value === 0 || value === false) continue;
    const known = Object.hasOwn(texts, name) ? texts[name] : undefined;
    if (known !== undefined && told[known] !== undefined) continue;
    if (known !== undefined) told[known] = text;
    else if (others.length < mostOtherFields) others.push([name.slice(0, 40), text]);
    else continue;
    if (full.length > longestProfileText) cut.push(known ?? name.slice(0, 40));
  }
  return {
    texts: told,
    // Entry by entry: a field may be called __proto__.
    ...(others.length > 0 && { others: Object.fromEntries(others) }),
    ...(cut.length > 0 && { cut }),
  };
}

/** Never between the halves of a character. */
export function cutText(text: string): string {
  return text.slice(0, longestProfileText).replace(/[\uD800-\uDBFF]$/, '');
}

/** Whole years that somebody can have lived. */
export function decodeAge(value: unknown): { age?: number } {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 200 ? { age: value } : {};
}

export function decodeSex(value: unknown): { sex?: 'male' | 'female' } {
  return value === 'male' || value === 'female' ? { sex: value } : {};
}

/** Tables that count from 1, with 0 for nothing told (spec/http-qq, Codes; WebQQ kept them). */
const tables = { blood: bloodTypes, sign: starSigns, zodiac: zodiacAnimals } as const;

/** A code past its table means nothing known to us. */
export function decodeCode<T extends keyof typeof tables>(
  table: T,
  code: unknown,
): { [K in T]?: (typeof tables)[K][number] } {
  const word = typeof code === 'number' ? tables[table][code - 1] : undefined;
  return (word === undefined ? {} : { [table]: word }) as { [K in T]?: (typeof tables)[K][number] };
}
