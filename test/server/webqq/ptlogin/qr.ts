import QRCode from 'qrcode';
import { type Answer, page, picture, ptuiCB } from '../answer';
import type { Visit } from '../call';
import { signInCookies } from '../cookies';
import { hash33 } from '../hashes';
import { hasHabit } from '../office';
import { addressOf, domainOf, placeOf } from '../places';
import { checkSigUrl, NOT_HERE } from './check-sig';

/** How many dots a module of the picture has, as `s` asks for it; clients asked for 5, pages for 3. */
const MODULE_DOTS = 3;
const MOST_DOTS = 10;

/** A fresh QR code as a PNG, and the cookie it is asked about by. */
export async function ptqrshow({ office, asked }: Visit): Promise<Answer> {
  if (hasHabit(office, 'no-qr')) return NOT_HERE;
  const { qrsig, text } = office.qrCodes.show();
  const scale = Math.min(Number(asked.query.get('s')) || MODULE_DOTS, MOST_DOTS);
  const png = await QRCode.toBuffer(text, { errorCorrectionLevel: 'M', scale });
  return picture(png, [`qrsig=${qrsig}; PATH=/;${domainOf(placeOf(asked), 'ptlogin2.')}`]);
}

/** How far the phone has come, by code and by words: clients look at either (spec/webqq, B2 step 3). */
export function ptqrlogin(visit: Visit): Answer {
  const { office, asked } = visit;
  if (hasHabit(office, 'no-qr')) return NOT_HERE;
  const qrsig = asked.cookies.get('qrsig') ?? '';
  if (!hasGoodToken(visit, qrsig)) return page('', [], 403);
  const code = office.qrCodes.find(qrsig);
  // The number behind the words counted the server's milliseconds; nobody read it.
  const words = (text: string) => ({ text: `${text}。(${office.core.clock.now() % 1_000_000_000})` });
  if (code?.state === 'waiting') return ptuiCB(66, words('二维码未失效'));
  if (code?.state === 'scanned') {
    return ptuiCB(hasHabit(office, 'scanned-says-66') ? 66 : 67, words('二维码认证中'));
  }
  if (code?.state !== 'confirmed' || code.uin === undefined) return ptuiCB(65, words('二维码已失效'));
  office.qrCodes.use(code);
  const signIn = office.signIns.begin(code.uin, 'smartqq', office.core.clock.now());
  const place = placeOf(asked);
  const url = checkSigUrl(place, signIn, asked.query.get('u1') ?? `${addressOf(place, 'w.')}/proxy.html`);
  const nick = office.core.world.profile(code.uin)?.nick ?? code.uin;
  return ptuiCB(0, { url, text: '登录成功！', nick }, signInCookies(place, signIn));
}

/** Clients of before 2017 sent no token; a wrong one was never good. */
function hasGoodToken({ office, asked }: Visit, qrsig: string): boolean {
  const token = asked.query.get('ptqrtoken');
  if (token === null) return !hasHabit(office, 'need-ptqrtoken');
  return token === String(hash33(qrsig));
}
