import { type Command, done } from '../command';
import { isDigits } from '../parse-request';
import { dropFriend } from '../relations';

/** Takes somebody off the caller's list; they are not told. The same again within 60 s takes 30 s and is refused. */
export const delFromList: Command = {
  name: 'DelFromList',
  echo: 'DelFromList',
  endsOpen: true,
  about: 'UN',
  limit: { most: 1, withinMs: 60_000, holdMs: 30_000, each: 'UN' },
  prepare(params) {
    const other = params.get('UN') ?? '';
    if (!isDigits(other)) return undefined;
    return ({ core }, { uin }) => {
      dropFriend(core, uin, other);
      return done();
    };
  },
};
