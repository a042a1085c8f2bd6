import { type Command, done } from '../command';
import { isDigits } from '../parse-request';
import { addFriend } from '../relations';

/** Added at once; asks for a verification; refused (the 2005 text: 2, the one of 2009: 3). */
const ADDED = '0';
const ASKS = '1';
const REFUSED = '2';
const REFUSED_IN_2009 = '3';

/** Takes somebody onto the caller's list, where they let anybody. Nobody says no for a number that nobody has. */
export const addToList: Command = {
  name: 'AddToList',
  echo: 'AddToList',
  about: 'UN',
  prepare(params) {
    const other = params.get('UN') ?? '';
    if (!isDigits(other)) return undefined;
    return ({ core }, { uin }) => {
      const profile = core.world.profile(other);
      const known = core.world.profile(uin)?.friends.includes(other) === true;
      const adding = profile?.adding ?? 'verify';
      const refusal = core.settings.habits.has('refuse-with-3') ? REFUSED_IN_2009 : REFUSED;
      const code =
        profile === undefined || other === uin || adding === 'closed'
          ? refusal
          : known || adding === 'open'
            ? ADDED
            : ASKS;
      if (code === ADDED) addFriend(core, uin, other);
      return done([
        ['CD', code],
        ['UN', other],
      ]);
    };
  },
};
