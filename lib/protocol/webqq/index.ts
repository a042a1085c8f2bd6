import type { Ability, Protocol } from '../protocol';
import { acceptLateReply, acceptReply } from './accept';
import { decodeAnswer } from './answer';
import { batchOf } from './batch';
import { callOf, lifeOf } from './calls';
import { parseCursor, startCursor, type WebQqCursor } from './cursor';
import { bkn, friendListHash, hash33, passwordProof } from './hashes';
import { planNext } from './next';
import type { WebQqSettings } from './settings';
import { toldBy } from './sign-in';

const abilities: ReadonlySet<Ability> = new Set([
  'send',
  'contacts',
  'groups',
  'presence',
  'status',
  'requests',
  'decline-reason',
  'accept-one-way',
  'profile-of-contacts',
]);

/** WebQQ for one account: signed in by phone or password, and heard by polls that the server holds. */
export function openWebQq(settings: WebQqSettings): Protocol<WebQqCursor> {
  return {
    codec: 1,
    // A send is known again by its msg_id and content (design 4).
    replayMs: 10 * 60_000,
    // Numbers of an earlier sign-in may mean somebody else by now, and what a poll handed over comes in no other.
    outran: ({ life }, key) => lifeOf(key) !== life || key.endsWith('.poll2'),
    start: startCursor,
    resume: parseCursor,
    abilities: () => abilities,
    next: (cursor, want, now) => planNext(settings, cursor, want, now),
    accept(cursor, to, got, now) {
      const reading = { settings, cursor, now };
      return to === 'push' ? batchOf(reading) : acceptReply(reading, to, got);
    },
    acceptLate: (cursor, to, got, now) => acceptLateReply({ settings, cursor, now }, to, got),
    carriesNothing(to, got) {
      if (got.kind !== 'reply') return false;
      if (callOf(to) !== 'poll2') return true;
      const answer = decodeAnswer(got);
      // A page in the server's place (a gateway's, a portal's) held no message, and none is kept for a later version.
      if (answer.kind !== 'answer') return answer.kind === 'gateway' || answer.why !== 'garbled';
      return !(Array.isArray(answer.fields.result) && answer.fields.result.length > 0);
    },
    spell(as, secret) {
      const [how, about = '', code = ''] = as.split(' ');
      switch (how) {
        case 'hash33':
          return String(hash33(secret));
        case 'nothing':
          return '';
        case 'proof':
          return passwordProof(secret, about, code);
        case 'bkn':
          return String(bkn(secret));
        case 'friend-list-hash':
          return encodeURIComponent(JSON.stringify(friendListHash(about, secret)));
        default:
          return encodeURIComponent(JSON.stringify(secret));
      }
    },
    told: (to, got) => toldBy(settings, callOf(to), got),
  };
}
