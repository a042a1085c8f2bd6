import { GROUP_KINDS, GROUP_ROLES, type Member } from '../groups';
import type { RequestKind } from '../onebot/requests';
import { type Body, oneOf, optional, parseBody, parseText, parseUin } from './fields';
import { parseMembership, parsePerson } from './known';
import { Refusal } from './refusal';
import type { PostCall, Room } from './room';

const parseGroupKind = oneOf(GROUP_KINDS);
const parseRole = oneOf(GROUP_ROLES);
const parseKind = oneOf(['add', 'invite', 'doubt']);
const parseDecision = oneOf(['0', '1', '2', '3']);

/** Makes a group or changes one; its members must be there. */
export const groups: PostCall = (room, body) => {
  const gid = parseUin(body, 'gid');
  const known = room.core.groups.get(gid);
  const name = optional(body, 'name', parseText) ?? known?.name ?? gid;
  const members = optional(body, 'members', (each, field) => parseMembers(room, each, field)) ?? known?.members ?? [];
  const kind = optional(body, 'kind', parseGroupKind) ?? known?.kind ?? 'group';
  room.core.groups.put({ gid, kind, name, members });
  return {};
};

/** A member is a number, or a number with a card and a role. */
function parseMembers(room: Room, body: Body, field: string): Member[] {
  const list = body[field];
  if (!Array.isArray(list)) throw new Refusal(400, `${field} must be a list`, field);
  return list.map((item) => {
    const member = typeof item === 'string' ? { uin: item } : parseBody(item, field);
    const card = optional(member, 'card', parseText) ?? '';
    return { uin: parsePerson(room, member, 'uin'), card, role: optional(member, 'role', parseRole) ?? 'member' };
  });
}

/**
 * Somebody asks to be added, with `kind: doubt` as one whom QQ finds suspicious; with `group`, to join one that `to` looks
 * after, or `to` into it (`kind: invite`).
 */
export const request: PostCall = (room, body) => {
  const from = parsePerson(room, body, 'from');
  const to = parsePerson(room, body, 'to');
  const text = optional(body, 'text', parseText) ?? '';
  const kind: RequestKind = optional(body, 'kind', parseKind) ?? 'add';
  const group = optional(body, 'group', (each, field) =>
    parseMembership(room, each, field, kind === 'add' ? to : from),
  );
  const protocol = room.core.world.profile(to)?.protocol;
  if (protocol === 'webqq' && kind === 'add') {
    room.webqq.ask({ to, from, text, ...(group === undefined ? {} : { group: group.gid }) });
    return {};
  }
  if (protocol === 'http-qq' && group === undefined) {
    room.httpQq.ask(from, to, text);
    return {};
  }
  if (protocol !== 'onebot') throw new Refusal(501, 'not built for this protocol', 'to');
  if (kind === 'doubt') return { flag: room.onebot.ask(to, { kind, from, text }) };
  if (group === undefined) return { flag: room.onebot.ask(to, { kind: 'friend', from, text }) };
  return { flag: room.onebot.ask(to, { kind, from, group: group.gid, text }) };
};

/** A person answers a request to be added. OneBot knows only of the yes: they are friends now. */
export const answer: PostCall = (room, body) => {
  const from = parsePerson(room, body, 'from');
  const to = parsePerson(room, body, 'to');
  const decision = parseDecision(body, 'cd');
  const text = optional(body, 'text', parseText) ?? '';
  const protocol = room.core.world.profile(to)?.protocol;
  if (protocol === 'webqq') room.webqq.answer(from, to, decision === '0', text);
  else if (protocol === 'http-qq') room.httpQq.answer(from, to, decision === '0', text);
  else if (decision === '0') room.onebot.befriend(from, to);
  return {};
};

/** A message is taken back, by its sender or by whoever looks after the group. */
export const recall: PostCall = (room, body) => {
  const id = parseText(body, 'id');
  const by = parsePerson(room, body, 'by');
  if (!room.onebot.recall(id, by)) throw new Refusal(404, 'nobody has a message of this id', 'id');
  return {};
};
