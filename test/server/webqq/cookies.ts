import { domainOf, type Place } from './places';
import type { SignIn } from './sign-ins';

/** The time that a cookie's end is set to so that it goes at once (recorded/ptlogin). */
const LONG_AGO = 'Fri, 02-Jan-1970 00:00:00 GMT';
const FAR_AHEAD = 'Fri, 02-Jan-2037 00:00:00 GMT';

/** How a number stands in cookies: o and ten digits. */
export function cookieUin(uin: string): string {
  return `o${uin.padStart(10, '0')}`;
}

/** The cookies of a sign-in by QR code or password (spec/webqq, B2 step 4). */
export function signInCookies(place: Place, signIn: SignIn): string[] {
  const uin = cookieUin(signIn.uin);
  const all = domainOf(place, '');
  const ptlogin = domainOf(place, 'ptlogin2.');
  return [
    `pt2gguin=${uin}; EXPIRES=${FAR_AHEAD}; PATH=/;${all}`,
    `uin=${uin}; PATH=/;${all}`,
    `skey=${signIn.skey}; PATH=/;${all}`,
    `superuin=${uin}; PATH=/;${ptlogin}`,
    `superkey=${signIn.signature.slice(0, 43)}; PATH=/;${ptlogin}`,
    `supertoken=${signIn.superToken}; PATH=/;${ptlogin}`,
    `ptisp=ctc; PATH=/;${all}`,
    `RK=${signIn.signature.slice(0, 10)}; EXPIRES=${FAR_AHEAD}; PATH=/;${all}`,
    `ptwebqq=${signIn.ptwebqq}; PATH=/;${all}`,
  ];
}

/** The cookies of check_sig: those of the narrower domain, after they are ended on the wider one (recorded/ptlogin). */
export function sessionCookies(place: Place, signIn: SignIn): string[] {
  const uin = cookieUin(signIn.uin);
  const all = domainOf(place, '');
  const web2 = domainOf(place, 'web2.');
  const ended = (name: string) => `${name}=; EXPIRES=${LONG_AGO}; PATH=/;${all}`;
  return [
    `uin=${uin}; PATH=/;${all}`,
    `skey=${signIn.skey}; PATH=/;${all}`,
    `pt2gguin=${uin}; EXPIRES=${FAR_AHEAD}; PATH=/;${all}`,
    ...['p_uin', 'p_skey', 'pt4_token'].map(ended),
    // The doubled semicolon is in the recording.
    `p_skey=${signIn.pSkey}; PATH=/;${web2}${web2 === '' ? '' : ' ;'}`,
    `pt4_token=${signIn.pt4Token}; PATH=/;${web2}`,
    `p_uin=${uin}; PATH=/;${web2}`,
  ];
}

/** The end of the sign-in's cookies, as the sign-out page sets it. */
export function endedCookies(place: Place): string[] {
  const ended = (name: string, domain: string) => `${name}=; EXPIRES=${LONG_AGO}; PATH=/;${domain}`;
  return [
    ...['uin', 'skey', 'ptwebqq'].map((name) => ended(name, domainOf(place, ''))),
    ...['p_uin', 'p_skey', 'pt4_token'].map((name) => ended(name, domainOf(place, 'web2.'))),
    ...['superuin', 'superkey', 'supertoken'].map((name) => ended(name, domainOf(place, 'ptlogin2.'))),
  ];
}
