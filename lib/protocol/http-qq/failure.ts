import type { SessionReason, SessionTruth } from '../../model/session';
import { failureTruths } from '../failure-truths';
import type { Request, TransportFailure, Want } from '../protocol';
import { aliveBatch, batchOf, type HttpQqBatch, type Reading } from './batch';
import type { Trouble } from './packet';

/**
 * No answer. Whatever may have been carried out is asked again under its SEQ, which is safe with this protocol; and
 * nothing else could be said of a request that was already asked once. What only the person can mend stops the account.
 */
export function acceptFailure(reading: Reading, to: Request, failure: TransportFailure): HttpQqBatch {
  const batch = readFailure(reading, to, failure);
  // Asking again and again would hold up messages for a look at somebody.
  return isPassing(to.want) ? { ...batch, ...passed(to.want, failureTruths[failure]) } : batch;
}

function readFailure(reading: Reading, to: Request, failure: TransportFailure): HttpQqBatch {
  const truth = failureTruths[failure];
  switch (failure) {
    case 'no-permission':
    case 'no-secret':
    case 'locked':
      return { ...again(reading, truth), nextAt: 'stop' };
    case 'too-large':
      // Megabytes of profile say nothing about the line.
      if (isPassing(to.want))
        return aliveBatch(reading, { session: { state: 'online', reason: 'too-large' }, undecoded: tooLarge });
      return misread(reading, tooLarge);
    case 'empty':
      // Some servers answer a message with nothing for no known reason (spec/http-qq, CLTMSG): the line is fine.
      return again(reading, to.want.kind === 'send' ? undefined : truth);
    default:
      return again(reading, truth);
  }
}

/**
 * An answer that cannot be taken. Nothing in it is believed, not even what looks whole: the server still has the sound
 * reply and gives it to the same SEQ.
 */
export function misread(reading: Reading, trouble: Trouble): HttpQqBatch {
  const { elsewhere, ...undecoded } = trouble;
  const batch = { ...again(reading, { state: 'unreachable', reason: trouble.why }), undecoded };
  return elsewhere ? { ...batch, outcome: { kind: 'again', elsewhere } } : batch;
}

const tooLarge: Trouble = { why: 'too-large', detail: 'more than a QQ server ever answers' };

/** The session is well, only what was asked for is not to be had; it is not tried again by itself. */
export function gaveUp(
  reading: Reading,
  want: Want,
  { why, said, detail }: { readonly why: SessionReason; readonly said?: string; readonly detail?: string },
): HttpQqBatch {
  return aliveBatch(reading, {
    ...passed(want, { reason: why, ...(said === undefined ? {} : { said }) }),
    ...(detail === undefined ? {} : { undecoded: { why, detail } }),
  });
}

function passed({ kind }: Want, { reason = 'server-trouble', said }: Pick<SessionTruth, 'reason' | 'said'>) {
  const outcome = { kind: 'failed', why: reason, ...(said === undefined ? {} : { said }) } as const;
  return kind === 'find' ? { outcome, found: { people: [], why: reason } } : { outcome };
}

/** What only looks at people: nothing is lost with it, and whoever still wants to know asks again. */
function isPassing({ kind }: Want): boolean {
  return kind === 'profile' || kind === 'find';
}

function again(reading: Reading, session: SessionTruth | undefined): HttpQqBatch {
  return batchOf(reading, { ...(session ? { session } : {}), nextAt: 'back-off', outcome: { kind: 'again' } });
}
