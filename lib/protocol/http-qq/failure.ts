import type { SessionTruth } from '../../model/session';
import { failureTruths } from '../failure-truths';
import type { Request, TransportFailure } from '../protocol';
import { batchOf, type HttpQqBatch, type Reading } from './batch';
import type { Trouble } from './packet';

/**
 * No answer. Whatever may have been carried out is asked again under its SEQ, which is safe with this protocol; and
 * nothing else could be said of a request that was already asked once. What only the person can mend stops the account.
 */
export function acceptFailure(reading: Reading, to: Request, failure: TransportFailure): HttpQqBatch {
  const truth = failureTruths[failure];
  switch (failure) {
    case 'no-permission':
    case 'no-secret':
    case 'locked':
      return { ...again(reading, truth), nextAt: 'stop' };
    case 'too-large':
      return misread(reading, { why: 'too-large', detail: 'more than a QQ server ever answers' });
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

function again(reading: Reading, session: SessionTruth | undefined): HttpQqBatch {
  return batchOf(reading, { ...(session ? { session } : {}), nextAt: 'back-off', outcome: { kind: 'again' } });
}
