import { visiblePresence, type World } from '../../world';
import { type Command, done } from '../command';
import { encodeList, type Field } from '../encode-reply';
import { cutPage, parsePageRequest } from '../paging';
import { encodePresence } from '../presence-code';

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

interface Present {
  uin: string;
  face: number;
  status: string;
  nick: string;
}

function friendsPresent(world: World, uin: string): Present[] {
  return (world.profile(uin)?.friends ?? []).flatMap((friend) => {
    const visible = visiblePresence(world.presence(friend));
    const profile = world.profile(friend);
    if (visible === 'offline' || profile === undefined) return [];
    return [{ uin: friend, face: profile.face, status: encodePresence(visible), nick: profile.nick }];
  });
}

function pageFields(page: readonly Present[], fn: string): Field[] {
  return [
    ['FC', encodeList(page.map(({ face }) => String(face)))],
    ['FN', fn],
    ['SN', String(page.length)],
    ['ST', encodeList(page.map(({ status }) => status))],
    ['UN', encodeList(page.map(({ uin }) => uin))],
    ['NK', encodeList(page.map(({ nick }) => nick))],
  ];
}
