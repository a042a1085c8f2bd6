import type { SessionTruth } from '../../model/session';
import { fieldsOf, idOf, wordsOf } from '../json';
import type { Reply, Told } from '../protocol';
import { type Answer, decodeAnswer } from './answer';
import { batchOf, endLife, halt, type Reading, signInAgain, textOf, type WebQqBatch } from './batch';
import { officialOrder } from './next';
import { goOn, pictureOf, sigUrl, unreadable } from './page';
import { acceptCheck, acceptImage, acceptPassword } from './password';
import { decodePtui, qrStateOf } from './ptui';
import type { WebQqSettings } from './settings';
import { phoneSpacingMs } from './stage';

/** A QR code is good for two minutes (spec/webqq, B2); so many are shown in a row to somebody who may not be looking. */
const mostPictures = 5;
/** Past this one is taken for dead whatever the server says of it: a phone may be the first to know. */
const pictureMs = 130_000;

/** At most so many relinks in a row (spec/webqq, B7). */
export const mostRelinks = 3;

/** The pages of the sign-in, by call; undefined where it is none of them. */
export function acceptSignIn(
  reading: Reading,
  call: string,
  got: Extract<Reply, { kind: 'reply' }>,
): WebQqBatch | undefined {
  switch (call) {
    case 'check':
      return acceptCheck(reading, got);
    case 'getimage':
      return acceptImage(reading, got);
    case 'login':
      return acceptPassword(reading, got);
    case 'pt4_auth':
      return acceptAuth(reading, got);
    case 'ptqrshow':
      return acceptPicture(reading, got);
    case 'ptqrlogin':
      return acceptPhone(reading, got);
    case 'check_sig':
      return acceptSig(reading, got);
    default:
      return undefined;
  }
}

/** Cookies of an earlier sign-in that are still good make a new one without the phone (spec/webqq, B2, Saved session). */
function acceptAuth(reading: Reading, got: Extract<Reply, { kind: 'reply' }>): WebQqBatch {
  const text = textOf(got) ?? '';
  // A page of somebody else's in its place says nothing of the cookies: the phone would be asked for nothing.
  const isAnswer = got.status === 404 || /^\s*ptui_auth_CB\(/.test(text);
  if (!isAnswer) return unreadable(reading, { why: 'garbled', detail: `HTTP ${got.status} of pt4_auth` });
  const url = sigUrl(reading.settings, authUrl(text));
  const stage = url ? ({ stage: 'sig', sigOrigin: url.origin } as const) : ({ stage: 'check' } as const);
  return goOn(reading, { ...reading.cursor, ...stage });
}

function authUrl(text: string): string | undefined {
  return /^\s*ptui_auth_CB\(\s*'0'\s*,\s*'([^'\\]+)'\s*\)/.exec(text)?.[1];
}

function acceptPicture(reading: Reading, got: Extract<Reply, { kind: 'reply' }>): WebQqBatch {
  const { cursor, now } = reading;
  const picture = pictureOf(got);
  // A server of WebQQ 3 alone has no such page, and says so of itself when it is asked.
  if (picture === undefined && got.status === 404) return goOn(reading, { ...cursor, stage: 'era' });
  if (picture === undefined) {
    return unreadable(reading, { why: 'not-webqq', detail: `HTTP ${got.status}: no picture of a QR code` });
  }
  const qr = { pictures: (cursor.qr?.pictures ?? 0) + 1, picture, shownAt: now, askedAt: now };
  return batchOf(reading, {
    cursor: { ...cursor, stage: 'phone', qr },
    session: { state: 'signing-in', reason: 'scan-picture', picture },
    nextAt: now + phoneSpacingMs,
  });
}

function acceptPhone(reading: Reading, got: Extract<Reply, { kind: 'reply' }>): WebQqBatch {
  const { cursor, settings, now } = reading;
  const ptui = decodePtui(textOf(got) ?? '');
  if (!ptui) return unreadable(reading, { why: 'garbled', detail: `HTTP ${got.status} of ptqrlogin` });
  const picture = cursor.qr?.picture;
  const shown = picture === undefined ? {} : { picture };
  const waits = (session: SessionTruth) => batchOf(reading, { session, nextAt: now + phoneSpacingMs });
  switch (qrStateOf(ptui)) {
    case 'waiting':
      if (isStale(cursor.qr?.shownAt, now)) return renew(reading);
      return waits({ state: 'signing-in', reason: 'scan-picture', ...shown });
    case 'scanned':
      return waits({ state: 'signing-in', reason: 'confirm-on-phone', ...shown });
    case 'expired':
      return renew(reading);
    case 'done': {
      const url = sigUrl(settings, ptui.url);
      if (!url)
        return unreadable(reading, { why: 'garbled', detail: 'an address of check_sig that is not of this server' });
      const { client: _, ...smart } = cursor;
      return goOn(reading, { ...smart, stage: 'sig', sigOrigin: url.origin });
    }
    case 'refused':
      return halt(reading, 'refused', 'server-trouble', ptui.words.slice(0, 200));
  }
}

