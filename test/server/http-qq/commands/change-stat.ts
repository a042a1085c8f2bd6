import { type Command, done } from '../command';
import { PENALTY_MS } from '../penalties';
import { decodePresence } from '../presence-code';

/** Shows the caller to friends in another way; the session goes on, with ST=20 too. */
export const changeStat: Command = {
  name: 'Change_Stat',
  echo: 'Change_Stat',
  endsOpen: true,
  limit: { most: 1, withinMs: 5000, holdMs: PENALTY_MS },
  prepare(params) {
    const presence = decodePresence(params.get('ST') ?? '');
    if (presence === undefined) return undefined;
    return ({ core }, { uin }) => {
      core.world.setPresence(uin, presence);
      return done();
    };
  },
};
