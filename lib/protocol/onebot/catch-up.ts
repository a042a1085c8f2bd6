import type { Event } from '../../model/event';
import { type EpochMs, type Peer, peerKind, peerNumber, peerOf } from '../../model/ids';
import { amountOf, fieldsOf, numberOf, rowsOf, timeOf } from '../json';
import type { Want } from '../protocol';
import { aliveBatch, type OneBotBatch, type Reading } from './batch';
import {
  type CatchUp,
  heard,
  historyActions,
  historyOf,
  type OneBotCursor,
  recentAction,
  withLack,
  withPeer,
} from './cursor';
import { isResting, planLists } from './later';
import { decodeMessage } from './messages';
import { withLists } from './requests';

/**
 * A bounded plan: whoever wrote since, at most so many of them at once and the others by and by (later.ts), at most two
 * pages each; what is past it is told.
 */
const mostPeers = 30;
/** So many conversations a server is asked to name; where all of them are young, it may have left out more. */
const mostRecent = 100;
const page = 50;
const longPage = 500;
/** For a history whose page was more than a frame may hold; past so many tries the gap is told instead. */
const lightPage = 10;
const mostTries = 3;

/** The server's clock may run a little behind its own messages. What is read twice is stored once. */
const slackMs = 5_000;

export interface Ask {
  readonly action: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The next question that finds out what was missed, if there is one. */
export function planCatchUp({ catchUp }: OneBotCursor): Ask | undefined {
  if (!catchUp) return undefined;
  const [peer] = catchUp.peers ?? [];
  if (!catchUp.peers) return { action: recentAction, params: { count: mostRecent } };
  const [list] = catchUp.lists ?? [];
  if (!peer) return list === undefined ? undefined : { action: list, params: {} };
  const id = peerKind(peer) === 'g' ? { group_id: peerNumber(peer) } : { user_id: peerNumber(peer) };
  return { action: historyOf(peer), params: { ...id, count: pageOf(catchUp, peer) } };
}

/** Opens the search for what came since the last word of the server; one that a death cut short goes on from its start. */
export function startCatchUp(cursor: OneBotCursor): OneBotCursor {
  const since = cursor.catchUp?.since ?? cursor.offline?.since ?? cursor.heardAt ?? cursor.firstAt;
  const heavy = cursor.catchUp?.heavy;
  const asking = withLists(cursor, since);
  return since === undefined ? asking : goOn({ ...asking, catchUp: { since, ...(heavy && { heavy }) } });
}

/** The search from its start, also for those it has been through; asked on by whoever is asking already. */
export function lookAgain(before: OneBotCursor, since = before.heardAt): { cursor: OneBotCursor; then: Want[] } {
  const { catchUp, heardAt = since } = before;
  const cursor = startCatchUp(since === undefined ? before : { ...before, heardAt: Math.min(since, heardAt ?? since) });
  const then: Want[] = cursor.catchUp && (!catchUp || isResting(catchUp)) ? [{ kind: 'catch-up' }] : [];
  // What was believed once is not judged by the clock again.
  return { cursor: heard(cursor, before.heardAt, before.heardAt ?? 0), then };
}

/** The answer was more than a frame may hold. */
export function withHeavy(cursor: OneBotCursor, asked: Peer | undefined): OneBotCursor {
  const { catchUp } = cursor;
  const [peer] = catchUp?.peers ?? [];
  return catchUp && peer && peer === asked
    ? { ...cursor, catchUp: { ...catchUp, heavy: [...(catchUp.heavy ?? []), peer] } }
    : cursor;
}

function triesOf({ heavy = [] }: CatchUp, peer: Peer): number {
  return heavy.filter((other) => other === peer).length;
}

function pageOf(catchUp: CatchUp, peer: Peer): number {
  if (triesOf(catchUp, peer) > 0) return lightPage;
  return catchUp.longer ? longPage : page;
}

/** A server without a list of recent conversations: those we know of are asked, once its other lists are here. */
function goOn(cursor: OneBotCursor): OneBotCursor {
  const { catchUp } = cursor;
  return catchUp && !catchUp.peers && cursor.lacks.includes(recentAction) && cursor.contactsAt !== undefined
    ? { ...cursor, catchUp: askingKnown(cursor, catchUp) }
    : cursor;
}

function askingKnown(
  { peers, contactsAt }: OneBotCursor,
  catchUp: CatchUp,
): CatchUp & { readonly peers: readonly Peer[] } {
  return { ...catchUp, ...(contactsAt === undefined && { untold: true }), peers };
}

/**
 * Somebody writes whose turn was to come later, or who was not known when the search began on a server that has no list:
 * what they wrote before, while nobody listened, is asked for now.
 */
export function withNewcomer(
  cursor: OneBotCursor,
  before: OneBotCursor,
  peer: Peer,
): { cursor: OneBotCursor; then: Want[] } {
  const { catchUp } = cursor;
  const isNew = cursor.lacks.includes(recentAction) && !before.peers.includes(peer);
  const isLater = catchUp?.later?.includes(peer) === true;
  if (!catchUp?.peers || !(isNew || isLater)) return { cursor, then: [] };
  const later = catchUp.later?.filter((other) => other !== peer);
  const sooner = { ...catchUp, ...(later && { later }), peers: [...catchUp.peers, peer] };
  return { cursor: { ...cursor, catchUp: sooner }, then: isResting(catchUp) ? [{ kind: 'catch-up' }] : [] };
}

export function acceptRecent(reading: Reading, data: unknown): OneBotBatch {
  const { cursor } = reading;
  const catchUp = cursor.catchUp ?? { since: reading.now };
  const listed = rowsOf(data).flatMap(({ chatType, peerUin, msgTime }) => {
    const number = numberOf(peerUin);
    const young = (timeOf(msgTime) ?? Number.POSITIVE_INFINITY) >= catchUp.since - slackMs;
    const chat = amountOf(chatType);
    const kind = chat === 2 ? 'g' : chat === 1 ? 'u' : undefined;
    return number && kind && young ? [peerOf(kind, number)] : [];
  });
  // Who writes at this very moment was heard; the list may be of a moment before.
  const writing = (cursor.held?.events ?? []).flatMap((event) => (event.kind === 'message' ? [event.peer] : []));
  const peers = [...new Set([...writing, ...listed])];
  const untold = listed.length >= mostRecent && { untold: true as const };
  const later = peers.length > mostPeers && { later: peers.slice(mostPeers) };
  return nextPeer(reading, cursor, { ...catchUp, ...untold, ...later, peers: peers.slice(0, mostPeers) });
}

export function acceptHistory(reading: Reading, data: unknown, asked: Peer | undefined): OneBotBatch {
  const { cursor, settings } = reading;
  const { catchUp } = cursor;
  const [peer, ...rest] = catchUp?.peers ?? [];
  if (!catchUp) return aliveBatch(reading);
  // The search began anew while this was under way.
  if (!peer || peer !== asked) return aliveBatch(reading, { then: [{ kind: 'catch-up' }] });
  const rows = rowsOf(fieldsOf(data)?.messages ?? data);
  const messages = rows
    .flatMap((row) => decodeMessage(row, settings.uin, peer) ?? [])
    .sort((a, b) => (a.sentAt ?? 0) - (b.sentAt ?? 0));
  const missed = messages.filter(({ sentAt = catchUp.since }) => sentAt >= catchUp.since - slackMs);
  const size = pageOf(catchUp, peer);
  const reached = missed.length < messages.length || rows.length < size;
  // Older ones must come before younger ones, so a page that is too short is thrown away and asked for anew.
  if (!reached && size === page) {
    const longer = { ...cursor, catchUp: { ...catchUp, longer: true as const } };
    return aliveBatch(reading, { cursor: longer, then: [{ kind: 'catch-up' }] });
  }
  const { longer: _, ...others } = catchUp;
  const listed = missed.length > 0 ? withPeer(cursor, peer) : cursor;
  const known = heard(listed, missed.at(-1)?.sentAt, reading.now);
  return nextPeer(reading, known, { ...others, peers: rest, ...(reached ? {} : { untold: true }) }, missed);
}

/** The question was refused or is not known there. */
export function acceptNoHistory(
  reading: Reading,
  action: string,
  asked: Peer | undefined,
  unsupported: boolean,
): OneBotBatch {
  const cursor = unsupported ? withLack(reading.cursor, action) : reading.cursor;
  const { catchUp } = cursor;
  if (!catchUp) return aliveBatch(reading, { cursor });
  if (action === recentAction) return nextPeer(reading, cursor, askingKnown(cursor, catchUp));
  if (!catchUp.peers || catchUp.peers[0] !== asked) {
    return aliveBatch({ ...reading, cursor }, { then: [{ kind: 'catch-up' }] });
  }
  const { longer: _, ...others } = catchUp;
  return nextPeer(reading, cursor, { ...others, peers: catchUp.peers.slice(1), untold: true });
}

/** On to the next conversation that can be asked; at the end, what could not be had is told as a gap. */
export function nextPeer(
  reading: Reading,
  before: OneBotCursor,
  catchUp: CatchUp & { readonly peers: readonly Peer[] },
  messages: readonly Event[] = [],
): OneBotBatch {
  const peers = catchUp.peers.filter(
    (peer) => !before.lacks.includes(historyOf(peer)) && peerKind(peer) !== 's' && triesOf(catchUp, peer) < mostTries,
  );
  // Without histories nobody can say whether anything was missed; without conversations there was none to miss it in.
  const blind = before.lacks.includes(historyActions.u) && before.lacks.includes(historyActions.g);
  const untold = catchUp.untold || blind || peers.length < catchUp.peers.length;
  if (peers.length > 0) {
    const cursor = { ...before, catchUp: { ...catchUp, peers, ...(untold && { untold }) } };
    return aliveBatch(reading, { cursor, events: messages, then: [{ kind: 'catch-up' }] });
  }
  const lists = catchUp.lists ?? planLists(before, catchUp);
  const { later = [] } = catchUp;
  if (!blind && lists.length + later.length > 0) {
    const cursor = { ...before, catchUp: { ...catchUp, peers, lists, later, ...(untold && { untold }) } };
    return aliveBatch(reading, { cursor, events: messages, then: lists.length > 0 ? [{ kind: 'catch-up' }] : [] });
  }
  const { catchUp: _, ...cursor } = before;
  const gap = (from: EpochMs): Event => ({ kind: 'gap', from, to: Math.max(from, reading.now), why: 'asleep' });
  return aliveBatch(reading, { cursor, events: untold ? [...messages, gap(catchUp.since)] : messages });
}
