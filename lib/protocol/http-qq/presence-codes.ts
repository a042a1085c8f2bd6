import type { OwnStatus, Presence } from '../../model/presence';

/**
 * ST, and MG of MT=99. Hidden people are announced as 20 (spec/http-qq, Change_Stat), so 40 never tells of a friend
 * what they hide; codes of later versions (50, 60, 70) are not guessed at.
 */
export function decodePresence(code: string): Presence {
  switch (code) {
    case '10':
      return 'online';
    case '20':
    case '40':
      return 'offline';
    case '30':
      return 'busy';
    default:
      return 'unknown';
  }
}

/** ST of Change_Stat; undefined for what HTTP QQ has no code for. An illegal ST gets no answer at all. */
export function encodeStatus(status: OwnStatus): string | undefined {
  switch (status) {
    case 'online':
      return '10';
    case 'offline':
      return '20';
    case 'busy':
      return '30';
    case 'invisible':
      return '40';
    case 'away':
      return undefined;
  }
}
