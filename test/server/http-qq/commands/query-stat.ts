import { visiblePresence, type World } from '../../world';
import { type Command, done } from '../command';
import { cutPage, parsePageRequest } from '../paging';
import { pageFields, type Shown, show } from '../shown';

const FRIENDS_A_PAGE = 50;

/** The caller's friends who are there. */
export const queryStat: Command = {
  name: 'Query_Stat',
  echo: 'QUERY_STAT',
  prepare(params) {
    const request = parsePageRequest(params);
    if (request === undefined) return undefined;
    return ({ core, sessions }, { uin }) => {
      const present = friendsPresent(core.world, uin);
      if (!request.wantsPage) {
        // Two replies on one connection, the second without content (spec/http-qq, A5).
        return { res: 0, replies: [[['FN', String(present.length)]], pageFields([], '1')], messages: [] };
      }
      const page = cutPage(present, FRIENDS_A_PAGE, request.after, sessions.get(uin)?.pageEnds.Query_Stat);
      sessions.setPageEnd(uin, 'Query_Stat', page.end);
      return done(pageFields(page.items, page.fn));
    };
  },
};

function friendsPresent(world: World, uin: string): Shown[] {
  return (world.profile(uin)?.friends ?? []).flatMap((friend) => {
    const shown = show(world, friend);
    return shown === undefined || visiblePresence(world.presence(friend)) === 'offline' ? [] : [shown];
  });
}
