import type { OwnStatus, Presence } from '../../model/presence';
import { amountOf } from '../json';

/** Codes of set_online_status (spec/onebot, Presence). Offline has none: the process would have to be ended. */
export const statusCodes: Readonly<Partial<Record<OwnStatus, number>>> = {
  online: 10,
  away: 30,
  invisible: 40,
  busy: 50,
};

/** Code of nc_get_user_status; what is no such code is unknown (promise 10). */
export function decodePresence(code: unknown): Presence {
  switch (amountOf(code)) {
    case 10:
    case 60:
      return 'online';
    case 30:
      return 'away';
    case 50:
    case 70:
      return 'busy';
    case 20:
    case 40:
      return 'offline';
    default:
      return 'unknown';
  }
}
