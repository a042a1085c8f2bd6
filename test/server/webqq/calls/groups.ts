import type { Group } from '../../groups';
import { STAT_CODES } from '../accounts';
import { field } from '../asked';
import { type ApiEndpoint, badArguments, type Call, refusal, result } from '../call';
import { clientTypeOf } from '../encode-item';
import { hasGoodHash, personId, shown } from './people';

/** The groups' mask for all groups: 0 tells every message (recorded). */
const ALL_GROUPS = { gid: 1000, mask: 0 };
const GROUP_FLAG = 167_864_331;

/** A group by a number of the session, gid or code alike: clients asked with both. */
export function groupOf({ office, signIn }: Call, id: string): Group | undefined {
  const named = office.numbers.back(signIn, Number(id));
  const group = named === undefined || named.kind === 'person' ? undefined : office.core.groups.get(named.number);
  return group?.members.some(({ uin }) => uin === signIn.uin) === true ? group : undefined;
}

export function discussionOf({ office, signIn }: Call, did: string): Group | undefined {
  return office.core.groups.of(signIn.uin, 'discussion').find(({ gid }) => gid === did);
}

export const getGroupNameListMask2: ApiEndpoint = {
  ticket: 'vfwebqq',
  answer(call) {
    if (!hasGoodHash(call)) return badArguments(call);
    const { office, signIn } = call;
    const groups = office.core.groups.of(signIn.uin);
    const gid = (group: Group) => office.numbers.of(signIn, 'gid', group.gid);
    const { remarks } = office.accounts.get(signIn.uin);
    const gnamelist = groups.map((group) => {
      const code = office.numbers.of(signIn, 'code', group.gid);
      return { flag: GROUP_FLAG, name: shown(call, group.name), gid: gid(group), code };
    });
    const gmarklist = groups.flatMap((group) => {
      const name = remarks[group.gid];
      return name === undefined ? [] : [{ uin: gid(group), markname: shown(call, name) }];
    });
    return result(call, { gmasklist: [ALL_GROUPS], gnamelist, gmarklist });
  },
};

export const getDiscusList: ApiEndpoint = {
  ticket: 'psessionid',
  answer(call) {
    const discussions = call.office.core.groups.of(call.signIn.uin, 'discussion');
    return result(call, {
      dnamelist: discussions.map(({ gid, name }) => ({ did: Number(gid), name: shown(call, name) })),
    });
  },
};

export const getGroupInfoExt2: ApiEndpoint = {
  ticket: 'vfwebqq',
  answer(call) {
    const group = groupOf(call, field(call.asked, 'gcode'));
    return group === undefined ? refusal(call.signIn.era, 100_001) : result(call, describeGroup(call, group));
  },
};

function describeGroup(call: Call, group: Group): object {
  const { office, signIn } = call;
  const { members } = group;
  const id = (uin: string) => memberId(call, uin);
  const stats = members.flatMap(({ uin }) => {
    const status = office.accounts.statusSeen(uin);
    const stat = STAT_CODES[status];
    return status === 'offline' ? [] : [{ client_type: clientTypeOf(office, uin), uin: id(uin), stat }];
  });
  const minfo = members.map(({ uin }) => {
    const nick = shown(call, office.core.world.profile(uin)?.nick ?? uin);
    return { nick, province: '', gender: 'unknown', uin: id(uin), country: '', city: '' };
  });
  const owner = members.find(({ role }) => role === 'owner') ?? members[0];
  const ginfo = {
    face: 0,
    memo: '',
    class: 25,
    fingermemo: '',
    code: office.numbers.of(signIn, 'code', group.gid),
    createtime: 1_231_435_199,
    flag: GROUP_FLAG,
    level: 4,
    name: shown(call, group.name),
    gid: office.numbers.of(signIn, 'gid', group.gid),
    owner: owner === undefined ? 0 : id(owner.uin),
    // A looker-after has the lowest bit (the recorded flag of one is not known; the rest of it nobody read).
    members: members.map(({ uin, role }) => ({ muin: id(uin), mflag: role === 'admin' ? 193 : 192 })),
    option: 2,
  };
  const cards = members
    .filter(({ card }) => card !== '')
    .map(({ uin, card }) => ({ muin: id(uin), card: shown(call, card) }));
  const vipinfo = members.map(({ uin }) => ({ vip_level: 0, u: id(uin), is_vip: 0 }));
  // Without a single card the key is not there (recorded).
  return { stats, minfo, ginfo, ...(cards.length === 0 ? {} : { cards }), vipinfo };
}

/** In lists of members everybody has a number of the session, oneself the real one. */
function memberId(call: Call, uin: string): number {
  return uin === call.signIn.uin ? Number(uin) : personId(call, uin);
}

export const getDiscuInfo: ApiEndpoint = {
  ticket: 'psessionid',
  answer(call) {
    const discussion = discussionOf(call, field(call.asked, 'did'));
    if (discussion === undefined) return badArguments(call);
    const { office } = call;
    const { gid, name, members } = discussion;
    const id = (uin: string) => memberId(call, uin);
    const info = {
      did: Number(gid),
      discu_owner: id(members[0]?.uin ?? call.signIn.uin),
      discu_name: shown(call, name),
      info_seq: 2,
      mem_list: members.map(({ uin }) => ({ mem_uin: id(uin), ruin: Number(uin) })),
    };
    const memInfo = members.map(({ uin }) => {
      return { nick: shown(call, office.core.world.profile(uin)?.nick ?? uin), uin: id(uin) };
    });
    const memStatus = members.flatMap(({ uin }) => {
      const status = office.accounts.statusSeen(uin);
      return status === 'offline' ? [] : [{ client_type: clientTypeOf(office, uin), status, uin: id(uin) }];
    });
    return result(call, { info, mem_info: memInfo, mem_status: memStatus });
  },
};
