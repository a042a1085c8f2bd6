import { isStatus } from '../accounts';
import { field } from '../asked';
import { type ApiEndpoint, badArguments, type Call, json, refusal, result } from '../call';
import { endSession } from '../end-session';

/** SmartQQ's ticket for lists, asked before login2 because the one of login2 had become wrong (spec/webqq, B2). */
export const getVfwebqq: ApiEndpoint = {
  ticket: null,
  answer(call) {
    const { office, signIn } = call;
    if (field(call.asked, 'ptwebqq') !== signIn.ptwebqq) return refusal(signIn.era, 100_000);
    const vfwebqq = signIn.vfwebqq === '' ? office.signIns.fresh(signIn, 'vfwebqq') : signIn.vfwebqq;
    office.signIns.change(signIn.serial, { vfwebqq });
    return result(call, { vfwebqq });
  },
};

/** Opens a session, or with a psessionid opens one again that was dropped: a relink (spec/webqq, B7). */
export const login2: ApiEndpoint = {
  ticket: null,
  answer(call) {
    const { office, signIn, asked } = call;
    const clientid = field(asked, 'clientid');
    const status = field(asked, 'status') || field(asked, 'state') || 'online';
    if (clientid === '' || !isStatus(status)) return badArguments(call);
    if (field(asked, 'ptwebqq') !== signIn.ptwebqq) return refusal(signIn.era, 100_000);
    // Whoever took the place has it: only a new sign-in takes it back.
    if (signIn.phase === 'kicked') return refusal(signIn.era, 103);
    const { signIns, accounts } = office;
    const psessionid = signIns.fresh(signIn, 'psessionid');
    const told = signIns.fresh(signIn, 'vfwebqq');
    const own = signIn.era === 'webqq3' ? { vfwebqq: told } : {};
    signIns.change(signIn.serial, { phase: 'online', psessionid, clientid, seenAt: office.core.clock.now(), ...own });
    accounts.setStatus(signIn.uin, status);
    const uin = Number(signIn.uin);
    const place = { cip: 23_600_812, f: 0, index: 1075, port: 47_450 };
    const tickets = { psessionid, status, uin, user_state: 0, vfwebqq: told };
    return json(signIn.era, { result: { ...place, ...tickets }, retcode: 0 });
  },
};

export const changeStatus2: ApiEndpoint = {
  ticket: 'psessionid',
  answer(call) {
    const status = field(call.asked, 'newstatus');
    if (!isStatus(status)) return badArguments(call);
    call.office.accounts.setStatus(call.signIn.uin, status);
    return result(call, 'ok');
  },
};

export const logout2: ApiEndpoint = {
  ticket: 'psessionid',
  answer(call) {
    endSession(call.office, call.signIn, 'expired');
    return result(call, 'ok');
  },
};

/** WebQQ 3's sign of life beside its polls; it carried tips, which nobody recorded. */
export const getMsgTip: ApiEndpoint = {
  ticket: null,
  answer: ({ signIn }: Call) => json(signIn.era, { retcode: 0 }),
};
