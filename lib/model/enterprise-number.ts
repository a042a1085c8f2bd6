import type { RealNumber } from './ids';

/** Numbers of enterprises: nobody's own account can write to them, and nothing ever told their state (F9). */
export function isEnterprise(uin: RealNumber): boolean {
  return /^(800|938)\d{6}$|^400\d{7}$/.test(uin);
}
