import { fieldsOf, numberOf, wordsOf } from '../json';
import { decodeAge, decodeJsonProfile, decodeSex, type ProfileNames } from '../json-profile';
import { aliveBatch, type OneBotBatch, type Reading } from './batch';

/**
 * The standard has user_id, nickname, sex and age (spec/onebot, Actions); the rest is what NapCat and LLBot put beside
 * them, in spellings of their own.
 */
const names: ProfileNames = {
  texts: {
    long_nick: 'about',
    longNick: 'about',
    country: 'country',
    province: 'province',
    city: 'city',
    address: 'address',
    postCode: 'postcode',
    eMail: 'email',
    email: 'email',
    phoneNum: 'phone',
    college: 'school',
  },
  // Presence, which is told elsewhere, and one's own word for them, which the list tells.
  aside: ['user_id', 'uin', 'uid', 'nickname', 'nick', 'sex', 'age', 'status', 'ext_status', 'remark', 'birthday_year'],
};

/** get_stranger_info of somebody, contact or not. One that tells of somebody else lands nowhere (promise 5). */
export function acceptProfile(reading: Reading, number: string, brief: boolean, data: unknown): OneBotBatch {
  const fields = fieldsOf(data);
  const about = numberOf(fields?.user_id) ?? numberOf(fields?.uin);
  if (!fields || about !== number) {
    const detail = fields ? `it tells of ${about ?? 'nobody'}, not of ${number}` : 'no card where a card was asked for';
    return aliveBatch(reading, {
      undecoded: { why: 'garbled', detail },
      outcome: { kind: 'failed', why: 'garbled' },
    });
  }
  const nick = wordsOf(fields.nickname) ?? wordsOf(fields.nick);
  const profile = {
    ...(nick !== undefined && { nick }),
    ...decodeSex(fields.sex),
    ...decodeAge(fields.age),
    ...decodeJsonProfile(fields, names),
  };
  return aliveBatch(reading, {
    events: [{ kind: 'profile', number, profile, ...(brief && { brief: true as const }) }],
  });
}
