import type { Unreadable } from './sound';

/** Rows that could not be read, by store and key, in storage.local: the settings say how many. */
export const unreadableKey = 'storeUnreadable';
/** Past this many their number is what matters, not which. */
const most = 1000;

/** Undefined where it is counted already. */
export function addUnreadable(raw: unknown, { store, key }: Unreadable): readonly string[] | undefined {
  const known = readUnreadable(raw);
  const name = `${store} ${key.join(' ')}`;
  return known.includes(name) || known.length >= most ? undefined : [...known, name];
}

export function readUnreadable(raw: unknown): readonly string[] {
  return Array.isArray(raw) ? raw.filter((name) => typeof name === 'string').slice(0, most) : [];
}
