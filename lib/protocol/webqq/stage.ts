import type { EpochMs } from '../../model/ids';
import type { OwnStatus } from '../../model/presence';
import type { Step, Want } from '../protocol';
import { clientid, leave, leaveTo, psessionid, ptwebqq, type Values } from './calls';
import type { WebQqCursor } from './cursor';
import { passwordSecret } from './secret';
import type { WebQqSettings } from './settings';

type WebQqStep = Step<WebQqCursor>;

/** Clients asked after the phone every 1 to 3 s (spec/webqq, B2 step 3). */
export const phoneSpacingMs = 2_000;
const appid = 501_004_106;
const daid = 164;
/** Of WebQQ 3 (spec/webqq, B8). */
const olderAppid = 1_003_903;
const olderTarget = 'http://web.qq.com/loginproxy.html?login2qq=1&webqq_type=10';

/** Without it the request does not leave. */
const needed = { secret: passwordSecret, as: 'nothing' } as const;

/** Where the sign-in is to lead, as the official page said it. */
const target = 'http://w.qq.com/proxy.html?login2qq=1&webqq_type=10';

/** The next step towards a session (spec/webqq, B2). */
export function planStage(settings: WebQqSettings, cursor: WebQqCursor, now: EpochMs): WebQqStep {
  const want: Want = { kind: 'go-on' };
  const { uin } = settings;
  const page = (name: string, query: Values, from = cursor) =>
    leave(settings, from, want, name, { host: 'ptlogin', path: `/${name}`, query });
  switch (cursor.stage) {
    case 'auth':
      return page('pt4_auth', { daid, appid, auth_token: { secret: 'supertoken', from: 'jar', as: 'bkn' } });
    case 'check':
    case 'era':
      return page('check', {
        ...{ uin, appid: olderAppid, js_ver: 10_037, js_type: 0, u1: olderTarget, r: now },
        // It is empty, and missing where there is no password: then nothing leaves.
        ...(cursor.stage === 'check' && { x: needed }),
      });
    case 'image':
      return page('getimage', { aid: olderAppid, r: now, uin });
    // The person's letters are waited for.
    case 'letters':
      return { kind: 'none' };
    case 'password': {
      const { code = '' } = cursor;
      return page('login', {
        ...{ u: uin, p: { secret: passwordSecret, as: `proof ${uin} ${code}` }, verifycode: code },
        ...{ aid: olderAppid, u1: olderTarget, h: 1, t: 1, js_ver: 10_037 },
        ...ofBothPages(now),
      });
    }
    case 'picture':
      return page('ptqrshow', { appid, e: 0, l: 'M', s: 5, d: 72, v: 4, t: now });
    case 'phone': {
      const until = (cursor.qr?.askedAt ?? 0) + phoneSpacingMs;
      if (until > now && until <= now + phoneSpacingMs) return { kind: 'wait', until };
      const asked = { ...cursor, qr: { pictures: 1, ...cursor.qr, askedAt: now } };
      const query = {
        ...{ ptqrtoken: { secret: 'qrsig', from: 'jar', as: 'hash33' } as const, aid: appid, u1: target },
        ...{ t: 'undefined', js_ver: 10_143, login_sig: '', pt_randsalt: 0 },
        ...ofBothPages(now),
      };
      return page('ptqrlogin', query, asked);
    }
    case 'sig':
      return leave(settings, cursor, want, 'check_sig', {
        host: 'sig',
        path: '/check_sig',
        ...(cursor.sigOrigin !== undefined && { origin: cursor.sigOrigin }),
        tail: [{ secret: 'check-sig' }],
      });
    case 'ticket':
      return leaveTo('s', settings, cursor, want, 'getvfwebqq', {
        query: { ptwebqq, clientid, psessionid: '', t: now },
      });
    // What counts as a sign-in, and against the hour's budget, is this one call.
    case 'link': {
      const first = { status: 'online', ptwebqq, passwd_sig: '', clientid, psessionid: null };
      const smart = { ptwebqq, clientid, psessionid: '', status: 'online' };
      return login2(settings, cursor, { kind: 'sign-in' }, cursor.client === undefined ? smart : first);
    }
    case 'relink':
      return login2(settings, cursor, want, {
        ...{ ptwebqq, clientid, psessionid, key: '' },
        status: statusName(cursor.shows ?? 'online'),
      });
    case 'online':
      return { kind: 'none' };
  }
}

/** What a state of one's own is called on the wire (spec/webqq, B6). */
export function statusName(status: OwnStatus): string {
  return status === 'invisible' ? 'hidden' : status;
}

/** What the sign-in pages of both eras sent beside. */
function ofBothPages(now: EpochMs): Values {
  return {
    ...{ webqq_type: 10, remember_uin: 1, login2qq: 1, ptredirect: 0, ptlang: 2052, daid, from_ui: 1, pttype: 1 },
    ...{ dumy: '', fp: 'loginerroralert', action: `0-0-${now % 1_000_000}`, mibao_css: 'm_webqq', g: 1, js_type: 0 },
  };
}

function login2(settings: WebQqSettings, cursor: WebQqCursor, want: Want, r: Values): WebQqStep {
  return leaveTo('d', settings, cursor, want, cursor.client === undefined ? 'login2' : 'login2 webqq3', {
    r,
  });
}
