import type { AccountChange } from '../onebot/service';
import { ADDINGS, blankProfile, PRESENCES, PROTOCOLS, type Profile } from '../world';
import { type Body, oneOf, optional, parseBody, parseText, parseUin, parseUins, wholeBetween } from './fields';
import { parsePerson } from './known';
import { parseOnebotChange } from './onebot';
import { naming, Refusal } from './refusal';
import type { PostCall, Room } from './room';

/** The two that WebQQ has beside the presences that all protocols know. */
const FINER = ['callme', 'silent'] as const;
const parsePresence = oneOf([...PRESENCES, ...FINER]);
const parseKick = oneOf(['kick', 'drop', 'expire']);
const parseProtocol = oneOf(PROTOCOLS);
const parsePasswordEncoding = oneOf(['utf-8', 'gbk']);
const parseFace = wholeBetween(0, 65_535);
const parseAdding = oneOf(ADDINGS);

/** Makes people, or changes those that are there: one, or a list of which all are good or none is made. */
export const accounts: PostCall = (room, body) => {
  const { list } = body;
  const bodies: Body[] = Array.isArray(list) ? list.map((item, index) => parseBody(item, `[${index}]`)) : [body];
  const profiles = bodies.map((each, index) =>
    naming(Array.isArray(list) ? `[${index}].` : '', () => parseProfile(room, each)),
  );
  const changes = bodies.map((each, index) =>
    naming(Array.isArray(list) ? `[${index}].` : '', () => parseOnebotChange(each)),
  );
  for (const profile of profiles) room.core.world.put(profile);
  return admitAll(room, profiles, changes);
};

/** Opens a port for each number that OneBot serves, and tells which. */
async function admitAll(room: Room, profiles: readonly Profile[], changes: readonly AccountChange[]) {
  const ports: Record<string, number> = {};
  for (const [index, { uin, protocol }] of profiles.entries()) {
    if (protocol === 'webqq') room.webqq.changeAccount(uin, circleOf(changes[index] ?? {}));
    if (protocol === 'onebot') ports[uin] = await room.onebot.admit(uin, changes[index] ?? {});
  }
  const [port] = Object.values(ports);
  return port === undefined ? {} : { port, ports };
}

/** How a person orders and calls their friends, which WebQQ has as well. */
function circleOf({ categories, remarks }: AccountChange) {
  return { ...(categories === undefined ? {} : { categories }), ...(remarks === undefined ? {} : { remarks }) };
}

/** What a body leaves out stays as it was, or is blank. */
function parseProfile(room: Room, body: Body): Profile {
  const uin = parseUin(body, 'uin');
  const known = room.core.world.profile(uin) ?? blankProfile(uin);
  const password = optional(body, 'password', parseText) ?? known.password;
  const adding = optional(body, 'adding', parseAdding) ?? known.adding;
  const details = optional(body, 'details', parseDetails) ?? known.details;
  return {
    uin,
    ...(password === undefined ? {} : { password }),
    passwordEncoding: optional(body, 'passwordEncoding', parsePasswordEncoding) ?? known.passwordEncoding,
    nick: optional(body, 'nick', parseText) ?? known.nick,
    face: optional(body, 'face', parseFace) ?? known.face,
    protocol: optional(body, 'protocol', parseProtocol) ?? known.protocol,
    friends: [...new Set(optional(body, 'friends', parseUins) ?? known.friends)],
    ...(adding === undefined ? {} : { adding }),
    ...(details === undefined ? {} : { details }),
  };
}

/** What somebody tells of themselves: GetInfo's two letters, each with a text, which may be empty. */
function parseDetails(body: Body, field: string): Record<string, string> {
  const told = parseBody(body[field], field);
  return Object.fromEntries(
    Object.entries(told).map(([key, value]) => {
      if (!/^[A-Z]{2}$/.test(key) || ['FC', 'LV', 'UN', 'NK'].includes(key)) {
        throw new Refusal(400, `${key} is none of the letters that GetInfo has for what people tell`, field);
      }
      return [key, value === '' ? '' : parseText(told, key)];
    }),
  );
}

/** A person shows themselves in another way; to protocols that have no word for `callme` and `silent` as online and busy. */
export const presence: PostCall = (room, body) => {
  const uin = parsePerson(room, body, 'uin');
  const state = parsePresence(body, 'state');
  room.webqq.setStatus(uin, state === 'invisible' ? 'hidden' : state);
  return {};
};

/**
 * A person's client loses its place, as if they had signed in elsewhere. HTTP QQ does not tell it by whom. WebQQ's
 * session can be lost in two more ways: `drop`, after which its cookies are good, and `expire`, after which they are not.
 */
export const kick: PostCall = (room, body) => {
  const uin = parsePerson(room, body, 'uin');
  optional(body, 'by', parseText);
  const how = optional(body, 'how', parseKick) ?? 'kick';
  const done =
    how === 'kick'
      ? room.services.filter((service) => service.kick(uin)).length > 0
      : room.webqq.endSessions(uin, how === 'drop' ? 'dropped' : 'expired');
  if (!done) throw new Refusal(409, 'nobody is signed in with this number', 'uin');
  return {};
};
