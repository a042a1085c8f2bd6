import { type Answer, picture, ptuiCB, script } from '../answer';
import type { Visit } from '../call';
import { drawLetters } from '../captchas';
import { signInCookies } from '../cookies';
import { passwordProof } from '../hashes';
import { hasHabit } from '../office';
import { addressOf, domainOf, placeOf } from '../places';
import type { Era } from '../sign-ins';
import { checkSigUrl, NOT_HERE } from './check-sig';

/** The application numbers of the two eras (spec/webqq, B8). */
const SMARTQQ_APPLICATION = '501004106';

/** In place of a picture's letters, for a number that needs none. */
const NO_PICTURE = '!PTH';

/** Whether a picture is asked for, the code where none is, and the number's bytes as a script writes them. */
export function check({ office, asked }: Visit): Answer {
  if (hasHabit(office, 'no-password')) return NOT_HERE;
  const uin = asked.query.get('uin') ?? '';
  if (!/^\d{5,11}$/.test(uin)) return script('ptui_checkVC', ['0', NO_PICTURE, bytesOf('0')], 0);
  const session = `PATH=/;${domainOf(placeOf(asked), 'ptlogin2.')}`;
  if (hasHabit(office, 'captcha')) {
    const token = Buffer.from(`picture for ${uin}`).toString('base64url');
    return script('ptui_checkVC', ['1', `${token}**`, bytesOf(uin)], 1);
  }
  const cookies = [`ptvfsession=${Buffer.from(`no picture for ${uin}`).toString('hex')}; ${session}`];
  return script('ptui_checkVC', ['0', NO_PICTURE, bytesOf(uin)], 0, cookies);
}

/** A picture of four new letters. */
export function getimage({ office, asked }: Visit): Answer {
  const uin = asked.query.get('uin') ?? '';
  if (hasHabit(office, 'no-password') || !/^\d{5,11}$/.test(uin)) return NOT_HERE;
  const letters = office.captchas.renew(uin);
  const session = Buffer.from(`verify ${uin} ${letters}`).toString('hex');
  return picture(drawLetters(letters), [`verifysession=${session}; PATH=/;${domainOf(placeOf(asked), '')}`]);
}

/** A sign-in by number and password; the words are those that were recorded. */
export function login({ office, asked }: Visit): Answer {
  if (hasHabit(office, 'no-password')) return NOT_HERE;
  const { query } = asked;
  const uin = query.get('u') ?? '';
  const code = query.get('verifycode') ?? '';
  if (!/^\d{5,11}$/.test(uin) || query.get('p') === null) {
    return ptuiCB(7, { text: '很遗憾，网络连接出现异常，请您稍后再试。(1)', nick: uin });
  }
  if (!hasGoodCode({ office, asked }, uin, code)) {
    return ptuiCB(4, { text: '您输入的验证码不正确，请重新输入。', nick: uin });
  }
  const profile = office.core.world.profile(uin);
  const { password, passwordEncoding = 'utf-8' } = profile ?? {};
  const isRight =
    password !== undefined && passwordProof(password, passwordEncoding, uin, code) === query.get('p')?.toUpperCase();
  if (!isRight) return ptuiCB(3, { text: '您输入的帐号或密码不正确，请重新输入。', nick: uin });
  const era: Era = query.get('aid') === SMARTQQ_APPLICATION ? 'smartqq' : 'webqq3';
  const signIn = office.signIns.begin(uin, era, office.core.clock.now());
  const place = placeOf(asked);
  const page =
    era === 'smartqq' ? `${addressOf(place, 'w.')}/proxy.html` : `${addressOf(place, 'web2.')}/loginproxy.html`;
  const url = checkSigUrl(place, signIn, query.get('u1') ?? page);
  return ptuiCB(0, { url, text: '登录成功！', nick: profile?.nick ?? uin }, signInCookies(place, signIn));
}

/** The letters of the last picture once, or the code of `check` where no picture is asked for. */
function hasGoodCode({ office }: Visit, uin: string, code: string): boolean {
  if (hasHabit(office, 'captcha')) return office.captchas.tryOut(uin, code);
  return code.toUpperCase() === NO_PICTURE;
}

/** Eight bytes, written so that a script reads them. */
function bytesOf(uin: string): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(uin));
  return [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
