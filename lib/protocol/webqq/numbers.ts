import type { Event } from '../../model/event';
import { type EpochMs, isNameless, namelessPeer, peerOf } from '../../model/ids';
import type { Presence } from '../../model/presence';
import { realOf, type Stranger, type WebQqCursor } from './cursor';
import type { Item } from './items';
import { namelessNeed, withNameless } from './nameless';

/** A number that the server would not tell is asked for this often, before what waits for it goes on without. */
const mostTries = 3;
/** A group's names are not asked for again sooner. */
const namesAgeMs = 10 * 60_000;

export type Need =
  /** `key`: `p` or `g` and the session number. */
  | { readonly kind: 'number'; readonly key: string }
  | { readonly kind: 'names'; readonly scene: 'g' | 'd'; readonly group: string; readonly code: string }
  | ({ readonly kind: 'leave-to-write'; readonly number: string } & Stranger);

/** What is to be asked next about people and groups; undefined where all is known that can be. */
export function nextNeed(cursor: WebQqCursor, now: EpochMs): Need | undefined {
  for (const item of cursor.waiting) {
    const key = keysOf(item).find((each) => isOpen(cursor, each));
    if (key) return { kind: 'number', key };
    const names = namesNeed(cursor, item, now);
    if (names) return names;
  }
  const again = namelessNeed(cursor, now);
  if (again !== undefined) return { kind: 'number', key: again };
  for (const [number, way] of Object.entries(cursor.strangers)) {
    if (way.signature === undefined) return { kind: 'leave-to-write', number, ...way };
  }
  if (cursor.asks <= 0) return undefined;
  const { friends, groups } = cursor;
  const keys = [...groups.map(({ id }) => `g${id}`), ...friends.map(({ id }) => `p${id}`)];
  const key = keys.find((each) => isOpen(cursor, each));
  return key === undefined ? undefined : { kind: 'number', key };
}

function isOpen({ numbers, tried }: WebQqCursor, key: string): boolean {
  return !numbers[key] && (tried[key] ?? 0) < mostTries;
}

/** In a group people are known by the card they wear there, else by their nick; only its own list tells. */
function namesNeed({ groups, names, namesAt }: WebQqCursor, item: Item, now: EpochMs): Need | undefined {
  if (item.kind !== 'message' || !item.writer || item.own || names[nameKey(item.id, item.writer)]) return undefined;
  const code = item.scene === 'd' ? item.id : groups.find(({ id }) => id === item.id)?.code;
  const asked = namesAt[item.id];
  if (code === undefined || (asked !== undefined && asked <= now && now - asked < namesAgeMs)) return undefined;
  return { kind: 'names', scene: item.scene === 'd' ? 'd' : 'g', group: item.id, code };
}

/** Somebody in one group, by session numbers: the same person may wear another card in the next. */
export function nameKey(group: string, writer: string): string {
  return `${group} ${writer}`;
}

/** The session numbers that must be known before an item can be stored. */
function keysOf(item: Item): string[] {
  switch (item.kind) {
    case 'message': {
      const writer = item.writer && !item.own ? [`p${item.writer}`] : [];
      if (item.scene === 'd') return writer;
      if (item.scene === 'g') return [`g${item.id}`, ...writer];
      return item.number === undefined ? [`p${item.id}`] : [];
    }
    case 'presence':
    case 'answered':
      return [`p${item.id}`];
    case 'join-request':
      return [`g${item.group}`, `p${item.id}`];
    default:
      return [];
  }
}

/**
 * Lets go of what waits and need not any longer, in its order. `all`: the sign-in ends, and its numbers with it, so
 * what is still unknown stays so: it is stored under the number it came with.
 */
