import { deliver, deliverToGroup } from '../delivery';
import { plainText } from '../onebot/params';
import type { Message } from '../world';
import { type Body, optional, parseBody, parseText } from './fields';
import { parseMembership, parsePerson } from './known';
import { parseSegments } from './onebot';
import { naming, Refusal } from './refusal';
import type { PostCall, Room } from './room';

/**
 * A person writes to another, to a group, or by way of a group to somebody in it. Of a list all is said, in order, or
 * nothing.
 */
export const say: PostCall = (room, body) => {
  const { list } = body;
  if (!Array.isArray(list)) {
    const { id } = parseSaying(room, body)();
    const messageIds = room.onebot.messageIds(id);
    return { id, ...(Object.keys(messageIds).length === 0 ? {} : { messageIds }) };
  }
  if (list.length === 0) throw new Refusal(400, 'the list is empty');
  const sayings = list.map((item, index) => naming(`[${index}].`, () => parseSaying(room, parseBody(item))));
  const ids = list.flatMap((item: Body) => item.id ?? []);
  if (new Set(ids).size < ids.length) throw new Refusal(409, 'an id is in the list twice', 'id');
  return { ids: sayings.map((saying) => saying().id) };
};

/** Understands one saying whole; the answer says it. */
function parseSaying(room: Room, body: Body): () => Message {
  const from = parsePerson(room, body, 'from');
  const group = optional(body, 'group', (each, field) => parseMembership(room, each, field, from));
  const to = group !== undefined && body.to === undefined ? undefined : parsePerson(room, body, 'to');
  const segments = optional(body, 'segments', parseSegments);
  const text = optional(body, 'text', parseText) ?? (segments ? plainText(segments) : parseText(body, 'text'));
  const id = optional(body, 'id', parseText);
  if (id !== undefined && room.core.ledger.knows(id)) throw new Refusal(409, 'this id was used already', 'id');
  const content = { from, text, ...(id === undefined ? {} : { id }), ...(segments === undefined ? {} : { segments }) };
  if (to !== undefined) return () => deliver(room.core, { ...content, to, ...(group ? { group: group.gid } : {}) });
  if (group !== undefined) return () => deliverToGroup(room.core, group, content);
  throw new Refusal(400, 'to or group is needed', 'to');
}