/** Another picture, unless nobody came for so many. */
function renew(reading: Reading): WebQqBatch {
  const { cursor } = reading;
  if ((cursor.qr?.pictures ?? 0) >= mostPictures) return halt(reading, 'signed-out', 'picture-expired');
  return goOn(reading, { ...cursor, stage: 'picture' });
}

function isStale(shownAt: number | undefined, now: number): boolean {
  return shownAt !== undefined && (now < shownAt || now - shownAt >= pictureMs);
}

/** 302 with the cookies of the session, which are in the jar by now; where it leads is nobody's concern. */
function acceptSig(reading: Reading, got: Extract<Reply, { kind: 'reply' }>): WebQqBatch {
  const { cursor } = reading;
  // 0: what a browser says of a redirect that it was told not to follow.
  const good = got.status === 302 || got.status === 0 || got.status === 200;
  if (got.status >= 500)
    return unreadable(reading, { why: 'server-trouble', detail: `HTTP ${got.status} of check_sig` });
  // WebQQ 3 told that ticket in login2.
  return good
    ? goOn(reading, { ...cursor, stage: cursor.client === undefined ? 'ticket' : 'link' })
    : signInAgain(reading, 'picture');
}

/** getvfwebqq, whose ticket lies in the vault by now. */
export function acceptTicket(reading: Reading, { retcode, fields }: Extract<Answer, { kind: 'answer' }>): WebQqBatch {
  const told = retcode === 0 && wordsOf(fieldsOf(fields.result)?.vfwebqq) !== undefined;
  return told ? goOn(reading, { ...reading.cursor, stage: 'link' }) : signInAgain(reading, 'picture');
}

/** login2, of a new session or of one that was dropped (spec/webqq, B7, Relink). */
export function acceptLogin(reading: Reading, { retcode, fields }: Extract<Answer, { kind: 'answer' }>): WebQqBatch {
  const { cursor, settings, now } = reading;
  const relink = cursor.stage === 'relink';
  if (retcode === 0) {
    const uin = idOf(fieldsOf(fields.result)?.uin);
    if (uin !== settings.uin) return halt(reading, 'refused', 'other-number', uin);
    if (relink) return linked(reading, cursor);
    const { cursor: fresh, events } = endLife(reading);
    const batch = linked(reading, { ...fresh, toCall: officialOrder });
    return { ...batch, events, self: { number: uin } };
  }
  if ([112, 113, 115].includes(retcode)) {
    if (cursor.relinks >= mostRelinks)
      return halt(reading, relink ? 'displaced' : 'refused', relink ? 'taken-over' : 'server-trouble');
    return batchOf(reading, {
      cursor: { ...cursor, relinks: cursor.relinks + 1 },
      session: { state: 'signing-in', reason: 'server-trouble' },
      nextAt: now + 1_000,
    });
  }
  if (relink && retcode === 103) return signInAgain(reading);
  if ([100, 103, 108, 100_000, 100_001, 100_002].includes(retcode)) return signInAgain(reading, 'picture');
  return halt(reading, 'refused', 'server-trouble', `retcode ${retcode}`);
}

function linked(reading: Reading, cursor: Reading['cursor']): WebQqBatch {
  const online = { ...cursor, stage: 'online' as const, strange: 0 };
  return batchOf(reading, {
    cursor: online,
    session: { state: 'online' },
    nextAt: reading.now,
  });
}

/** Tickets that an answer tells; they go into the vault and nowhere else. */
export function toldBy(settings: WebQqSettings, call: string, got: Reply): Told | undefined {
  if (got.kind !== 'reply') return undefined;
  if (call === 'ptqrlogin' || call === 'login' || call === 'pt4_auth') {
    const text = textOf(got) ?? '';
    const ptui = decodePtui(text);
    const url = sigUrl(settings, ptui && qrStateOf(ptui) === 'done' ? ptui.url : authUrl(text));
    return url && { secrets: { 'check-sig': url.search } };
  }
  const answer = decodeAnswer(got);
  if (answer.kind !== 'answer') return undefined;
  const { retcode, fields } = answer;
  const result = fieldsOf(fields.result);
  const tickets = (...names: ('vfwebqq' | 'psessionid')[]) => {
    const told = names.flatMap((name): [string, string][] => {
      const value = result?.[name];
      return retcode === 0 && typeof value === 'string' && value !== '' ? [[name, value]] : [];
    });
    return told.length > 0 ? { secrets: Object.fromEntries(told) } : undefined;
  };
  if (call === 'getvfwebqq') return tickets('vfwebqq');
  // SmartQQ's told another one there, which was of no use (spec/webqq, B2 step 6).
  if (call === 'login2') return tickets('psessionid');
  if (call === 'login2 webqq3') return tickets('psessionid', 'vfwebqq');
  const { p } = fields;
  return call === 'poll2' && retcode === 116 && typeof p === 'string' && p !== ''
    ? { cookies: { ptwebqq: p } }
    : undefined;
}