export function letGo(
  cursor: WebQqCursor,
  self: string,
  now: EpochMs,
  all = false,
): { readonly cursor: WebQqCursor; readonly events: readonly Event[] } {
  if (cursor.waiting.length === 0) return { cursor, events: [] };
  const waiting: Item[] = [];
  const events: Event[] = [];
  // Behind one that waits, its whole conversation waits.
  const held = new Set<string>();
  let after = cursor;
  for (const item of cursor.waiting) {
    const place = 'scene' in item ? `${item.scene}${item.id}` : '';
    const open = keysOf(item).some((key) => isOpen(cursor, key)) || namesNeed(cursor, item, now) !== undefined;
    if (!all && (open || (place !== '' && held.has(place)))) {
      held.add(place);
      waiting.push(item);
    } else {
      const told = eventsOf(cursor, item, self);
      events.push(...told);
      after = noteNameless(after, item, told, now);
    }
  }
  return { cursor: { ...after, waiting }, events };
}

function noteNameless(cursor: WebQqCursor, item: Item, told: readonly Event[], now: EpochMs): WebQqCursor {
  const [event] = told;
  if (item.kind !== 'message' || event?.kind !== 'message' || !isNameless(event.peer)) return cursor;
  return withNameless(cursor, `${item.scene === 'g' ? 'g' : 'p'}${item.id}`, event.peer, now);
}

function eventsOf(cursor: WebQqCursor, item: Item, self: string): Event[] {
  const person = (id: string) => realOf(cursor, `p${id}`);
  switch (item.kind) {
    case 'message':
      return [messageOf(cursor, item, self)];
    case 'presence': {
      const number = person(item.id);
      return number ? [{ kind: 'presence', number, state: decodePresence(item.status), source: 'pushed' }] : [];
    }
    case 'answered': {
      const from = person(item.id);
      return from ? [{ kind: 'request-answered', from, accepted: item.accepted, text: item.text }] : [];
    }
    case 'join-request': {
      const [group, from] = [realOf(cursor, `g${item.group}`), person(item.id)];
      if (!group || !from) return [];
      return [{ kind: 'request', key: `join.${group}.${from}`, from, text: item.text, group }];
    }
    case 'friend-request':
      return [{ kind: 'request', key: `friend.${item.number}`, from: item.number, text: item.text, again: true }];
    default:
      return [];
  }
}

function messageOf(cursor: WebQqCursor, item: Extract<Item, { kind: 'message' }>, self: string): Event {
  const { scene, id, own, msgId, sentAt, content, writer } = item;
  const number = item.number ?? realOf(cursor, `${scene === 'g' ? 'g' : 'p'}${id}`);
  // A number that nobody would tell names nobody: the session's own one stands where no real one can be.
  const peer = scene === 'd' ? peerOf('d', id) : number ? peerOf(scene, number) : namelessPeer(id);
  const inGroup = scene === 'g' || scene === 'd';
  const sender = own ? self : inGroup ? (realOf(cursor, `p${writer}`) ?? `0${writer}`) : (number ?? `0${id}`);
  const senderName = writer && !own ? (cursor.names[nameKey(id, writer)] ?? nickOf(cursor, writer)) : undefined;
  // Who is spoken to is called by the card they wear there, and by their nick where they wear none.
  const called = [cursor.nick, cursor.names[nameKey(id, self)]];
  const mention = inGroup && !own && called.some((name) => name && content.text.includes(`@${name}`));
  return {
    kind: 'message',
    peer,
    remoteKey: `${peer}.${msgId}`,
    sender,
    direction: own ? 'out' : 'in',
    ...content,
    ...(senderName && { senderName }),
    ...(sentAt !== undefined && { sentAt }),
    ...(mention && { mention: true as const }),
  };
}

function nickOf({ friends }: WebQqCursor, id: string): string | undefined {
  return friends.find((friend) => friend.id === id)?.nick;
}

/** Names of states on the wire (spec/webqq, B6); whatever is not known is not guessed. */
export function decodePresence(status: unknown): Presence {
  switch (status) {
    case 'online':
    case 'callme':
      return 'online';
    case 'away':
      return 'away';
    case 'busy':
    case 'silent':
      return 'busy';
    case 'offline':
    case 'hidden':
      return 'offline';
    default:
      return 'unknown';
  }
}
