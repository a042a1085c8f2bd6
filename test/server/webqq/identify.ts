import { type Asked, field } from './asked';
import { cookieUin } from './cookies';
import type { Slip } from './counters';
import { hasHabit, type Office } from './office';
import { isOurs, placeOf } from './places';
import type { SignIn } from './sign-ins';

/** Who asks, by cookies and tickets, and what does not fit together. */
export interface Identity {
  /** By the tickets if the request has any, else by the cookies. */
  signIn: SignIn | undefined;
  slips: ReadonlySet<Slip>;
}

/** The cookies that name a sign-in; any other cookie is none of the server's business. */
const NAMING = {
  ptwebqq: ({ ptwebqq }: SignIn) => ptwebqq,
  skey: ({ skey }: SignIn) => skey,
  uin: ({ uin }: SignIn) => cookieUin(uin),
  p_skey: ({ pSkey }: SignIn) => pSkey,
  p_uin: ({ uin }: SignIn) => cookieUin(uin),
  pt4_token: ({ pt4Token }: SignIn) => pt4Token,
};

/** Without these nobody is let in; p_skey is given out by check_sig, which WebQQ 3 could do without (spec/webqq, B4). */
const NEEDED = { smartqq: ['ptwebqq', 'skey', 'p_skey'], webqq3: ['ptwebqq', 'skey'] } as const;

/** Finds out who asks. Every ticket that is there must be that sign-in's own, and so must every cookie. */
export function identify(office: Office, asked: Asked): Identity {
  const { signIns } = office;
  const slips = new Set<Slip>();
  const psessionid = ticketOf(asked, 'psessionid');
  const vfwebqq = ticketOf(asked, 'vfwebqq');
  const byPsessionid = psessionid === '' ? undefined : signIns.find((each) => each.psessionid === psessionid);
  const byVfwebqq = vfwebqq === '' ? undefined : signIns.find((each) => each.vfwebqq === vfwebqq);
  const signIn = byPsessionid ?? byVfwebqq ?? byCookies(office, asked);
  if (psessionid !== '' && byPsessionid === undefined) slips.add('wrongPsessionid');
  if (vfwebqq !== '' && (byVfwebqq === undefined || byVfwebqq !== signIn)) slips.add('wrongVfwebqq');
  if (!hasGoodReferer(office, asked)) slips.add('wrongReferer');
  if (signIn !== undefined) for (const slip of cookieSlips(signIn, asked)) slips.add(slip);
  else if (!asked.cookies.has('ptwebqq')) slips.add('missingCookie');
  else slips.add('wrongCookie');
  return { signIn, slips };
}

/** Clients that have none yet send it empty or as null. */
function ticketOf(asked: Asked, name: string): string {
  const value = field(asked, name);
  return value === 'null' ? '' : value;
}

function byCookies({ signIns }: Office, { cookies }: Asked): SignIn | undefined {
  const ptwebqq = cookies.get('ptwebqq') ?? '';
  const skey = cookies.get('skey') ?? '';
  return signIns.find(
    (each) =>
      (ptwebqq !== '' && (each.ptwebqq === ptwebqq || each.formerPtwebqq === ptwebqq)) ||
      (ptwebqq === '' && each.skey === skey),
  );
}

function cookieSlips(signIn: SignIn, { cookies }: Asked): Slip[] {
  const slips: Slip[] = [];
  for (const [name, read] of Object.entries(NAMING)) {
    const value = cookies.get(name);
    if (value === undefined || value === read(signIn)) continue;
    slips.push(name === 'ptwebqq' && value === signIn.formerPtwebqq ? 'staleCookie' : 'wrongCookie');
  }
  if (NEEDED[signIn.era].some((name) => !cookies.has(name))) slips.push('missingCookie');
  return slips;
}

/** A Referer of the service must be there (spec/webqq, B4); which page it names mattered to nobody for certain. */
function hasGoodReferer(office: Office, asked: Asked): boolean {
  const { referer, name, path } = asked;
  const place = placeOf(asked);
  if (!isOurs(place, referer)) return false;
  if (!hasHabit(office, 'strict-referer')) return true;
  const page = new URL(referer);
  const wanted = path.startsWith('/channel/') || name === 'get_friend_uin2' ? /^d1?\./ : /^s\./;
  const isRightHost = place.base === null || wanted.test(page.hostname);
  return isRightHost && /^\/(cf)?proxy\.html$/.test(page.pathname);
}
