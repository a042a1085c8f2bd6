import type { Presence } from '../../model/presence';
import { decodeItem, isNumber, readCount, splitList, splitTail } from './lists';
import { type Decoded, no, type Packet, shorten, yes } from './packet';
import { decodePresence } from './presence-codes';

export type LoginAnswer =
  | { readonly kind: 'signed-in'; readonly hiMs: number; readonly liMs: number }
  | { readonly kind: 'wrong-password'; readonly said?: string }
  | { readonly kind: 'other'; readonly said: string };

export const usualHiMs = 60_000;
export const usualLiMs = 300_000;

/** RES=0 alone is no success: RS decides (spec/http-qq, Login). */
export function decodeLogin(packet: Packet): Decoded<LoginAnswer> {
  const rs = packet.fields.get('RS');
  if (rs === undefined || !/^\d{1,9}$/.test(rs)) return no('garbled', 'Login without RS');
  const words = decodeItem(packet.fields.get('RA') ?? '').trim();
  if (rs === '0') {
    const hiMs = readSeconds(packet, 'HI') ?? usualHiMs;
    const liMs = readSeconds(packet, 'LI') ?? usualLiMs;
    return yes({ kind: 'signed-in', hiMs, liMs });
  }
  if (rs === '1') return yes({ kind: 'wrong-password', ...(words === '' ? {} : { said: words }) });
  return yes({ kind: 'other', said: words === '' ? `RS=${rs}` : words });
}

/** An interval outside of 5 s to a day is no interval a server can mean. */
function readSeconds(packet: Packet, key: string): number | undefined {
  const value = packet.fields.get(key) ?? '';
  const seconds = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  return seconds >= 5 && seconds <= 86_400 ? seconds * 1000 : undefined;
}

export interface FriendPage {
  readonly numbers: readonly string[];
  readonly last: boolean;
  /** What the server says it handed out; absent where it says nothing. */
  readonly count?: number;
}

/** What every list begins with: whose numbers it holds, and whether more of it is to come. */
function decodeNumbers(packet: Packet): Decoded<Pick<FriendPage, 'numbers' | 'last'>> {
  const fn = readCount(packet, 'FN');
  if (!fn.ok) return fn;
  const numbers = splitList(packet, 'UN');
  if (!numbers.ok) return numbers;
  const stranger = numbers.value.find((number) => !isNumber(number));
  if (stranger !== undefined) return no('garbled', `UN holds ${shorten(stranger)}`);
  return yes({ numbers: numbers.value, last: fn.value === 1 });
}

export function decodeFriendPage(packet: Packet): Decoded<FriendPage> {
  const page = decodeNumbers(packet);
  if (!page.ok) return page;
  const count = packet.fields.has('SN') ? readCount(packet, 'SN') : undefined;
  if (count && !count.ok) return count;
  return yes({ ...page.value, ...(count ? { count: count.value } : {}) });
}

/** Answer to List without TN: only how many there are. */
export function decodeFriendCount(packet: Packet): Decoded<number> {
  return readCount(packet, 'FN');
}

export interface OnlineFriend {
  readonly number: string;
  /** Absent where it is empty or not told. */
  readonly nick?: string;
  /** Absent where nobody can tell whose is whose. */
  readonly state?: Presence;
  /** 1-based; absent where FC is no number. */
  readonly picture?: number;
}
export interface OnlinePage {
  readonly friends: readonly OnlineFriend[];
  readonly last: boolean;
  /** What of the answer could not be read. */
  readonly unsound?: string;
}

/**
 * Query_Stat: parallel lists, of which NK runs to the end. One that ends in mid-item was cut on its way, and the server
 * still has the whole reply. One that is missing or of another length tells nothing of anybody, because none of its items
 * can be given to its owner: it is named, and what stands beside it is taken.
 */
export function decodeOnlinePage(packet: Packet): Decoded<OnlinePage> {
  const page = decodeNumbers(packet);
  if (!page.ok) return page;
  const { numbers, last } = page.value;
  const { length } = numbers;
  const lists = ['FC', 'ST'].map((key) => (packet.fields.has(key) ? splitList(packet, key) : yes(undefined)));
  const cut = lists.find((list) => !list.ok);
  if (cut?.ok === false) return cut;
  const [faces, states] = lists.map((list) => (list.ok && list.value?.length === length ? list.value : undefined));
  const nicks = splitTail(packet, 'NK', length);
  if (!nicks.ok && /[^,]$/.test(packet.fields.get('NK') ?? '')) return nicks;
  const unsound = [...(faces ? [] : ['FC']), ...(states ? [] : ['ST']), ...(nicks.ok ? [] : ['NK'])];
  // The numbers against all the others: it is a number that is missing, or one too many.
  const nobody = unsound.length === 3;
  const friends = (nobody ? [] : numbers).map((number, index) => ({
    number,
    ...decodeNick(nicks.ok ? (nicks.value[index] ?? '') : ''),
    ...pictureOf(faces?.[index] ?? ''),
    ...(states && { state: decodePresence(states[index] ?? '') }),
  }));
  return yes({
    friends,
    last,
    ...(unsound.length > 0 && { unsound: `${unsound.join(', ')} beside ${length} numbers` }),
  });
}

/** A name in a list, absent where it is empty. */
export function decodeNick(raw: string): { nick?: string } {
  const nick = decodeItem(raw).trim();
  return nick === '' ? {} : { nick };
}

/** FC counts three pictures to a face: FC 270 is picture 91 (spec/http-qq, Codes). */
export function pictureOf(fc: string): { picture?: number } {
  return /^\d{1,6}$/.test(fc) ? { picture: Math.floor(Number(fc) / 3) + 1 } : {};
}

export interface Item {
  readonly type: string;
  readonly from: string;
  readonly text: string;
}

/** GetMsgEx: what was taken off the server. MN, MT, UN and MG must agree before one item is believed. */
export function decodeMessages(packet: Packet): Decoded<readonly Item[]> {
  const count = readCount(packet, 'MN');
  if (!count.ok) return count;
  const types = splitList(packet, 'MT');
  if (!types.ok) return types;
  const senders = splitList(packet, 'UN');
  if (!senders.ok) return senders;
  if (types.value.length !== count.value || senders.value.length !== count.value) {
    return no('garbled', `MN=${count.value}, but ${types.value.length} types and ${senders.value.length} senders`);
  }
  const texts = splitTail(packet, 'MG', count.value);
  if (!texts.ok) return texts;
  return yes(
    types.value.map((type, index) => ({
      type,
      from: senders.value[index] ?? '',
      text: decodeItem(texts.value[index] ?? ''),
    })),
  );
}
