import type { Account } from '../accounts';
import { nickOf } from '../events';
import { mannerOf, type Office } from '../office';
import { ActionFailed, parseNumber, parseOptionalNumber } from '../params';
import { unfriend } from '../relations';
import type { Action } from './action';

/** The category everybody has, whom no other category holds. */
const MY_FRIENDS = '我的好友';

export const getFriendList: Action = ({ office, account }) =>
  friendsOf(office, account).map((uin) => friend(office, account, uin));

export const getFriendsWithCategory: Action = ({ office, account }) => {
  const friends = friendsOf(office, account);
  const sorted = new Set(account.categories.flatMap(({ members }) => members));
  const rest = friends.filter((uin) => !sorted.has(uin));
  return [{ name: MY_FRIENDS, members: rest }, ...account.categories].map(({ name, members }, index) => {
    const buddies = members.filter((uin) => friends.includes(uin));
    const onlineCount = buddies.filter((uin) => isSeenOnline(office, uin)).length;
    return {
      categoryId: index,
      categorySortId: index,
      categoryName: name,
      categoryMbCount: buddies.length,
      onlineCount,
      buddyList: buddies.map((uin) => friend(office, account, uin)),
    };
  });
};

export const getStrangerInfo: Action = ({ office, params }) => {
  const uin = parseNumber(params, 'user_id');
  if (office.core.world.profile(uin) === undefined) throw new ActionFailed(`${uin} 不存在`);
  return { user_id: Number(uin), nickname: nickOf(office.core, uin), sex: 'unknown', age: 0, status: 0 };
};

/** NapCat tells in the data of a success that there was nobody to delete (spec/onebot, Actions worth using). */
export const deleteFriend: Action = ({ office, account, params }) => {
  const uin = parseOptionalNumber(params, 'user_id') ?? parseNumber(params, 'friend_id');
  if (friendsOf(office, account).includes(uin)) {
    unfriend(office, account.uin, uin);
    return undefined;
  }
  if (mannerOf(account).name !== 'NapCat.Onebot') throw new ActionFailed('不是好友');
  return { valid: false, message: '不是好友' };
};

export const getGroupList: Action = ({ office, account }) => office.core.groups.of(account.uin).map(groupInfo);

export const getGroupInfo: Action = ({ office, params }) =>
  groupInfo(groupNamed(office, parseNumber(params, 'group_id')));

export const getGroupMemberList: Action = ({ office, params }) => {
  const { gid, members } = groupNamed(office, parseNumber(params, 'group_id'));
  return members.map(({ uin }) => memberInfo(office, gid, uin));
};

export const getGroupMemberInfo: Action = ({ office, params }) =>
  memberInfo(office, parseNumber(params, 'group_id'), parseNumber(params, 'user_id'));

function friendsOf({ core }: Office, { uin }: Account): string[] {
  return core.world.profile(uin)?.friends ?? [];
}

function friend({ core }: Office, account: Account, uin: string) {
  return {
    user_id: Number(uin),
    nickname: nickOf(core, uin),
    remark: account.remarks[uin] ?? '',
    sex: 'unknown',
    level: 0,
  };
}

function isSeenOnline({ core }: Office, uin: string): boolean {
  return !['offline', 'invisible'].includes(core.world.presence(uin));
}

function groupNamed({ core }: Office, gid: string) {
  const group = core.groups.get(gid);
  if (group === undefined) throw new ActionFailed(`群${gid}不存在`);
  return group;
}

function groupInfo({ gid, name, members }: { gid: string; name: string; members: readonly unknown[] }) {
  return { group_id: Number(gid), group_name: name, member_count: members.length, max_member_count: 200 };
}

function memberInfo(office: Office, gid: string, uin: string) {
  groupNamed(office, gid);
  const member = office.core.groups.member(gid, uin);
  if (member === undefined) throw new ActionFailed(`群(${gid})成员${uin}不存在`);
  const about = { sex: 'unknown', age: 0, area: '', level: '1', title: '', join_time: 0, last_sent_time: 0 };
  const { card, role } = member;
  return { group_id: Number(gid), user_id: Number(uin), nickname: nickOf(office.core, uin), card, role, ...about };
}
