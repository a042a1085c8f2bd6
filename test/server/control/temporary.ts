import { type Body, optional, parseFlag, parseText, parseUins } from './fields';
import { parsePerson } from './known';
import { Refusal } from './refusal';
import type { PostCall } from './room';

/** A person's choices about temporary sessions, or with `enterprise` who signs in as one and who answers for it. */
export const temporary: PostCall = ({ temporary: service, ...room }, body) => {
  if (body.enterprise !== undefined) {
    const id = parseText(body, 'enterprise');
    service.callees.enterprises.set(id, { id, secret: parseText(body, 'secret'), agents: parseUins(body, 'agents') });
    return {};
  }
  if (body.site !== undefined) {
    service.setSite(parseText(body, 'site'));
    return {};
  }
  const uin = parsePerson({ temporary: service, ...room }, body, 'uin');
  const on = optional(body, 'on', parseFlag);
  const signedOnly = optional(body, 'signedOnly', parseFlag);
  const secret = optional(body, 'secret', parseText);
  const keys = optional(body, 'keys', parseKeys);
  service.callees.change(uin, {
    ...(on === undefined ? {} : { on }),
    ...(signedOnly === undefined ? {} : { signedOnly }),
    ...(secret === undefined ? {} : { secret }),
    ...(keys === undefined ? {} : { keys }),
  });
  return {};
};

/** The service gives out a code of six digits for somebody's links: the given one, or one of its own. */
export const code: PostCall = (room, body) => {
  const uin = parsePerson(room, body, 'uin');
  const made = optional(body, 'code', parseText) ?? String(room.core.clock.now() % 1_000_000).padStart(6, '0');
  if (!/^\d{6}$/.test(made)) throw new Refusal(400, 'a code has six digits', 'code');
  room.temporary.codes.make(uin, made, room.core.clock.now());
  return { code: made };
};

function parseKeys(body: Body, field: string): string[] {
  const value = body[field];
  const isKey = (key: unknown): key is string => typeof key === 'string' && /^[\w-]{16,256}$/.test(key);
  if (!Array.isArray(value) || !value.every(isKey)) {
    throw new Refusal(400, `${field} must be a list of keys of 16 to 256 letters and digits`, field);
  }
  return value;
}
