import type { Event } from '../../model/event';
import { failureTruths, reasonOf } from '../failure-truths';
import { fieldsOf, idOf, rowsOf } from '../json';
import type { Reply, Request, Want } from '../protocol';
import { type Answer, decodeAnswer } from './answer';
import { aliveBatch, batchOf, halt, type OneBotBatch, type Reading } from './batch';
import { acceptHistory, acceptNoHistory, acceptRecent, startCatchUp, withHeavy } from './catch-up';
import { historyActions, recentAction, withLack } from './cursor';
import { withOnline } from './events';
import { isList, isResting, withTurns } from './later';
import { acceptListed } from './listed';
import { actionOf, askedPeer, eventActions, streamAction } from './next';
import { acceptDeaf, acceptStream } from './over-http';
import { acceptFriends, acceptGroups, acceptPresence } from './people';
import { acceptProfile } from './profile';
import { takeAll } from './push';
import { acceptLists, withQuestions } from './requests';
import { acceptLogin, acceptNoLine, acceptProbe, acceptVersion, unreachable } from './sign-in';

/** Actions that a server may lack without harm: what they were for is done another way or not offered. */
const optional = [
  'get_friends_with_category',
  'nc_get_user_status',
  'mark_msg_as_read',
  'set_online_status',
  'delete_msg',
  'delete_friend',
  'get_stranger_info',
];

/** What an answer, or its absence, means. */
export function acceptReply(reading: Reading, to: Request, got: Reply): OneBotBatch {
  const batch = read(reading, to, got);
  if (!reading.cursor.halted || to.want.kind === 'sign-in' || to.want.kind === 'probe') return batch;
  // Once the account was stopped, what was still under way starts nothing.
  const { session: _, ...silent } = batch;
  return { ...silent, then: [], nextAt: 'stop' };
}

/**
 * Events that were handed over once and are read late. The session has moved on, but whoever wrote is somebody whose
 * history is asked for after a gap, and a temporary session leads through the same group as before.
 */
export function acceptLateEvents(
  reading: Reading,
  to: Request,
  got: Reply,
): Pick<OneBotBatch, 'cursor' | 'events' | 'undecoded'> {
  const { cursor: after, events, undecoded } = read(reading, to, got);
  const { peers, morePeers, temporary, strange } = after;
  const cursor = { ...reading.cursor, peers, temporary, ...(morePeers && { morePeers }), ...(strange && { strange }) };
  return { cursor, events, ...(undecoded && { undecoded }) };
}

function read(reading: Reading, to: Request, got: Reply): OneBotBatch {
  if (to.want.kind === 'probe') return acceptProbe(reading, to, got);
  if (actionOf(to) === streamAction) return acceptStream(reading, got);
  if (got.kind !== 'reply') return acceptSilence(reading, to, got);
  const answer = decodeAnswer(to, got);
  switch (answer.kind) {
    case 'ok': {
      const batch = acceptDone(reading, to, answer.data);
      return to.want.kind === 'receive' ? withQuestions(withTurns(batch)) : batch;
    }
    case 'wrong-token':
      return halt(reading, 'wrong-token');
    case 'unreadable': {
      const { why, detail } = answer;
      const batch = acceptSilence(reading, to, got, why);
      return { ...batch, undecoded: { why, detail } };
    }
    default:
      return acceptRefusal(reading, to, answer);
  }
}

function acceptDone(reading: Reading, to: Request, data: unknown): OneBotBatch {
  const { cursor, now } = reading;
  const action = actionOf(to);
  const { want } = to;
  if (want.kind === 'requests') return acceptLists(reading, action, data);
  if (want.kind === 'catch-up' && isList(action)) return acceptListed(reading, action, data) ?? aliveBatch(reading);
  switch (action) {
    case 'get_login_info':
      return acceptLogin(reading, data);
    case 'get_version_info':
      return acceptVersion(reading, data);
    case 'get_status': {
      if (want.kind === 'status') {
        const gone = { ...cursor, signedIn: false };
        return batchOf(reading, { cursor: gone, session: { state: 'signed-out' }, nextAt: 'stop' });
      }
      const after = withOnline(cursor, fieldsOf(data)?.online);
      if (after.cursor.over === 'socket' || after.cursor.streams) return aliveBatch(reading, after);
      if (after.cursor.lacks.includes(recentAction)) return acceptDeaf(reading, after.cursor);
      if (after.cursor.catchUp && isResting(after.cursor.catchUp)) return aliveBatch(reading, after);
      // No events over HTTP here: what the conversations hold stands in for them.
      return aliveBatch(reading, { cursor: startCatchUp(after.cursor), then: [{ kind: 'catch-up' }] });
    }
    case 'get_friend_list':
    case 'get_friends_with_category':
      return acceptFriends(reading, data);
    case 'get_group_list':
      return acceptGroups(reading, data);
    case recentAction:
      return acceptRecent(reading, data);
    case historyActions.u:
    case historyActions.g:
      return acceptHistory(reading, data, askedPeer(to));
    case 'get_updates':
    case 'get_event':
      return takeAll(reading, rowsOf(data));
  }
  switch (want.kind) {
    case 'send': {
      const remoteKey = idOf(fieldsOf(data)?.message_id);
      return aliveBatch(reading, { outcome: { kind: 'done', ...(remoteKey && { remoteKey }) } });
    }
    case 'presence-of':
      return acceptPresence(reading, want.number, data);
    case 'profile':
      return acceptProfile(reading, want.number, want.brief === true, data);
    case 'answer':
      return aliveBatch(reading, {
        events: [{ kind: 'request-closed', key: want.key }],
        then: want.accept ? [{ kind: /^(friend|doubt)\./.test(want.key) ? 'contacts' : 'groups' }] : [],
      });
    case 'recall':
      return aliveBatch(reading, { events: [{ kind: 'recalled', remoteKey: want.remoteKey }] });
    case 'unfriend':
      // NapCat says ok although nobody was deleted; the list tells (spec/onebot, Actions).
      return aliveBatch(reading, {
        cursor: { ...cursor, contactsAt: now },
        events: [{ kind: 'contact-gone', number: want.number }],
        then: [{ kind: 'contacts' }],
      });
    default:
      return aliveBatch(reading);
  }
}

