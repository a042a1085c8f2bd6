import { type Command, done } from '../command';
import { encodeList } from '../encode-reply';
import { cutPage, parsePageRequest } from '../paging';

/** Only so many friends came back at a time (spec/http-qq, List). */
const FRIENDS_A_PAGE = 120;

/** The caller's friends; without TN only how many they are. */
export const list: Command = {
  name: 'List',
  echo: 'LIST',
  prepare(params) {
    const request = parsePageRequest(params);
    if (request === undefined) return undefined;
    return ({ core, sessions }, { uin }) => {
      const friends = (core.world.profile(uin)?.friends ?? []).map((friend) => ({ uin: friend }));
      if (!request.wantsPage) return done([['FN', String(friends.length)]]);
      const page = cutPage(friends, FRIENDS_A_PAGE, request.after, sessions.get(uin)?.pageEnds.List);
      sessions.setPageEnd(uin, 'List', page.end);
      return done([
        ['FN', page.fn],
        ['SN', String(page.items.length)],
        ['UN', encodeList(page.items.map((friend) => friend.uin))],
      ]);
    };
  },
};
