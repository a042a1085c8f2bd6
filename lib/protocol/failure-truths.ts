import type { SessionReason, SessionTruth } from '../model/session';
import type { Reply, TransportFailure } from './protocol';

/** What a person is told when an answer stays away, the same whichever protocol was spoken. */
export const failureTruths: Readonly<Record<TransportFailure, SessionTruth>> = {
  refused: { state: 'unreachable', reason: 'nobody-listens' },
  dns: { state: 'unreachable', reason: 'name-unknown' },
  offline: { state: 'no-network', reason: 'no-network' },
  'blocked-port': { state: 'unreachable', reason: 'blocked-port' },
  tls: { state: 'unreachable', reason: 'certificate' },
  empty: { state: 'unreachable', reason: 'answered-nothing' },
  reset: { state: 'unreachable', reason: 'line-dropped' },
  timeout: { state: 'unreachable', reason: 'no-answer' },
  'no-permission': { state: 'needs-permission', reason: 'no-permission' },
  'no-secret': { state: 'locked', reason: 'no-secret' },
  locked: { state: 'locked', reason: 'vault-locked' },
  'no-line': { state: 'unreachable', reason: 'line-dropped' },
  // A request that was not even tried tells nothing of the session: plan-commit ends it before anybody looks here.
  withdrawn: { state: 'unreachable', reason: 'no-answer' },
  'too-large': { state: 'unreachable', reason: 'too-large' },
  other: { state: 'unreachable', reason: 'no-answer' },
};

/** Why no answer came; a line that ended without a word dropped. */
export function reasonOf(got: Reply): SessionReason {
  return (got.kind === 'failure' && failureTruths[got.failure].reason) || 'line-dropped';
}
