import type { Event } from '../../model/event';
import { type EpochMs, type Peer, peerKind } from '../../model/ids';
import type { OneBotBatch, Reading } from './batch';
import { type Held, type HeldEvent, historyOf, type OneBotCursor } from './cursor';

/**
 * A line that was away brings two things at once: what is written now, and what the history tells of before. Whatever
 * is stored first stands first in its conversation for good (its ordinal is also what a read mark points at, so rows
 * cannot be moved later, and sorting them by `sentAt` when they are shown would hide unread ones above the mark). So
 * a push of a conversation whose history is still to be asked waits for it, in the cursor and not in memory: a death
 * loses nothing. The price is a message shown that much later, and it is bounded: a conversation is held up by one or
 * two answers of the server, and once `longestHoldMs` or the space is used up everything is let go, order or not.
 */
const longestHoldMs = 30_000;
const mostHeld = 500;
/** UTF-16 units of text; the cursor lies in the session row, which every step writes. */
const mostHeldText = 200_000;

/** Puts aside what of a push has to wait; the rest goes on. */
export function holdBack(batch: OneBotBatch, now: EpochMs): OneBotBatch {
  const { cursor } = batch;
  const before = cursor.held?.events ?? [];
  const held = [...before];
  const events = batch.events.filter((event) => {
    if (!waits(event, cursor, held)) return true;
    held.push(event);
    return false;
  });
  if (held.length === before.length) return batch;
  return { ...batch, events, cursor: { ...cursor, held: { since: cursor.held?.since ?? now, events: held } } };
}

function waits(event: Event, cursor: OneBotCursor, held: readonly HeldEvent[]): event is HeldEvent {
  if (event.kind === 'message') return isBehind(cursor, event.peer);
  return (
    event.kind === 'recalled' && held.some((other) => other.kind === 'message' && other.remoteKey === event.remoteKey)
  );
}

/** True while messages of before may still come in for that conversation. */
function isBehind({ signedIn, halted, heardAt, firstAt, catchUp, lacks }: OneBotCursor, peer: Peer): boolean {
  if (halted || peerKind(peer) === 's' || lacks.includes(historyOf(peer))) return false;
  if (!signedIn) return (heardAt ?? firstAt) !== undefined;
  return catchUp !== undefined && (catchUp.peers?.includes(peer) ?? true);
}

/** Lets go of what need not wait any longer, behind what its history told. */
export function letGo(reading: Reading, batch: OneBotBatch): OneBotBatch {
  const { held, ...cursor } = batch.cursor;
  if (!held) return batch;
  const stays = isOver(held, reading.now) || batch.nextAt === 'stop' ? [] : heldStill(cursor, held);
  if (stays.length === held.events.length) return batch;
  const gone = held.events.filter((event) => !stays.includes(event));
  const left = stays.length > 0 ? { ...cursor, held: { ...held, events: stays } } : cursor;
  return { ...batch, cursor: left, events: inOrder([...batch.events, ...gone]) };
}

function heldStill(cursor: OneBotCursor, { events }: Held): HeldEvent[] {
  const behind = events.filter((event) => event.kind === 'message' && isBehind(cursor, event.peer));
  const keys = new Set(behind.map(({ remoteKey }) => remoteKey));
  return events.filter(({ remoteKey }) => keys.has(remoteKey));
}

function isOver({ since, events }: Held, now: EpochMs): boolean {
  const text = events.reduce((sum, event) => sum + (event.kind === 'message' ? event.text.length : 0), 0);
  return now - since > longestHoldMs || now < since || events.length > mostHeld || text > mostHeldText;
}

/** By the server's own time where it wrote one; what came in one second stays as it came. */
function inOrder(events: readonly Event[]): Event[] {
  const timeOf = (event: Event) => (event.kind === 'message' ? (event.sentAt ?? 0) : Number.POSITIVE_INFINITY);
  return [...events].sort((a, b) => (timeOf(a) === timeOf(b) ? 0 : timeOf(a) - timeOf(b)));
}
