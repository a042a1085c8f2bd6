import { type FoundPerson, type PeopleQuery, sexes } from '../../model/profile';
import type { Request } from '../protocol';
import { aliveBatch, type HttpQqBatch, type Reading } from './batch';
import { decodeNick, pictureOf } from './decode';
import type { Param } from './encode';
import { gaveUp } from './failure';
import { isNumber, splitList } from './lists';
import { type Decoded, no, type Packet, shorten, yes } from './packet';
import { decodePresence } from './presence-codes';

/** Finger's parameters: those nobody asks for stay empty (the 2009 text). */
export function encodeQuery({ age, sex, province }: PeopleQuery, after: string | undefined): Param[] {
  return [
    ['AG', age === undefined ? '' : String(age)],
    ['SX', sex === undefined ? '' : String(sexes.indexOf(sex))],
    ['PV', province ?? ''],
    ...(after === undefined ? [] : [['UN', after] as const]),
  ];
}

interface FoundPage {
  readonly people: readonly FoundPerson[];
  readonly after?: string;
  /** What of the answer could not be read. */
  readonly why?: string;
}

/**
 * Finger, whose answer nobody ever recorded: the lists of Query_Stat are the likeliest. Numbers are needed; a list
 * beside them that is missing or of another length tells nothing of anybody, and is named.
 */
export function decodeFound(packet: Packet): Decoded<FoundPage> {
  const numbers = splitList(packet, 'UN');
  if (!numbers.ok) return numbers;
  const stranger = numbers.value.find((number) => !isNumber(number));
  if (stranger !== undefined) return no('garbled', `UN holds ${shorten(stranger)}`);
  const unsound: string[] = [];
  const beside = (key: string): readonly string[] => {
    const list = splitList(packet, key);
    if (list.ok && list.value.length === numbers.value.length) return list.value;
    unsound.push(key);
    return [];
  };
  const [faces, states, nicks] = [beside('FC'), beside('ST'), beside('NK')];
  const people = numbers.value.map((number, index) => ({
    number,
    ...decodeNick(nicks[index] ?? ''),
    ...pictureOf(faces[index] ?? ''),
    presence: decodePresence(states[index] ?? ''),
  }));
  const last = numbers.value.at(-1);
  return yes({
    people,
    // FN=1 is the last page; a server that says nothing of pages has one.
    ...(packet.fields.get('FN') === '0' && last !== undefined ? { after: last } : {}),
    ...(unsound.length > 0 ? { why: `${unsound.join(', ')} beside ${numbers.value.length} numbers` } : {}),
  });
}

/** Finger carried out. */
export function acceptFound(reading: Reading, { want }: Request, packet: Packet): HttpQqBatch {
  const page = decodeFound(packet);
  if (!page.ok) return gaveUp(reading, want, page.trouble);
  return aliveBatch(reading, { found: page.value });
}
