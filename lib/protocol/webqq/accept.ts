import { failureTruths, reasonOf } from '../failure-truths';
import type { Reply, Request } from '../protocol';
import { decodeAnswer } from './answer';
import { aliveBatch, batchOf, halt, type Reading, signInAgain, type WebQqBatch } from './batch';
import { callOf, lifeOf } from './calls';
import { unreadable } from './page';
import { acceptNoPassword } from './password';
import { acceptList, acceptNoList } from './people';
import { acceptLatePoll, acceptPoll } from './poll';
import { acceptProfile } from './profile';
import { acceptLogin, acceptSignIn, acceptTicket } from './sign-in';

/** What an answer, or its absence, means. */
export function acceptReply(reading: Reading, to: Request, got: Reply): WebQqBatch {
  const batch = read(reading, to, got);
  if (!reading.cursor.halted) return batch;
  // Once the account was stopped, what was still under way may bring messages but starts nothing.
  const { session: _, ...silent } = batch;
  return { ...silent, cursor: { ...batch.cursor, stage: 'auth', halted: true }, then: [], nextAt: 'stop' };
}

function read(reading: Reading, to: Request, got: Reply): WebQqBatch {
  const call = callOf(to);
  if (got.kind !== 'reply') return acceptSilence(reading, to, call, got);
  const page = acceptSignIn(reading, call, got);
  if (page) return page;
  const answer = decodeAnswer(got);
  if (answer.kind === 'unreadable') {
    const batch = unreadable(reading, answer);
    const uncertain = to.want.kind === 'send' || (call === 'poll2' && answer.why === 'garbled');
    return uncertain ? { ...batch, outcome: { kind: 'uncertain' } } : batch;
  }
  if (call === 'poll2') {
    if (lifeOf(to.key) !== reading.cursor.life) return batchOf(reading, acceptLatePoll(reading, to, answer));
    return acceptPoll(reading, answer);
  }
  if (answer.kind === 'gateway') return acceptSilence(reading, to, call, { kind: 'failure', failure: 'empty' });
  if (to.want.kind === 'send') return acceptSend(reading, answer.retcode);
  if (call === 'getvfwebqq') return acceptTicket(reading, answer);
  if (call.startsWith('login2')) return acceptLogin(reading, answer);
  const { retcode, fields } = answer;
  // Whatever it says, nobody is signed in: a session that it no longer knows is not begun anew to be ended.
  if (to.want.kind === 'sign-out') {
    const ended = halt(reading, 'signed-out', 'picture-expired');
    return { ...ended, session: { state: 'signed-out' }, outcome: { kind: 'done' } };
  }
  // An answer to an earlier sign-in speaks of numbers that are good no longer.
  if (lifeOf(to.key) !== reading.cursor.life) return batchOf(reading);
  if ([100, 103, 108].includes(retcode)) return signInAgain(reading);
  switch (to.want.kind) {
    case 'status':
      if (retcode !== 0) return refused(reading, retcode);
      return aliveBatch({ ...reading, cursor: { ...reading.cursor, shows: to.want.status } });
    case 'profile':
      if (retcode !== 0) return refused(reading, retcode);
      return acceptProfile(reading, to.want.number, to.want.brief === true, fields.result);
    case 'answer':
      if (retcode !== 0) return refused(reading, retcode);
      return aliveBatch(reading, {
        events: [{ kind: 'request-closed', key: to.want.key }],
        then: to.want.accept && !to.want.oneWay && to.want.key.startsWith('friend.') ? [{ kind: 'contacts' }] : [],
      });
  }
  const batch = retcode === 0 ? acceptList(reading, call, fields.result) : acceptNoList(reading, call);
  return batch ?? { ...acceptNoList(reading, call), undecoded: { why: 'garbled', detail: `${call} without its list` } };
}

/**
 * `errCode` or `retcode` 0 was taken. 1202 and 100100 were mostly delivered (spec/webqq, B5), so they are not repeated
 * by us; any other number was not carried out.
 */
function acceptSend(reading: Reading, retcode: number): WebQqBatch {
  switch (retcode) {
    case 0:
      return aliveBatch(reading);
    case 1202:
    case 100_100:
      return aliveBatch(reading, { outcome: { kind: 'uncertain' } });
    case 100:
    case 103:
    case 108:
    case 121: {
      // Not carried out: it leaves again once the account is signed in anew.
      const batch = signInAgain(reading);
      return { ...batch, outcome: { kind: 'refused', until: reading.now + 5_000 } };
    }
    default:
      return refused(reading, retcode);
  }
}

/** Not carried out, for a reason that is only a number. */
function refused(reading: Reading, retcode: number): WebQqBatch {
  return aliveBatch(reading, { outcome: { kind: 'failed', why: 'server-trouble', said: `retcode ${retcode}` } });
}

/** An answer whose poll was given up long ago, read at last. What it says of the session is no news. */
export function acceptLateReply(
  reading: Reading,
  to: Request,
  got: Reply,
): Pick<WebQqBatch, 'cursor' | 'events' | 'undecoded'> {
  const answer = got.kind === 'reply' && callOf(to) === 'poll2' ? decodeAnswer(got) : undefined;
  if (answer?.kind === 'unreadable') return unreadable(reading, answer);
  return { cursor: reading.cursor, events: [], ...(answer && acceptLatePoll(reading, to, answer)) };
}

/** These may come after the server answered. What it handed over so it hands over no more. */
const mayBeAnswered: readonly unknown[] = ['empty', 'reset', 'timeout', 'too-large', 'other'];

/** No answer. */
function acceptSilence(
  reading: Reading,
  to: Request,
  call: string,
  got: Exclude<Reply, { kind: 'reply' }>,
): WebQqBatch {
  const { cursor } = reading;
  const failure = got.kind === 'failure' ? got.failure : undefined;
  const uncertain = call === 'poll2' && mayBeAnswered.includes(failure);
  // What was signed in anew meanwhile is not told by a poll of before.
  if (uncertain && (lifeOf(to.key) !== cursor.life || cursor.stage !== 'online'))
    return batchOf(reading, { outcome: { kind: 'uncertain' } });
  if (failure === 'no-secret') {
    // A cookie that is not there: without it the next way to sign in.
    if (call === 'pt4_auth') return signInAgain(reading, 'check');
    if (call === 'check' || call === 'login') return acceptNoPassword(reading);
    const session = failureTruths['no-secret'];
    if (cursor.stage === 'online') {
      const waits = to.want.kind === 'send' && { outcome: { kind: 'again' as const } };
      return { ...signInAgain(reading), session, ...waits };
    }
    return batchOf(reading, {
      cursor: { ...cursor, stage: 'picture' },
      session,
      nextAt: 'back-off',
      outcome: { kind: 'failed', why: 'no-secret' },
    });
  }
  const why = reasonOf(got);
  const session = failure ? failureTruths[failure] : ({ state: 'unreachable', reason: 'line-dropped' } as const);
  const stops = failure === 'no-permission' || failure === 'locked';
  // Every call but a poll may be asked again as it is; a poll is never the same poll twice.
  const never = uncertain ? ({ kind: 'uncertain' } as const) : ({ kind: 'failed', why } as const);
  const outcome = call === 'poll2' ? never : ({ kind: 'again' } as const);
  return batchOf(reading, { session, nextAt: stops ? 'stop' : 'back-off', outcome });
}
