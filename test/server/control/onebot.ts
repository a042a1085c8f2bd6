import { SERVINGS } from '../onebot/accounts';
import { FLAVOURS } from '../onebot/flavours';
import type { AccountChange } from '../onebot/service';
import type { Segment } from '../postbox';
import type { Uin } from '../world';
import { type Body, oneOf, optional, parseBody, parseText, parseUins } from './fields';
import { parsePerson, parseServed } from './known';
import { Refusal } from './refusal';
import type { PostCall } from './room';

const parseFlavour = oneOf(FLAVOURS);
const parseServing = oneOf(SERVINGS);

/** What a body of /control/accounts says for OneBot alone. */
export function parseOnebotChange(body: Body): AccountChange {
  const flavour = optional(body, 'flavour', parseFlavour);
  const serves = optional(body, 'serves', parseServing);
  const token = optional(body, 'token', parseToken);
  const categories = optional(body, 'categories', parseCategories);
  const remarks = optional(body, 'remarks', parseRemarks);
  return {
    ...(flavour === undefined ? {} : { flavour }),
    ...(serves === undefined ? {} : { serves }),
    ...(token === undefined ? {} : { token }),
    ...(categories === undefined ? {} : { categories }),
    ...(remarks === undefined ? {} : { remarks }),
  };
}

/** An empty token opens the port to everybody. */
function parseToken(body: Body, field: string): string {
  return body[field] === '' ? '' : parseText(body, field);
}

function parseCategories(body: Body, field: string): { name: string; members: Uin[] }[] {
  const list = body[field];
  if (!Array.isArray(list)) throw new Refusal(400, `${field} must be a list`, field);
  return list.map((item) => {
    const category = parseBody(item, field);
    return { name: parseText(category, 'name'), members: parseUins(category, 'members') };
  });
}

function parseRemarks(body: Body, field: string): Record<Uin, string> {
  const remarks = parseBody(body[field], field);
  return Object.fromEntries(Object.keys(remarks).map((uin) => [uin, parseText(remarks, uin)]));
}

/** A message as segments of OneBot's kinds; what they hold is passed on as it is. */
export function parseSegments(body: Body, field: string): Segment[] {
  const list = body[field];
  if (!Array.isArray(list) || list.length === 0) throw new Refusal(400, `${field} must be a list, not empty`, field);
  return list.map((item, index) => {
    const segment = parseBody(item, `${field}[${index}]`);
    return { type: parseText(segment, 'type'), data: parseBody(segment.data ?? {}, `${field}[${index}]`) };
  });
}

/** Two numbers change places: at each other's port another QQ answers from now on. */
export const exchange: PostCall = (room, body) => {
  const one = parseServed(room, body, 'uin');
  const other = parseServed(room, body, 'by');
  room.onebot.exchange(one, other);
  return { ports: { [one.uin]: other.port, [other.uin]: one.port } };
};

/** Any event at all, for kinds that no other call makes: OneBot's by post_type, a thing of WebQQ's polls by poll_type. */
export const push: PostCall = (room, body) => {
  const { post_type: type, poll_type: pollType, ...fields } = parseBody(body.event, 'event');
  if (typeof pollType === 'string') {
    const uin = parsePerson(room, body, 'uin');
    if (room.core.world.profile(uin)?.protocol !== 'webqq')
      throw new Refusal(404, 'WebQQ does not serve this number', 'uin');
    room.webqq.push(uin, pollType, parseBody(fields.value ?? {}, 'event'));
    return {};
  }
  const account = parseServed(room, body, 'uin');
  if (typeof type !== 'string') throw new Refusal(400, 'event must have a post_type', 'event');
  room.onebot.push(account, type, fields);
  return {};
};
