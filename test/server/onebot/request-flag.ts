import type { Account } from './accounts';
import { mannerOf } from './office';
import type { PendingRequest } from './requests';

/** Kinds of notices by number: 0x10C8 of QQ, which SnowLuma's flags carry, and LLBot's. */
const TYPES = { add: 1, invite: 2 } as const;

/** What an event and an answer name a request by; only those about groups have more than their number. */
export function encodeFlag(account: Account, { flag, kind, group = '' }: PendingRequest): string {
  if (kind === 'friend' || kind === 'doubt') return flag;
  switch (mannerOf(account).requests.flag) {
    case 'number':
      return flag;
    case 'piped':
      return `${group}|${flag}|${TYPES[kind]}|0`;
    case 'colons':
      return `slreq:1:${flag}:${group}:${TYPES[kind]}:0`;
  }
}

/** A bare number is understood by all: that is what their lists tell. */
export function decodeFlag(account: Account, flag: string): string {
  const { flag: shape } = mannerOf(account).requests;
  const [, piped] = flag.split('|');
  const [, , colons] = flag.split(':');
  return (shape === 'piped' ? piped : shape === 'colons' ? colons : undefined) ?? flag;
}
