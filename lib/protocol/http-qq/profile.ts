import {
  bloodTypes,
  longestProfileText,
  mostOtherFields,
  type Profile,
  type ProfileText,
  sexes,
  starSigns,
  zodiacAnimals,
} from '../../model/profile';
import { cutText } from '../json-profile';
import type { Request } from '../protocol';
import { aliveBatch, type HttpQqBatch, type Reading } from './batch';
import { pictureOf } from './decode';
import { gaveUp } from './failure';
import { decodeItem } from './lists';
import { type Decoded, no, type Packet, shorten, yes } from './packet';

/** Which text stands under which two letters (the 2005 text, GetInfo). */
const texts: Readonly<Record<string, ProfileText>> = {
  AD: 'address',
  CT: 'city',
  CY: 'country',
  EM: 'email',
  HP: 'homepage',
  JB: 'job',
  MO: 'mobile',
  PC: 'postcode',
  PH: 'phone',
  PR: 'about',
  PV: 'province',
  RN: 'realName',
  SC: 'school',
};

/** Codes count from 1, with 0 for nothing told; sex counts from 0 (spec/http-qq, Codes). */
const tables = {
  SX: { name: 'sex', words: sexes, first: 0 },
  BT: { name: 'blood', words: bloodTypes, first: 1 },
  CO: { name: 'sign', words: starSigns, first: 1 },
  SH: { name: 'zodiac', words: zodiacAnimals, first: 1 },
} as const;

/** What says nothing about the person, or stands elsewhere. */
const aside = ['VER', 'CMD', 'SEQ', 'UIN', 'RES', 'LV', 'UN', 'NK', 'FC'];

/** GetInfo of any level. Fields come in any order and number; what is not understood is kept as it came. */
export function decodeProfile(packet: Packet, number: string): Decoded<Profile> {
  const about = packet.fields.get('UN');
  if (about === undefined) return no('garbled', 'UN missing');
  if (about !== number) return no('garbled', `it tells of UN=${shorten(about)}, not of ${number}`);
  const cut: string[] = [];
  const told: Record<string, string> = {};
  const others: [string, string][] = [];
  const known: Record<string, string | number> = {};
  for (const [key, raw] of packet.fields) {
    if (aside.includes(key)) continue;
    const text = keep(Object.hasOwn(texts, key) ? (texts[key] as string) : key, decodeDetail(raw), cut);
    const table = Object.hasOwn(tables, key) ? tables[key as keyof typeof tables] : undefined;
    const word = table?.words[Number(text) - table.first];
    if (Object.hasOwn(texts, key)) told[texts[key] as string] = text;
    else if (table && /^\d{1,3}$/.test(text) && word !== undefined) known[table.name] = word;
    else if (key === 'AG' && /^[1-9]\d{0,2}$/.test(text)) known.age = Number(text);
    // 0 is how tables and ages say nothing; MT=0, CV=%01 and ID=- stand in every profile and have no meaning known to us.
    else if (!((table || key === 'AG') && text === '0') && text !== '' && others.length < mostOtherFields)
      others.push([key, text]);
  }
  const nick = keep('nick', decodeDetail(packet.fields.get('NK') ?? ''), cut).trim();
  const full = Object.fromEntries(Object.entries(told).filter(([, text]) => text.trim() !== ''));
  return yes({
    ...known,
    ...(nick === '' ? {} : { nick }),
    ...pictureOf(packet.fields.get('FC') ?? ''),
    texts: full,
    // Entry by entry: a field may be called __proto__.
    ...(others.length > 0 ? { others: Object.fromEntries(others) } : {}),
    ...(cut.length > 0 ? { cut } : {}),
  });
}

/** One level deeper than the items of lists: `%252c` is a comma, while a line break is `%0d%0a` (spec/http-qq, A3). */
export function decodeDetail(raw: string): string {
  return decodeItem(decodeItem(raw));
}

/** Megabytes are cut where a card ends. */
function keep(name: string, text: string, cut: string[]): string {
  if (text.length > longestProfileText) cut.push(name);
  return cutText(text);
}

/** GetInfo carried out. */
export function acceptProfile(reading: Reading, to: Request, packet: Packet): HttpQqBatch {
  const { want } = to;
  if (want.kind !== 'profile') return aliveBatch(reading);
  const profile = decodeProfile(packet, want.number);
  if (!profile.ok) return gaveUp(reading, want, profile.trouble);
  const brief = want.brief ? { brief: true as const } : {};
  return aliveBatch(reading, {
    events: [{ kind: 'profile', number: want.number, profile: profile.value, ...brief }],
  });
}
