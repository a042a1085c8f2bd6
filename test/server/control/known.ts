import type { Group } from '../groups';
import type { Account } from '../onebot/accounts';
import { type Body, parseUin } from './fields';
import { Refusal } from './refusal';
import type { Room } from './room';

/** A person who was made. */
export function parsePerson(room: Room, body: Body, field: string): string {
  const uin = parseUin(body, field);
  if (room.core.world.profile(uin) === undefined) throw new Refusal(404, `nobody has the number ${uin}`, field);
  return uin;
}

/** The group of this name in a body, of which `uin` is a member. */
export function parseMembership(room: Room, body: Body, field: string, uin: string): Group {
  const gid = parseUin(body, field);
  const group = room.core.groups.get(gid);
  if (group === undefined) throw new Refusal(404, `no group has the number ${gid}`, field);
  if (room.core.groups.member(gid, uin) === undefined) throw new Refusal(409, `${uin} is not in this group`, field);
  return group;
}

/** A number that OneBot serves. */
export function parseServed(room: Room, body: Body, field: string): Account {
  const account = room.onebot.account(parseUin(body, field));
  if (account === undefined) throw new Refusal(404, 'OneBot does not serve this number', field);
  return account;
}
