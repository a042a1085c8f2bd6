import { type Answer, page, redirect, script } from '../answer';
import type { Visit } from '../call';
import { cookieUin, endedCookies, sessionCookies } from '../cookies';
import { endSession } from '../end-session';
import { hash33 } from '../hashes';
import { addressOf, isOurs, type Place, placeOf } from '../places';
import type { SignIn } from '../sign-ins';

export const NOT_HERE: Answer = page('<html><head><title>404</title></head><body>404 Not Found</body></html>', [], 404);

/** Where a sign-in gets the cookies of its session (recorded/ptlogin). */
export function checkSigUrl(place: Place, { uin, signature, era }: SignIn, target: string): string {
  const service = era === 'smartqq' ? 'ptqrlogin' : 'login';
  const query = [
    `pttype=1&uin=${uin}&service=${service}&nodirect=0&ptsigx=${signature}&s_url=${encodeURIComponent(target)}`,
    'f_url=&ptlang=2052&ptredirect=100&aid=501004106&daid=164&j_later=0&low_login_hour=0&regmaster=0',
    'pt_login_type=3&pt_aid=0&pt_aaid=16&pt_light=0&pt_3rd_aid=0',
  ];
  return `${addressOf(place, 'ptlogin4.web2.')}/check_sig?${query.join('&')}`;
}

/** Gives the session's cookies out and sends the client on to where it wanted to go. */
export function checkSig({ office, asked }: Visit): Answer {
  const { query } = asked;
  const signIn = office.signIns.find(({ signature }) => signature === query.get('ptsigx'));
  if (signIn === undefined || signIn.uin !== query.get('uin') || signIn.phase === 'expired') return page('', [], 403);
  const place = placeOf(asked);
  const wanted = query.get('s_url') ?? '';
  // Nobody is sent away from the service by what a link says.
  const target = isOurs(place, wanted) ? wanted : `${addressOf(place, 'w.')}/proxy.html`;
  return redirect(target, sessionCookies(place, signIn));
}

/** A new check_sig for a sign-in whose cookies are still there (spec/webqq, B2, Saved session). */
export function pt4Auth({ office, asked }: Visit): Answer {
  const { cookies, query } = asked;
  const signIn = office.signIns.find(
    ({ superToken, uin }) => superToken === cookies.get('supertoken') && cookieUin(uin) === cookies.get('superuin'),
  );
  const isGood = signIn !== undefined && signIn.phase !== 'expired' && signIn.phase !== 'kicked';
  if (!isGood || query.get('auth_token') !== String(hash33(signIn.superToken, 5381))) {
    return script('ptui_auth_CB', ['1', ''], 1);
  }
  const place = placeOf(asked);
  const url = checkSigUrl(place, signIn, `${addressOf(place, 'w.')}/proxy.html?login2qq=1&webqq_type=10`);
  return script('ptui_auth_CB', ['0', url], 0);
}

/** The sign-out page ends the sign-in that its cookies name. */
export function logout({ office, asked }: Visit): Answer {
  const signIn = office.signIns.find(({ skey }) => skey === asked.cookies.get('skey'));
  if (signIn !== undefined) endSession(office, signIn, 'expired');
  const place = placeOf(asked);
  return redirect(`${addressOf(place, 'w.')}/`, endedCookies(place));
}
