import type { Part } from '../../model/message';
import { amountOf, type Fields, fieldsOf, idOf, numberOf, rowsOf, timeOf, wordsOf } from '../json';
import { type Content, decodeContent, unescapeText } from './content';

/** One thing of a poll, people and groups by their session numbers. Plain data: it may wait in the cursor. */
export type Item =
  | {
      readonly kind: 'message';
      readonly scene: 'u' | 'g' | 'd' | 's';
      /** Session number of the person or group; of a discussion its own. */
      readonly id: string;
      /** The real number, where the server tells it. */
      readonly number?: string;
      readonly writer?: string;
      readonly own?: true;
      readonly msgId: string;
      readonly sentAt?: number;
      readonly content: Content;
      /** A session with a stranger leads through a group (service 0) or discussion (1). */
      readonly through?: { readonly id: string; readonly service: number };
    }
  | { readonly kind: 'presence'; readonly id: string; readonly status: string }
  | { readonly kind: 'friend-request'; readonly number: string; readonly text: string }
  | { readonly kind: 'join-request'; readonly group: string; readonly id: string; readonly text: string }
  | { readonly kind: 'answered'; readonly id: string; readonly accepted: boolean; readonly text: string }
  | { readonly kind: 'kick'; readonly said?: string }
  /** Lists have changed. */
  | { readonly kind: 'stale'; readonly what: 'contacts' | 'groups' }
  /** It came, and this version cannot show it. */
  | { readonly kind: 'unknown'; readonly type: string };

/** Types that tell nothing a person has to know of: somebody types; what became of a file of ours. */
const silent = ['input_notify', 'tips', 'notify_offfile', 'filesrv_transfer'];

/** A poll's result in the order it was said. Batches come newest first (spec/webqq, B7), some servers' oldest first. */
export function decodeItems(result: readonly unknown[], self: string): Item[] {
  const rows = pollRows(result).filter(({ value }) => !isForOther(value, self));
  const ordered = isOldestFirst(rows) ? rows : rows.toReversed();
  return ordered.flatMap(({ type, value }) => decodeItem(type, value, self) ?? []);
}

/** Whether something in it was written to another number: a server, or what stands before it, mixed its clients up. */
export function hasOthers(result: readonly unknown[], self: string): boolean {
  return pollRows(result).some(({ value }) => isForOther(value, self));
}

function pollRows(result: readonly unknown[]) {
  return rowsOf(result).map((row) => ({
    type: wordsOf(row.poll_type, 40) ?? '?',
    value: fieldsOf(row.value) ?? {},
  }));
}

/** The receiver stands there by the real number, save of what this account wrote at another place. */
function isForOther({ from_uin, to_uin }: Fields, self: string): boolean {
  const [from, to] = [idOf(from_uin), idOf(to_uin)];
  return from !== undefined && from !== '0' && from !== self && to !== undefined && to !== self;
}

/** Times tell, and within one second the numbers that a sender counts up from message to message (spec/webqq, B3). */
function isOldestFirst(rows: readonly { readonly type: string; readonly value: Fields }[]): boolean {
  const times = rows.flatMap(({ value }) => timeOf(value.time) ?? []);
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  if (first !== last) return first < last;
  const counts = new Map<string, number>();
  for (const { type, value } of rows) {
    const sender = [type, ...[value.from_uin, value.did, value.send_uin].map(idOf)].join();
    const [before, count] = [counts.get(sender), amountOf(value.msg_id)];
    if (before !== undefined && count !== before) return before < count;
    counts.set(sender, count);
  }
  return false;
}

function decodeItem(type: string, value: Fields, self: string): Item | undefined {
  if (silent.includes(type)) return undefined;
  switch (type) {
    case 'message':
    case 'group_message':
    case 'discu_message':
    case 'sess_message':
      return decodeMessage(type, value, self, decodeContent(value.content)) ?? unknown(type);
    case 'group_web_message':
      return decodeMessage('group_message', value, self, cardOf(value.xml)) ?? unknown(type);
    case 'shake_message':
      return decodeMessage('message', value, self, only({ kind: 'poke' }, '[shake]')) ?? unknown(type);
    case 'file_message':
      return value.mode === 'recv' ? file(type, value, self) : undefined;
    case 'push_offfile':
      return file(type, value, self);
    case 'kick_message': {
      const said = wordsOf(value.reason);
      return { kind: 'kick', ...(said !== undefined && { said }) };
    }
    case 'buddies_status_change': {
      const id = idOf(value.uin);
      return id ? { kind: 'presence', id, status: wordsOf(value.status, 20) ?? '' } : unknown(type);
    }
    case 'buddylist_change':
      return { kind: 'stale', what: 'contacts' };
    case 'system_message':
      return decodeSystem(value);
    case 'sys_g_msg':
      return decodeGroupNews(value);
    default:
      return unknown(type);
  }
}