/** Understood and not carried out, or not known there. */
function acceptRefusal(
  reading: Reading,
  to: Request,
  answer: Extract<Answer, { kind: 'refused' | 'unsupported' }>,
): OneBotBatch {
  const action = actionOf(to);
  if (to.want.kind === 'catch-up' && isList(action)) {
    return acceptListed(reading, action, undefined) ?? aliveBatch(reading);
  }
  if (to.want.kind === 'requests') return acceptLists(reading, action);
  const lacking = { ...reading, cursor: withLack(reading.cursor, action) };
  const again = (want: Want) => aliveBatch(lacking, { then: [want] });
  switch (action) {
    case 'get_login_info':
      if (answer.kind === 'unsupported') return halt(reading, 'not-onebot');
      return unreachable(reading, 'server-trouble', answer.said);
    case 'get_friends_with_category':
      return again({ kind: 'contacts' });
    case recentAction:
    case historyActions.u:
    case historyActions.g:
      return acceptNoHistory(reading, action, askedPeer(to), answer.kind === 'unsupported');
  }
  if (eventActions.some((name) => name === action)) return again({ kind: 'receive' });
  if (answer.kind === 'unsupported') {
    return aliveBatch(optional.includes(action) ? lacking : reading, { outcome: { kind: 'unsupported' } });
  }
  const outcome = { kind: 'failed', why: 'server-trouble', said: answer.said } as const;
  const { want } = to;
  if (want.kind !== 'presence-of') return aliveBatch(reading, { outcome });
  // Some can ask and some cannot (NapCat needs its packet backend): not known, and not asked again at once.
  const events: Event[] = [{ kind: 'presence', number: want.number, state: 'unknown', source: 'asked' }];
  return aliveBatch(reading, { outcome, events });
}

/** No answer, or one that cannot be read. */
function acceptSilence(reading: Reading, to: Request, got: Reply, why = reasonOf(got)): OneBotBatch {
  const failure = got.kind === 'failure' ? got.failure : undefined;
  if (to.want.kind === 'requests' && (got.kind === 'reply' || failure === 'timeout' || failure === 'too-large')) {
    // One too long for a frame ends the line, so it is not asked for again.
    const cursor = failure === 'too-large' ? withLack(reading.cursor, actionOf(to)) : reading.cursor;
    return acceptLists({ ...reading, cursor }, actionOf(to));
  }
  const cursor =
    to.want.kind === 'catch-up' && failure === 'too-large' ? withHeavy(reading.cursor, askedPeer(to)) : reading.cursor;
  const byFrame = to.via.kind === 'frame';
  if (got.kind === 'closed' && got.code === 1008) {
    const batch = halt(reading, 'wrong-token');
    return to.want.kind === 'send' ? { ...batch, outcome: { kind: 'uncertain' } } : batch;
  }
  if (failure === 'no-permission' || failure === 'no-secret' || failure === 'locked') {
    const batch = batchOf(reading, { session: failureTruths[failure], nextAt: 'stop' });
    return { ...batch, outcome: to.want.kind === 'send' ? { kind: 'again' } : { kind: 'failed', why } };
  }
  if (byFrame && actionOf(to) === 'get_login_info' && got.kind !== 'reply' && failure !== 'offline') {
    return acceptNoLine(reading, failure === 'timeout' ? 'no-answer' : 'no-socket');
  }
  if (failure === 'no-line') {
    // It never left; whoever was there is asked anew at once.
    const outcome = to.want.kind === 'send' ? ({ kind: 'again' } as const) : ({ kind: 'failed', why } as const);
    const session = { state: 'signing-in', reason: 'line-dropped' } as const;
    const then: Want[] = [{ kind: 'receive' }];
    return batchOf(reading, { cursor: { ...cursor, signedIn: false }, session, then, nextAt: reading.now, outcome });
  }
  // A socket that somebody set up meanwhile is better than what stopped answering over HTTP.
  const after = { ...cursor, signedIn: false, over: 'socket' as const };
  const batch = batchOf(reading, {
    cursor: after,
    session: { state: failure === 'offline' ? 'no-network' : 'unreachable', reason: why },
    nextAt: 'back-off',
  });
  switch (to.want.kind) {
    case 'send':
      return {
        ...batch,
        outcome: got.kind === 'reply' || failure === 'timeout' ? { kind: 'uncertain' } : { kind: 'again' },
      };
    case 'status':
      return { ...batch, outcome: { kind: 'refused', until: reading.now + 5_000 } };
    default:
      return { ...batch, outcome: { kind: 'failed', why } };
  }
}
