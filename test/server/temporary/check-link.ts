import type { EpochMs } from '../clock';
import type { Uin } from '../world';
import type { Callee } from './callees';
import { isSame, sealOf, tokenOf } from './proofs';
import { Refused } from './refused';

const NUMBER = /^[1-9]\d{4,10}$/;
const SECONDS = /^\d{1,10}$/;
const WORD = /^[\w.:-]{1,64}$/;

const LONGEST_LIFE_SECONDS = 86_400;
const LONGEST_SOURCE = 64;
/** How far two clocks may be apart. */
const SLACK_MS = 5 * 60_000;

/** What a link of the web kind says, its form checked and nothing else. */
export interface ReadLink {
  uin: Uin;
  source: string;
  asksCode: boolean;
  lifeSeconds?: number;
  signedAt?: number;
}

/** Refuses what is ill-formed. */
export function readLink(query: URLSearchParams): ReadLink {
  const uin = query.get('uin') ?? '';
  const [expire, timestamp] = [query.get('expire') || undefined, query.get('timestamp') || undefined];
  const words = ['autoid', 'menu'].map((name) => query.get(name) || 'yes');
  const sound =
    query.get('tn')?.replace(/\s/g, '') === 'temporary' &&
    NUMBER.test(uin) &&
    [expire, timestamp].every((value) => value === undefined || SECONDS.test(value)) &&
    words.every((word) => WORD.test(word)) &&
    // Two answers to one question: which one was signed would be anybody's guess.
    new Set(query.keys()).size === query.size;
  if (!sound || Number(expire ?? 1) === 0) throw new Refused('ill-formed');
  if (Number(expire ?? 1) > LONGEST_LIFE_SECONDS) throw new Refused('life-too-long');
  return {
    uin,
    source: (query.get('from') ?? '').slice(0, LONGEST_SOURCE),
    asksCode: query.get('code') === '1',
    ...(expire === undefined ? {} : { lifeSeconds: Number(expire) }),
    ...(timestamp === undefined ? {} : { signedAt: Number(timestamp) }),
  };
}

/** Checks every proof that a link carries; one that carries none passes where the person takes such links. */
export function checkProofs(query: URLSearchParams, { secret, signedOnly }: Callee): void {
  const [token, seal] = [query.get('token'), query.get('seal')];
  if (token === null && seal === null) {
    if (signedOnly) throw new Refused('not-signed');
    return;
  }
  if (secret === undefined) throw new Refused(seal === null ? 'wrong-token' : 'wrong-seal');
  const [uin, timestamp] = [query.get('uin') ?? '', query.get('timestamp') ?? ''];
  // The stronger one first: what it covers more is what was most likely changed.
  if (seal !== null && !isSame(seal.toLowerCase(), sealOf(query, secret))) throw new Refused('wrong-seal');
  if (token !== null && !isSame(token.toLowerCase(), tokenOf(uin, timestamp, secret))) throw new Refused('wrong-token');
}

/** Refuses a link past its life. `firstSeen`: where it does not say when it was made, it lives from its first opening. */
export function checkLife({ signedAt, lifeSeconds }: ReadLink, firstSeen: EpochMs, now: EpochMs): void {
  if (signedAt !== undefined && signedAt * 1000 > now + SLACK_MS) throw new Refused('not-yet');
  const from = signedAt === undefined ? firstSeen : signedAt * 1000;
  const life = lifeSeconds ?? (signedAt === undefined ? undefined : LONGEST_LIFE_SECONDS);
  if (life !== undefined && now >= from + life * 1000) throw new Refused('expired');
}