function decodeMessage(type: string, value: Fields, self: string, content: Content): Item | undefined {
  const [from, to, msgId] = [idOf(value.from_uin), idOf(value.to_uin), idOf(value.msg_id)];
  if (from === undefined || msgId === undefined) return undefined;
  const sentAt = timeOf(value.time);
  const said = { msgId, content, ...(sentAt !== undefined && { sentAt }) };
  if (type === 'group_message' || type === 'discu_message') {
    const discussion = type === 'discu_message';
    const id = discussion ? numberOf(value.did) : from;
    const writer = idOf(value.send_uin);
    if (id === undefined || writer === undefined) return undefined;
    return {
      kind: 'message',
      scene: discussion ? 'd' : 'g',
      id,
      writer,
      ...own(writer === self || writer === '0'),
      ...said,
    };
  }
  // Number 0: written by this account at another place, and the receiver is who it is about (spec/webqq, B7).
  const isOwn = from === '0' || from === self;
  const id = isOwn ? to : from;
  if (id === undefined) return undefined;
  if (type === 'message') return { kind: 'message', scene: 'u', id, ...own(isOwn), ...said };
  const [number, through] = [numberOf(value.ruin), idOf(value.id)];
  return {
    kind: 'message',
    scene: 's',
    id,
    ...own(isOwn),
    ...said,
    ...(number && { number }),
    ...(through && { through: { id: through, service: value.service_type === 1 ? 1 : 0 } }),
  };
}

function decodeSystem(value: Fields): Item | undefined {
  const id = idOf(value.from_uin);
  const text = unescapeText(wordsOf(value.msg, 2000) ?? '');
  switch (value.type) {
    case 'verify_required': {
      const number = numberOf(value.account);
      return number ? { kind: 'friend-request', number, text } : unknown('verify_required');
    }
    case 'verify_pass':
    case 'verify_pass_add':
      return id ? { kind: 'answered', id, accepted: true, text } : undefined;
    case 'verify_rejected':
      return id ? { kind: 'answered', id, accepted: false, text } : undefined;
    case 'added_buddy_sig':
      return { kind: 'stale', what: 'contacts' };
    default:
      return unknown('system_message');
  }
}

function decodeGroupNews(value: Fields): Item {
  const [group, id] = [idOf(value.from_uin), idOf(value.request_uin)];
  if (value.type !== 'group_request_join') return { kind: 'stale', what: 'groups' };
  if (group === undefined || id === undefined) return unknown('sys_g_msg');
  return { kind: 'join-request', group, id, text: unescapeText(wordsOf(value.msg, 2000) ?? '') };
}

function file(type: string, value: Fields, self: string): Item {
  const name = unescapeText(wordsOf(value.name) ?? '');
  return (
    decodeMessage('message', value, self, only({ kind: 'file', ...(name && { name }) }, `[${name || 'file'}]`)) ??
    unknown(type)
  );
}

/** The words of a card that the web page drew; they stand in attributes named s. */
function cardOf(xml: unknown): Content {
  const texts = [...(wordsOf(xml, 4000) ?? '').matchAll(/\ss="([^"]{1,200})"/g)].map(([, text = '']) =>
    unescapeText(text),
  );
  const name = texts.join(' ');
  return only({ kind: 'card', ...(name && { name }) }, `[${name || 'card'}]`);
}

function only(part: Part, text: string): Content {
  return { text, parts: [part] };
}

function own(is: boolean): { readonly own?: true } {
  return is ? { own: true } : {};
}

function unknown(type: string): Item {
  return { kind: 'unknown', type };
}
