import type { Uin } from '../world';
import type { Office } from './command';

/** Ends a session because its client is gone: friends see it, and news of friends are not kept for it. */
export function endSession({ core, sessions }: Office, uin: Uin): void {
  sessions.end(uin);
  core.world.dropStatuses(uin);
  core.world.setPresence(uin, 'offline');
}

/** Ends the sessions that have been silent for longer than LI (spec/http-qq, Login). */
export function expireSessions(office: Office): void {
  const { clock, settings } = office.core;
  const latest = clock.now() - settings.clock.li * 1000;
  for (const [uin, session] of office.sessions.all()) {
    if (session.seenAt < latest) endSession(office, uin);
  }
}
