import type { EpochMs } from '../../model/ids';
import type { Request, Want } from '../protocol';
import { batchOf, type HttpQqBatch, type Reading } from './batch';
import type { HttpQqCursor } from './cursor';
import { decodeLogin } from './decode';
import { misread } from './failure';
import { pollEveryMs, staleLists, unknownRefusalRestMs } from './pace';
import type { Packet } from './packet';
import { isLaterSeq } from './seq';

/** Login carried out, which is not yet signed in: RS decides. */
export function acceptLogin(reading: Reading, to: Request, packet: Packet): HttpQqBatch {
  const answer = decodeLogin(packet);
  if (!answer.ok) return misread(reading, answer.trouble);
  switch (answer.value.kind) {
    case 'signed-in': {
      const { hiMs, liMs } = answer.value;
      const cursor = {
        ...reading.cursor,
        lastOkAt: reading.now,
        signedIn: true,
        signedInSeq: Number(to.key),
        hiMs,
        liMs,
        // While we were away nobody told us who came and went.
        presence: {},
      };
      const lists = staleLists(cursor, reading.now);
      return batchOf(reading, {
        cursor,
        session: { state: 'online' },
        then: [{ kind: 'receive' }, ...lists],
        nextAt: reading.now + pollEveryMs(cursor, reading.intervalMs),
      });
    }
    case 'wrong-password': {
      const { said } = answer.value;
      return halt(reading, 'refused', 'wrong-password', said);
    }
    case 'other':
      // Nobody wrote down what else RS may say. Asking again would be hammering.
      return halt(reading, 'refused', 'server-trouble', answer.value.said);
  }
}

/**
 * RES=20, not signed in. After a silence longer than LI that is a time-out. Earlier, something else ended the session
 * (a restart of the server, or somebody else): one sign-in is granted, and when that one does not last LI either, the
 * number is in use elsewhere and taking it back and forth would throw both out (design 4). A server that restarted may
 * have lost its replays with its sessions, so only after a time-out are they still relied on.
 */
export function acceptNotSignedIn(reading: Reading, to: Request): HttpQqBatch {
  const { cursor, now } = reading;
  const outcome = { kind: 'refused', until: now } as const;
  if (!cursor.signedIn) return batchOf(reading, { nextAt: now, outcome });
  if (cursor.signedInSeq !== undefined && !isLaterSeq(Number(to.key), cursor.signedInSeq)) {
    return batchOf(reading, { outcome });
  }
  if (isPast(cursor.lastOkAt, cursor.liMs, now)) return signInAgain(reading, { ...cursor, signedIn: false }, to);
  if (isPast(cursor.earlySignInAt, cursor.liMs, now)) {
    return { ...signInAgain(reading, { ...cursor, signedIn: false, earlySignInAt: now }, to), forgotten: true };
  }
  return { ...halt(reading, 'displaced', 'taken-over'), outcome: onceThere(reading, to), forgotten: true };
}

/** Whether `at` is longer ago than `ms`; a moment that never was, or lies ahead because the clock was set back, is. */
function isPast(at: EpochMs | undefined, ms: number, now: EpochMs): boolean {
  return at === undefined || at > now || now - at > ms;
}

function signInAgain(reading: Reading, cursor: HttpQqCursor, to: Request): HttpQqBatch {
  const then: Want[] = [{ kind: 'sign-in' }];
  // Signing in is followed by receiving and the lists anyway; only what the person asked for must be kept.
  if (to.want.kind === 'status') then.push(to.want);
  const outcome = onceThere(reading, to);
  return batchOf(reading, { cursor, session: { state: 'signing-in' }, then, nextAt: reading.now, outcome });
}

/** As soon as there is a session: a read under its own SEQ, since an earlier try may have taken messages off the server. */
function onceThere({ now }: Reading, { destructive }: Request) {
  return { kind: 'refused', until: now, ...(destructive ? { repeat: true as const } : {}) } as const;
}

/** The end until the person acts. */
export function halt(
  reading: Reading,
  state: 'refused' | 'displaced',
  reason: 'wrong-password' | 'illegal-number' | 'server-trouble' | 'taken-over',
  said?: string,
): HttpQqBatch {
  return batchOf(reading, {
    cursor: { ...reading.cursor, signedIn: false, halted: true },
    session: { state, reason, ...(said === undefined ? {} : { said }) },
    nextAt: 'stop',
    outcome: { kind: 'failed', why: reason },
  });
}

/** Login refused for going too fast: nothing is wrong with the account. */
export function acceptLoginTooFast(reading: Reading): HttpQqBatch {
  const until = reading.now + unknownRefusalRestMs;
  return batchOf(reading, {
    session: { state: 'waiting', reason: 'too-fast', until },
    nextAt: until,
    outcome: { kind: 'refused', until },
  });
}
