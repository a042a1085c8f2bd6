import type { SessionReason } from '../../model/session';
import { failureTruths } from '../failure-truths';
import { fieldsOf, numberOf, wordsOf } from '../json';
import type { Reply, Request, Want } from '../protocol';
import { decodeAnswer } from './answer';
import { batchOf, halt, type OneBotBatch, type Reading, truthOf } from './batch';
import { startCatchUp } from './catch-up';
import type { OneBotCursor } from './cursor';

const contactsAgeMs = 3_600_000;
/** A server that had sockets is asked for one so often before HTTP will do: it may be starting. */
const mostNoLines = 3;

/** get_login_info: who answers there. Only the account's own number is let in. */
export function acceptLogin(reading: Reading, data: unknown): OneBotBatch {
  const { settings, cursor, now } = reading;
  const { user_id, nickname } = fieldsOf(data) ?? {};
  const number = numberOf(user_id);
  if (number === undefined) return halt(reading, 'not-onebot');
  if (settings.uin !== '' && number !== settings.uin) return halt(reading, 'other-number', number);
  const nick = wordsOf(nickname);
  const { httpThere: _, ...others } = cursor;
  // So the token is the right one, and what failed is the socket alone.
  if (cursor.over === 'http' && isAwaited(cursor)) {
    return unreachable({ ...reading, cursor: { ...others, signedIn: false, over: 'socket' } }, 'no-socket');
  }
  // The first question tells whether its QQ is online; until then it is what it was.
  const here = startCatchUp({ ...others, signedIn: true, askedAt: now });
  const known = { ...here, firstAt: here.firstAt ?? now, ...(here.over === 'socket' && { lined: 0 }) };
  const catchUp: Want[] = here.catchUp ? [{ kind: 'catch-up' }] : [];
  const version: Want = { kind: 'version' };
  // What was missed comes first: somebody waits for it, pushes wait behind it (held.ts), and what waits in a queue over
  // HTTP is younger. Only a program that was never asked what it is says so before anything of it is believed.
  const news: Want[] = [...catchUp, { kind: 'receive' }];
  const then: Want[] = here.app ? [...news, version] : [version, ...news];
  const lists: Want[] = [{ kind: 'contacts' }, { kind: 'groups' }];
  if (here.contactsAt === undefined) {
    // A server that has no list of who wrote is searched by these.
    if (here.catchUp) then.unshift(...lists);
    else then.push(...lists);
  } else if (here.contactsAt > now || now - here.contactsAt >= contactsAgeMs) then.push(...lists);
  return batchOf(reading, {
    cursor: here.over === 'http' && here.heardAt === undefined ? { ...known, heardAt: now } : known,
    self: { number, ...(nick && { nick }) },
    session: truthOf(here),
    then,
  });
}

/** get_version_info: a server of another version of the standard answers to the same names and means other things. */
export function acceptVersion(reading: Reading, data: unknown): OneBotBatch {
  const { app_name, protocol_version } = fieldsOf(data) ?? {};
  const version = wordsOf(protocol_version);
  if (version !== undefined && !/11/.test(version)) return halt(reading, 'not-onebot', version);
  const app = wordsOf(app_name, 60);
  return batchOf(reading, {
    cursor: app ? { ...reading.cursor, app } : reading.cursor,
    session: truthOf(reading.cursor),
  });
}

/**
 * The line closed before anybody said who answers. Code 1008 is the token; otherwise a browser tells nothing of what
 * happened, so the same address is asked over HTTP: that either names the failure or works in the socket's place.
 */
export function acceptNoLine(reading: Reading, reason: 'no-socket' | 'no-answer'): OneBotBatch {
  const { lined } = reading.cursor;
  const noLines = lined === undefined ? {} : { lined: lined + 1 };
  const cursor = { ...reading.cursor, ...noLines, signedIn: false, socketFailed: true as const };
  if (cursor.httpThere) return tryHttp({ ...reading, cursor });
  const batch = unreachable({ ...reading, cursor }, reason);
  // A whole deadline went by in silence: HTTP would only be as silent, and somebody may wait at the form.
  return reason === 'no-answer' ? batch : { ...batch, then: [{ kind: 'probe' }] };
}

/** Over HTTP it would hear later, and nothing of what a queue held when its program was started again. */
function isAwaited({ lined }: OneBotCursor): boolean {
  return lined !== undefined && lined < mostNoLines;
}

function tryHttp(reading: Reading): OneBotBatch {
  const { socketFailed: _, httpThere: __, ...cursor } = reading.cursor;
  return batchOf(reading, {
    cursor: { ...cursor, over: 'http' },
    session: { state: 'signing-in' },
    then: [{ kind: 'sign-in' }],
    nextAt: reading.now,
  });
}

const named: readonly string[] = ['refused', 'dns', 'offline', 'blocked-port', 'tls'];

/** What plain HTTP says of the address, asked without the token. A socket may be there although HTTP says nothing. */
export function acceptProbe(reading: Reading, to: Request, got: Reply): OneBotBatch {
  const { cursor, now } = reading;
  const failed = cursor.socketFailed;
  if (got.kind === 'failure' && (named.includes(got.failure) || !failed)) {
    const session = failureTruths[got.failure];
    const why = session.reason ?? 'no-answer';
    // Silence to a plain request is no reason not to try a socket.
    const fatal = named.includes(got.failure) || got.failure === 'no-permission';
    return batchOf(reading, {
      session,
      nextAt: 'back-off',
      outcome: fatal ? { kind: 'failed', why } : { kind: 'done' },
    });
  }
  if (got.kind === 'reply') {
    // A web page is no OneBot whatever its status, a proxy's own 403 included: it is not sent the token next.
    if (isWebPage(got.bytes)) return unreachable(reading, 'not-onebot');
    const answer = decodeAnswer(to, got);
    if (answer.kind !== 'unreadable' && answer.kind !== 'unsupported') {
      const there = { ...cursor, httpThere: true as const };
      return failed ? tryHttp({ ...reading, cursor: there }) : batchOf(reading, { cursor: there, nextAt: now });
    }
    if (answer.kind === 'unreadable' && answer.why === 'not-onebot' && got.status === 200) {
      return unreachable(reading, 'not-onebot');
    }
  }
  return failed ? unreachable(reading, 'no-socket') : batchOf(reading, { nextAt: now });
}

function isWebPage(bytes: Uint8Array): boolean {
  return /^\s*<(!doctype|html|head|body)\b/i.test(new TextDecoder().decode(bytes.slice(0, 200)));
}

export function unreachable(reading: Reading, why: SessionReason, said?: string): OneBotBatch {
  return batchOf(reading, {
    session: { state: 'unreachable', reason: why, ...(said !== undefined && { said }) },
    nextAt: 'back-off',
    outcome: { kind: 'failed', why },
  });
}
