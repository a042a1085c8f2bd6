import { type Command, done } from '../command';
import { endSession } from '../end-session';

/** Signs a client out. It succeeds always, and ends only the caller's own session (spec/http-qq, Logout). */
export const logout: Command = {
  name: 'Logout',
  echo: 'LOGOUT',
  beforeLogin: true,
  prepare: () => (office, caller) => {
    if (office.sessions.of(caller) !== undefined) endSession(office, caller.uin);
    return done();
  },
};
