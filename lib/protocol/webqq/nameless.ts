import type { Event } from '../../model/event';
import { type EpochMs, peerOf } from '../../model/ids';
import { type Listed, type Nameless, realOf, type WebQqCursor } from './cursor';

/** The oldest go first: what is told apart from others by nothing else need not be remembered for ever. */
const mostNameless = 100;
/** A number that the server would not tell is asked for again this long after. */
const againMs = 5 * 60_000;

/** Remembers where somebody's messages are stored whose number is not known. */
export function withNameless(cursor: WebQqCursor, key: string, peer: Nameless['peer'], now: EpochMs): WebQqCursor {
  const { nameless = [], life } = cursor;
  if (nameless.some((one) => one.peer === peer)) return cursor;
  const entry = entryOf(cursor, key);
  const one: Nameless = { peer, key, life, at: now, ...(entry !== undefined && { entry }) };
  return { ...cursor, nameless: [...nameless, one].slice(-mostNameless) };
}

/** A number of this sign-in to be asked for once more. */
export function namelessNeed({ nameless = [], life, numbers }: WebQqCursor, now: EpochMs): string | undefined {
  return nameless.find((one) => one.life === life && !numbers[one.key] && (one.at > now || now - one.at >= againMs))
    ?.key;
}

/** Written down as it is asked for. */
export function noteAsked(cursor: WebQqCursor, key: string, now: EpochMs): WebQqCursor {
  if (!cursor.nameless?.some((one) => one.key === key)) return cursor;
  return { ...cursor, nameless: cursor.nameless.map((one) => (one.key === key ? { ...one, at: now } : one)) };
}

/** Those whose numbers are known by now, and whose messages thus have a place. */
export function recognise(cursor: WebQqCursor): { readonly cursor: WebQqCursor; readonly events: readonly Event[] } {
  const { nameless, ...others } = cursor;
  if (nameless === undefined) return { cursor, events: [] };
  const events: Event[] = [];
  const left = nameless.filter((one) => {
    const number = realOf(cursor, one.life === cursor.life ? one.key : (keyOf(cursor, one) ?? ''));
    if (number === undefined) return true;
    events.push({ kind: 'peer-known', was: one.peer, is: peerOf(one.key.startsWith('g') ? 'g' : 'u', number) });
    return false;
  });
  if (events.length === 0) return { cursor, events };
  return { cursor: left.length > 0 ? { ...others, nameless: left } : others, events };
}

/** Who stands on this sign-in's list as they did on theirs, and nobody else does. */
function keyOf(cursor: WebQqCursor, { key, entry }: Nameless): string | undefined {
  if (entry === undefined) return undefined;
  const kind = key.slice(0, 1);
  const same = listOf(cursor, kind).filter((listed) => describe(listed) === entry);
  return same.length === 1 && same[0] ? kind + same[0].id : undefined;
}

function entryOf(cursor: WebQqCursor, key: string): string | undefined {
  const list = listOf(cursor, key.slice(0, 1));
  const own = list.find(({ id }) => id === key.slice(1));
  const entry = own && describe(own);
  return entry !== undefined && list.filter((listed) => describe(listed) === entry).length === 1 ? entry : undefined;
}

function listOf({ friends, groups }: WebQqCursor, kind: string): readonly Listed<object>[] {
  return kind === 'g' ? groups : friends;
}

/** All that a list says of somebody but their number: names, category and picture. Groups have a code of the session's. */
function describe(listed: Listed<object>): string | undefined {
  const {
    id: _,
    code: __,
    ...said
  } = listed as Listed<{ code?: string; nick?: string; remark?: string; name?: string }>;
  return said.nick || said.remark || said.name ? JSON.stringify(said, Object.keys(said).toSorted()) : undefined;
}
