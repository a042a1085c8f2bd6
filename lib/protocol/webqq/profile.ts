import type { Profile } from '../../model/profile';
import { type Fields, fieldsOf, idOf, wordsOf } from '../json';
import { decodeCode, decodeJsonProfile, decodeSex, type ProfileNames } from '../json-profile';
import { aliveBatch, type Reading, type WebQqBatch } from './batch';
import { unescapeText } from './content';
import { sessionIdOf } from './cursor';

/** get_friend_info2 as it was recorded (spec/webqq, B4). */
const names: ProfileNames = {
  texts: {
    personal: 'about',
    country: 'country',
    province: 'province',
    city: 'city',
    phone: 'phone',
    mobile: 'mobile',
    email: 'email',
    homepage: 'homepage',
    occupation: 'job',
    college: 'school',
    birthday: 'birthday',
  },
  aside: ['uin', 'account', 'nick', 'face', 'gender', 'constel', 'blood', 'shengxiao', 'stat', 'allow', 'client_type'],
};

/** The card of a contact. One that tells of somebody else lands nowhere (promise 5). */
export function acceptProfile(reading: Reading, number: string, brief: boolean, result: unknown): WebQqBatch {
  const fields = fieldsOf(result);
  const id = idOf(fields?.uin);
  if (!fields || id === undefined || id !== sessionIdOf(reading.cursor, 'p', number)) {
    const detail = fields ? `it tells of ${id ?? 'nobody'}` : 'no card where a card was asked for';
    return aliveBatch(reading, {
      undecoded: { why: 'garbled', detail },
      outcome: { kind: 'failed', why: 'garbled' },
    });
  }
  return aliveBatch(reading, {
    events: [{ kind: 'profile', number, profile: decodeProfile(fields), ...(brief && { brief: true as const }) }],
  });
}

/** Words come with the page's escapes, as everywhere in WebQQ. */
function decodeProfile(fields: Fields): Profile {
  const plain = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? unescapeText(value) : value]),
  );
  const { nick, face, gender, constel, blood, shengxiao, birthday } = plain;
  const { year, month, day } = fieldsOf(birthday) ?? {};
  const born = [year, month, day].every((part) => typeof part === 'number' && part > 0 && part < 10_000);
  const called = wordsOf(nick);
  return {
    ...(called !== undefined && { nick: called }),
    ...(Number.isSafeInteger(face) && Number(face) > 0 && { picture: Number(face) }),
    ...decodeSex(gender),
    ...decodeCode('blood', blood),
    ...decodeCode('sign', constel),
    ...decodeCode('zodiac', shengxiao),
    ...decodeJsonProfile({ ...plain, birthday: born ? [year, month, day].join('-') : '' }, names),
  };
}
