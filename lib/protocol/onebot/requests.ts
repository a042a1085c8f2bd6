import type { Event } from '../../model/event';
import type { EpochMs } from '../../model/ids';
import { type Fields, fieldsOf, idOf, numberOf, rowsOf, timeOf, wholeTextOf, wordsOf } from '../json';
import { aliveBatch, type OneBotBatch, type Reading } from './batch';
import type { OneBotCursor } from './cursor';

/**
 * Requests are pushed once, to whoever listens then. The others are asked for by two lists: those about groups, which go on
 * to tell of answered ones, and those that QQ kept back as suspicious. No program lists ordinary requests to be added.
 */
export const groupRequests = 'get_group_system_msg';
export const doubts = 'get_doubt_friends_add_request';
const atOnce = 50;

/** `since`: suspicious ones of before are old ones that nobody was told of. Without it nobody was there before. */
export function withLists(cursor: OneBotCursor, since?: EpochMs): OneBotCursor {
  if (since === undefined) return { ...cursor, asks: [groupRequests] };
  // A line that broke off before it was asked leaves its time to the next.
  const unasked = cursor.asks?.includes(doubts) && cursor.asksSince;
  return { ...cursor, asks: [groupRequests, doubts], asksSince: Math.min(since, unasked || since) };
}

/** The next list to ask for, if there is one. */
export function planLists({ asks = [], lacks }: OneBotCursor) {
  const action = asks.find((name) => !lacks.includes(name));
  return action && { action, params: { count: atOnce } };
}

/** With a look at the server the lists are asked for that are still to be had: a death loses no question. */
export function withQuestions(batch: OneBotBatch): OneBotBatch {
  const { cursor } = batch;
  return cursor.signedIn && planLists(cursor) ? { ...batch, then: [...batch.then, { kind: 'requests' }] } : batch;
}

/** A list came, or cannot be had: without it everything else goes on. */
export function acceptLists(reading: Reading, action: string, data?: unknown): OneBotBatch {
  const { cursor } = reading;
  const after = { ...cursor, asks: cursor.asks?.filter((name) => name !== action) ?? [] };
  const events = action === doubts ? decodeDoubts(data, cursor.asksSince ?? 0) : decodeGroupRequests(data);
  return withQuestions(aliveBatch(reading, { cursor: after, events }));
}

/** The flag is what an answer is addressed to, and with its kind it is the request's identity. */
export function decodeRequest(fields: Fields): Event | undefined {
  const flag = wordsOf(fields.flag);
  if (flag === undefined) return undefined;
  const { user_id, comment } = fields;
  if (fields.request_type === 'friend') return asked(`friend.${flag}`, user_id, comment);
  const kind = fields.sub_type === 'invite' ? 'invite' : 'add';
  const group = numberOf(fields.group_id);
  const [, number] = /^\d+\|(\d+)\|/.exec(flag) ?? [];
  if (group === undefined) return undefined;
  return asked(`${kind}.${flag}`, user_id, comment, { group, ...(number && { also: `${kind}.${number}` }) });
}

/** Two lists, or one whose flags tell which are invitations (SnowLuma: its fifth part). */
function decodeGroupRequests(data: unknown): Event[] {
  const { invited_requests, InvitedRequest, join_requests } = fieldsOf(data) ?? {};
  const invites = (row: Fields) => wholeTextOf(row.flag).split(':')[4] === '2';
  return [
    ...rowsOf(invited_requests ?? InvitedRequest).flatMap((row) => decodeRow(row, 'invite')),
    ...rowsOf(join_requests).flatMap((row) => decodeRow(row, 'add')),
    ...rowsOf(data).flatMap((row) => decodeRow(row, invites(row) ? 'invite' : 'add')),
  ];
}

function decodeRow(row: Fields, kind: 'add' | 'invite'): Event | [] {
  const number = idOf(row.request_id);
  const group = numberOf(row.group_id);
  const flag = wordsOf(row.flag) ?? number;
  if (!flag || !group) return [];
  const key = `${kind}.${flag}`;
  // LLBot's events name it by more than its list does: group|number|type|doubt.
  const also = `${kind}.${group}|${number}`;
  if (row.checked === true) return { kind: 'request-closed', key, also };
  const nick = wordsOf(row.requester_nick) ?? wordsOf(row.invitor_nick);
  // NapCat calls whoever asks the invitor.
  const from = numberOf(row.requester_uin) ?? row.invitor_uin;
  return asked(key, from, row.message, { group, also, ...(nick && { nick }) }) ?? [];
}

function decodeDoubts(data: unknown, since: EpochMs): Event[] {
  return rowsOf(data).flatMap((row) => {
    const flag = wordsOf(row.flag) ?? wordsOf(row.uid);
    const at = timeOf(row.time ?? row.reqTime);
    if (!flag || !at || at < since) return [];
    const nick = wordsOf(row.nick);
    // The flag is a name of whoever asks, the same each time.
    const about = { also: `friend.${flag}`, askedAt: at, yesOnly: true, ...(nick && { nick }) } as const;
    return asked(`doubt.${flag}`, row.uin ?? row.user_id, row.msg, about) ?? [];
  });
}

type Asked = Extract<Event, { kind: 'request' }>;

/** No event tells a name with it; get_stranger_info does (spec/onebot, Actions). */
function asked(key: string, who: unknown, words: unknown, about: Partial<Asked> = {}): Asked | undefined {
  const from = numberOf(who);
  const named = about.nick === undefined && { nameless: true as const };
  const invite = key.startsWith('invite.') && { invite: true as const };
  const text = wordsOf(words, 2000) ?? '';
  return from ? { kind: 'request', key, from, text, ...named, ...invite, ...about } : undefined;
}
