import { STAT_CODES } from '../accounts';
import { field } from '../asked';
import { type ApiEndpoint, badArguments, type Call, result } from '../call';
import { befriend, joinGroup } from '../relations';
import { groupOf } from './groups';
import { personId, personOf } from './people';

/** Takes whoever asked as a friend, and becomes theirs. `mname` is what to call them. */
export const allowAndAdd2: ApiEndpoint = {
  ticket: 'vfwebqq',
  answer(call) {
    const { office, signIn, asked } = call;
    const account = field(asked, 'account');
    if (!office.requests.close(signIn.uin, account)) return badArguments(call);
    const remark = field(asked, 'mname');
    const { remarks } = office.accounts.get(signIn.uin);
    if (remark !== '') office.accounts.change(signIn.uin, { remarks: { ...remarks, [account]: remark } });
    befriend(office, signIn.uin, account);
    befriend(office, account, signIn.uin);
    const stat = STAT_CODES[office.accounts.statusSeen(account)];
    return result(call, { result1: 0, account: Number(account), tuin: personId(call, account), stat });
  },
};

/** Lets whoever asked have one as a friend, without having them. */
export const allowAddedRequest2: ApiEndpoint = {
  ticket: 'vfwebqq',
  answer: (call) => answerRequest(call, (account) => befriend(call.office, account, call.signIn.uin)),
};

export const denyAddedRequest2: ApiEndpoint = {
  ticket: 'vfwebqq',
  answer: (call) => answerRequest(call, () => {}),
};

function answerRequest(call: Call, act: (account: string) => void) {
  const account = field(call.asked, 'account');
  if (!call.office.requests.close(call.signIn.uin, account)) return badArguments(call);
  act(account);
  return result(call, { result: 0 });
}

/** Lets somebody into a group one looks after, or not: op_type 2 yes, 3 no (spec/webqq, B5). */
export const opGroupJoinReq: ApiEndpoint = {
  ticket: 'psessionid',
  answer(call) {
    const group = groupOf(call, field(call.asked, 'group_uin'));
    const uin = personOf(call, field(call.asked, 'req_uin'));
    const decision = field(call.asked, 'op_type');
    if (group === undefined || uin === undefined || !['2', '3'].includes(decision)) return badArguments(call);
    if (!call.office.requests.close(call.signIn.uin, uin, group.gid)) return badArguments(call);
    if (decision === '2') joinGroup(call.office, group, uin, call.signIn.uin);
    return result(call, 'ok');
  },
};
