import { nickOf } from '../events';
import type { Office } from '../office';
import { ActionFailed, parseApproval, parseWord } from '../params';
import { befriend, joinGroup } from '../relations';
import type { PendingRequest, RequestKind } from '../requests';
import type { Action, Call } from './action';

export const setFriendAddRequest: Action = (call) => {
  const request = take(call, ['friend']);
  if (parseApproval(call.params)) befriend(call.office, call.account.uin, request.from);
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

/** What waits, for clients that were not there when it was told. */
export const getGroupSystemMsg: Action = ({ office, account }) => {
  const rows = (kind: RequestKind) =>
    office.requests
      .of(account.uin)
      .filter((request) => request.kind === kind)
      .map((request) => encodeRow(office, request));
  return { invited_requests: rows('invite'), join_requests: rows('add') };
};

function encodeRow({ core }: Office, { flag, from, text, group = '' }: PendingRequest) {
  const who = { requester_uin: Number(from), requester_nick: nickOf(core, from), invitor_uin: Number(from) };
  const where = { group_id: Number(group), group_name: core.groups.get(group)?.name ?? group };
  return { request_id: flag, flag, ...who, message: text, ...where, checked: false, actor: 0 };
}

/** Finds a request by its flag and closes it: a request is answered once. */
function take({ office, account, params }: Call, kinds: readonly RequestKind[]): PendingRequest {
  const flag = parseWord(params, 'flag');
  const request = office.requests.find(account.uin, flag);
  if (request === undefined || !kinds.includes(request.kind)) throw new ActionFailed('No such request');
  office.requests.close(account.uin, flag);
  return request;
}
