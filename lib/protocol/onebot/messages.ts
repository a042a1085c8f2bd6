import type { Event } from '../../model/event';
import { type Peer, peerOf } from '../../model/ids';
import { type Fields, fieldsOf, idOf, numberOf, timeOf, wordsOf } from '../json';
import { decodeContent } from './segments';

export type MessageEvent = Extract<Event, { kind: 'message' }>;

/**
 * A message, pushed or out of a history; undefined where it names no sender, no conversation or no id. `asked` is the
 * conversation that a history was asked of: our own messages in it do not always say to whom they went.
 */
export function decodeMessage(fields: Fields, self: string, asked?: Peer): MessageEvent | undefined {
  const { message, message_id, user_id, time } = fields;
  const sender = fieldsOf(fields.sender) ?? {};
  const from = numberOf(user_id) ?? numberOf(sender.user_id);
  const remoteKey = idOf(message_id);
  const direction = from === self ? 'out' : 'in';
  const peer = asked ?? (from ? peerOfMessage(fields, from, direction) : undefined);
  if (from === undefined || remoteKey === undefined || peer === undefined) return undefined;
  const senderName = nameOf(fields, sender);
  const sentAt = timeOf(time);
  return {
    kind: 'message',
    peer,
    remoteKey,
    sender: from,
    direction,
    ...(senderName && direction === 'in' && { senderName }),
    ...(sentAt !== undefined && { sentAt }),
    ...decodeContent(message ?? fields.raw_message, self),
  };
}

/**
 * In a group people are known by the card they wear there, else by their nick (spec/onebot, Events). An empty card is one
 * that nobody wears: get_group_member_info would tell the same two words, so nobody is asked for it.
 */
function nameOf({ anonymous }: Fields, { card, nickname }: Fields): string | undefined {
  return wordsOf(fieldsOf(anonymous)?.name) ?? wordsOf(card) ?? wordsOf(nickname);
}

function peerOfMessage(fields: Fields, from: string, direction: 'in' | 'out'): Peer | undefined {
  const group = numberOf(fields.group_id);
  if (fields.message_type === 'group') return group ? peerOf('g', group) : undefined;
  const other = direction === 'in' ? from : (numberOf(fields.target_id) ?? from);
  return peerOf(isTemporary(fields) ? 's' : 'u', other);
}

/** Somebody who is no contact and wrote through a group. */
export function isTemporary({ message_type, sub_type }: Fields): boolean {
  return message_type === 'private' && sub_type === 'group';
}

/** The group that a temporary session leads through, where the server says so. */
export function groupOfTemporary(fields: Fields): string | undefined {
  return numberOf(fields.group_id) ?? numberOf(fieldsOf(fields.sender)?.group_id);
}
