import { isDeed } from '../../model/act';
import type { Reply, Request, Want } from '../protocol';
import { aliveBatch, batchOf, type HttpQqBatch, type Reading } from './batch';
import { acceptFailure, gaveUp, misread } from './failure';
import { acceptFound } from './find';
import { acceptDeed, acceptDeedRefused, commandOf } from './friendship';
import { decodeItem } from './lists';
import { acceptMessages } from './messages';
import { statusSpacingMs, tooFastRestMs, unknownRefusalRestMs } from './pace';
import { type Decoded, decodePacket, no, type Packet, shorten } from './packet';
import { acceptProfile } from './profile';
import { acceptFriends, acceptOnline } from './rolls';
import { acceptLogin, acceptLoginTooFast, acceptNotSignedIn, halt } from './sign-in';

const commands: Readonly<Partial<Record<Want['kind'], { readonly cmd: string; readonly tail?: string }>>> = {
  probe: { cmd: 'Logout' },
  'sign-in': { cmd: 'Login' },
  'sign-out': { cmd: 'Logout' },
  receive: { cmd: 'GetMsgEx', tail: 'MG' },
  contacts: { cmd: 'List' },
  presence: { cmd: 'Query_Stat', tail: 'NK' },
  status: { cmd: 'Change_Stat' },
  send: { cmd: 'CLTMSG' },
  profile: { cmd: 'GetInfo', tail: 'NK' },
  find: { cmd: 'Finger' },
};

/** The answer to one request, checked to be that: a sound reply of the wrong account must land nowhere (promise 5). */
export function decodeAnswer(uin: string, to: Request, got: Extract<Reply, { kind: 'reply' }>): Decoded<Packet> {
  const { cmd, tail } = commands[to.want.kind] ?? { cmd: commandOf(to) };
  const decoded = decodePacket(got, tail);
  if (!decoded.ok) return decoded;
  const packet = decoded.value;
  if (packet.cmd.toUpperCase() !== cmd.toUpperCase()) {
    return no('garbled', `CMD=${shorten(packet.cmd)} answers ${cmd}`);
  }
  if (packet.uin !== uin) return no('wrong-account', `UIN=${shorten(packet.uin)} answers ${uin}`);
  // -1 was recorded from a live server, so it stands for whatever was asked.
  if (packet.seq !== to.key && packet.seq !== '-1') {
    return no('wrong-seq', `SEQ=${shorten(packet.seq)} answers ${to.key}`);
  }
  return decoded;
}

/** What an answer, or its absence, means. */
export function acceptReply(uin: string, reading: Reading, to: Request, got: Reply): HttpQqBatch {
  const batch = read(uin, reading, to, got);
  const { cursor } = reading;
  // Once the server's word has stopped an account, what was still under way may bring messages but starts nothing.
  if (!cursor.halted || isByHand(to.want)) return batch;
  const { session: _, ...silent } = batch;
  return { ...silent, then: [], nextAt: 'stop' };
}

function isByHand({ kind }: Want): boolean {
  return kind === 'sign-in' || kind === 'sign-out' || kind === 'probe';
}

function read(uin: string, reading: Reading, to: Request, got: Reply): HttpQqBatch {
  if (got.kind === 'failure') return acceptFailure(reading, to, got.failure);
  if (got.kind === 'closed') return acceptFailure(reading, to, 'reset');
  const packet = decodeAnswer(uin, to, got);
  if (!packet.ok) return misread(reading, packet.trouble);
  switch (to.want.kind) {
    case 'probe':
      // Any answer in the protocol's form shows a QQ server; it signed us out on the way.
      return batchOf(reading, { nextAt: reading.now });
    case 'sign-out':
      return batchOf(reading, { session: { state: 'signed-out' }, nextAt: 'stop' });
    default:
      return packet.value.res === 0 ? acceptDone(reading, to, packet.value) : acceptRefusal(reading, to, packet.value);
  }
}

function acceptDone(reading: Reading, to: Request, packet: Packet): HttpQqBatch {
  switch (to.want.kind) {
    case 'sign-in':
      return acceptLogin(reading, to, packet);
    case 'receive':
      return acceptMessages(reading, to, packet);
    case 'contacts':
      return acceptFriends(reading, to, packet);
    case 'presence':
      return acceptOnline(reading, to, packet);
    case 'profile':
      return acceptProfile(reading, to, packet);
    case 'find':
      return acceptFound(reading, to, packet);
    default: {
      if (isDeed(to.want)) return acceptDeed(reading, to, to.want, packet);
      return aliveBatch(reading, isLeaving(to.want) ? thenSignOut : {});
    }
  }
}

/**
 * RES other than 0: not carried out and not remembered, so whatever is asked again takes a new SEQ; unless an earlier
 * try got no answer, which only its own SEQ can bring.
 */
function acceptRefusal(reading: Reading, to: Request, packet: Packet): HttpQqBatch {
  const { kind } = to.want;
  switch (packet.res) {
    case 20:
      if (isLeaving(to.want)) return batchOf(reading, thenSignOut);
      if (kind !== 'sign-in') return acceptNotSignedIn(reading, to);
      break;
    case 3:
      if (kind === 'sign-in') return acceptLoginTooFast(reading);
      if (isDeed(to.want)) return acceptDeedRefused(reading, to, to.want);
      // Nobody waits for these longer than 20 s: who still wants to know asks again.
      if (kind === 'profile' || kind === 'find') return gaveUp(reading, to.want, { why: 'too-fast' });
      return acceptTooFast(reading, to);
    case 5:
      // Of a message, and of whatever else is about somebody, it is their number that is not legal.
      if (isAboutOthers(to.want)) return batchOf(reading, { outcome: { kind: 'failed', why: 'illegal-number' } });
      return halt(reading, 'refused', 'illegal-number');
  }
  const said = decodeItem(packet.fields.get('RA') ?? '').trim() || `RES=${packet.res}`;
  if (isAboutOthers(to.want) && kind !== 'send') return gaveUp(reading, to.want, { why: 'server-trouble', said });
  const until = reading.now + unknownRefusalRestMs;
  const state = reading.cursor.signedIn ? 'online' : 'unreachable';
  return batchOf(reading, {
    session: { state, reason: 'server-trouble', said },
    nextAt: until,
    outcome: { kind: 'refused', until, repeat: true },
  });
}

function isAboutOthers(want: Want): boolean {
  return want.kind === 'send' || want.kind === 'profile' || want.kind === 'find' || isDeed(want);
}

const thenSignOut = { then: [{ kind: 'sign-out' }] } as const;

function isLeaving(want: Want): boolean {
  return want.kind === 'status' && want.status === 'offline';
}

/** The refusal took its 20 s already. A status is kept until it is carried out, behind what came in meanwhile. */
function acceptTooFast(reading: Reading, { want }: Request): HttpQqBatch {
  const { cursor, now } = reading;
  const isStatus = want.kind === 'status';
  const until = now + (isStatus ? statusSpacingMs : tooFastRestMs);
  const kept = isStatus && { cursor: { ...cursor, statusAt: now }, then: [{ kind: 'receive' } as const] };
  return batchOf(reading, { ...kept, outcome: { kind: 'refused', until, repeat: true } });
}
