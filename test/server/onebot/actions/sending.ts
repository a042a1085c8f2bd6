import { deliver, deliverToGroup } from '../../delivery';
import { isOnlineInQq } from '../office';
import { ActionFailed, BadParams, parseMessage, parseNumber, parseOptionalNumber, plainText } from '../params';
import { recall } from '../relations';
import type { Action, Call } from './action';

/** To a friend, to a guest of a temporary session, or with `group_id` to somebody who shares that group. */
export const sendPrivateMsg: Action = (call) => {
  const to = parseNumber(call.params, 'user_id');
  const group = parseOptionalNumber(call.params, 'group_id');
  const { core } = call.office;
  const segments = parseMessage(call.params);
  const isFriend = core.world.profile(call.account.uin)?.friends.includes(to) === true;
  const shares = group !== undefined && core.groups.member(group, to) !== undefined;
  const isGuest = core.world.profile(to)?.guest === true;
  if (!isFriend && !isGuest && !shares) throw new ActionFailed('请先添加对方为好友');
  const through = isFriend || group === undefined ? {} : { group };
  const { id } = deliver(core, { ...draft(call, segments), to, ...through });
  return { message_id: idOf(call, id) };
};

export const sendGroupMsg: Action = (call) => {
  const gid = parseNumber(call.params, 'group_id');
  const segments = parseMessage(call.params);
  const { core } = call.office;
  const group = core.groups.get(gid);
  if (group === undefined || core.groups.member(gid, call.account.uin) === undefined) {
    throw new ActionFailed(`群${gid}不存在`);
  }
  const { id } = deliverToGroup(core, group, draft(call, segments));
  return { message_id: idOf(call, id) };
};

export const sendMsg: Action = (call) => {
  const { message_type: type, group_id: group, user_id: user } = call.params;
  if (type === 'group' || (type === undefined && user === undefined && group !== undefined)) return sendGroupMsg(call);
  if (type === undefined || type === 'private') return sendPrivateMsg(call);
  throw new BadParams('message_type must be private or group');
};

/** One's own message, or anybody's where one is more than a member. */
export const deleteMsg: Action = ({ office, account, params }) => {
  const messageId = Number(parseNumber(params, 'message_id'));
  const kept = office.history.byMessageId(account.uin, messageId);
  if (kept === undefined || kept.recalled) throw new ActionFailed(`消息${messageId}不存在`);
  const role = kept.scene === 'group' ? office.core.groups.member(kept.peer, account.uin)?.role : 'member';
  if (kept.from !== account.uin && (role ?? 'member') === 'member') throw new ActionFailed('撤回失败');
  recall(office, kept.id, account.uin);
  return undefined;
};

function draft({ office, account, request }: Call, segments: ReturnType<typeof parseMessage>) {
  if (!isOnlineInQq(office, account)) throw new ActionFailed('账号已离线');
  return { from: account.uin, text: plainText(segments), segments, request };
}

function idOf({ office, account }: Call, id: string): number | undefined {
  return office.history.byId(account.uin, id)?.messageId;
}
