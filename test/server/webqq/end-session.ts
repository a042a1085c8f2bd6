import type { Office } from './office';
import type { Phase, SignIn } from './sign-ins';

/** Ends a session. Its person is gone for friends unless another client of theirs is there. */
export function endSession(office: Office, { serial, uin }: SignIn, phase: Phase): void {
  office.signIns.change(serial, { phase });
  if (office.polls.isHeld(uin, serial)) office.polls.end(uin, 'something');
  const others = office.signIns.online().some((signIn) => signIn.uin === uin);
  if (!others) office.core.world.setPresence(uin, 'offline');
}

/** Drops the sessions that have neither asked anything for LI seconds nor a poll that is held. */
export function dropSilent(office: Office): void {
  const { clock, settings } = office.core;
  const latest = clock.now() - settings.clock.li * 1000;
  for (const signIn of office.signIns.online()) {
    const isAlive = signIn.seenAt >= latest || office.polls.isHeld(signIn.uin, signIn.serial);
    if (!isAlive) endSession(office, signIn, 'dropped');
  }
}
