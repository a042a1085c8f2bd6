import { nickOf } from '../events';
import { mannerOf } from '../office';
import { ActionFailed, parseApproval, parseWord } from '../params';
import { befriend, joinGroup } from '../relations';
import { decodeFlag, encodeFlag } from '../request-flag';
import type { PendingRequest, RequestKind } from '../requests';
import type { Action, Call } from './action';

export const setFriendAddRequest: Action = (call) => {
  const request = take(call, ['friend']);
  if (parseApproval(call.params)) befriend(call.office, call.account.uin, request.from);
  return undefined;
};

/** Kept back as suspicious: whatever `approve` says, it is a yes (SetDoubtFriendsAddRequest of NapCat and of LLBot). */
export const setDoubtFriendsAddRequest: Action = (call) => {
  const { from } = take(call, ['doubt']);
  befriend(call.office, call.account.uin, from);
  return undefined;
};

/** The account lets somebody in, or follows an invitation. */
export const setGroupAddRequest: Action = (call) => {
  const { kind, from, group = '' } = take(call, ['add', 'invite']);
  const { office, account } = call;
  if (!parseApproval(call.params)) return undefined;
  if (kind === 'add') joinGroup(office, group, from, 'approve', account.uin);
  else joinGroup(office, group, account.uin, 'invite', from);
  return undefined;
};

/** What waits and what was answered lately, for clients that were not there when it was told. */
export const getGroupSystemMsg: Action = (call) => {
  const { list, none } = mannerOf(call.account).requests;
  const rows = (...kinds: RequestKind[]) => {
    const found = listed(call, kinds).map((request) => encodeRow(call, request));
    return found.length > 0 ? found : none;
  };
  if (list === 'rows') return rows('invite', 'add');
  const lists = { invited_requests: rows('invite'), join_requests: rows('add') };
  return list === 'invitor' ? { ...lists, InvitedRequest: lists.invited_requests } : lists;
};

/** What QQ kept back; the flag is who asks, by a name of QQ's own. */
export const getDoubtFriendsAddRequest: Action = (call) =>
  listed(call, ['doubt'])
    .filter(({ checked }) => !checked)
    .map(({ flag, from, text, at }) => ({
      flag,
      uin: from,
      nick: nickOf(call.office.core, from),
      source: '',
      reason: '该用户可能存在风险',
      msg: text,
      group_code: '',
      time: String(Math.floor(at / 1000)),
      type: 'doubt',
    }));

function listed({ office, account }: Call, kinds: readonly RequestKind[]): PendingRequest[] {
  return office.requests.listed(account.uin).filter(({ kind }) => kinds.includes(kind));
}

function encodeRow({ office: { core }, account }: Call, request: PendingRequest) {
  const { flag, kind, from, text, group = '', checked = false } = request;
  const { list } = mannerOf(account).requests;
  const named = (role: 'requester' | 'invitor') => ({
    [`${role}_uin`]: Number(from),
    [`${role}_nick`]: nickOf(core, from),
  });
  const asks = { both: kind === 'add' ? 'requester' : 'invitor', invitor: 'invitor', rows: 'requester' } as const;
  return {
    request_id: Number(flag),
    ...named(asks[list]),
    ...(kind === 'add' || list !== 'both' ? { message: text } : {}),
    group_id: Number(group),
    group_name: core.groups.get(group)?.name ?? group,
    checked,
    ...(list === 'rows' ? { flag: encodeFlag(account, request) } : { actor: checked ? Number(account.uin) : 0 }),
  };
}

/** Finds a request by its flag and closes it: a request is answered once. */
function take({ office, account, params }: Call, kinds: readonly RequestKind[]): PendingRequest {
  const flag = decodeFlag(account, parseWord(params, 'flag'));
  const request = office.requests.find(account.uin, flag);
  if (request === undefined || !kinds.includes(request.kind)) throw new ActionFailed('No such request');
  office.requests.close(account.uin, flag);
  return request;
}
