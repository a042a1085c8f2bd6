import { STAT_CODES } from '../accounts';
import { field } from '../asked';
import { type ApiEndpoint, badArguments, type Call, json, refusal, result } from '../call';
import { escapeText } from '../content';
import { clientTypeOf } from '../encode-item';
import { friendListHash } from '../hashes';
import { hasHabit } from '../office';

/** The flags that recorded lists have. */
const FRIEND_FLAG = 4;
const INFO_FLAG = 4_751_942;

/** A name as this server writes names. */
export function shown({ office }: Call, name: string): string {
  return escapeText(name, hasHabit(office, 'entities'));
}

export function personId({ office, signIn }: Call, uin: string): number {
  return office.numbers.of(signIn, 'person', uin);
}

/** Whom a call means by a number of its session. */
export function personOf({ office, signIn }: Call, id: string): string | undefined {
  const named = office.numbers.back(signIn, Number(id));
  return named?.kind === 'person' ? named.number : undefined;
}

/** SmartQQ checked the hash of its own script; those of WebQQ 3 changed, and in 2013 there was none (spec/webqq, B3). */
export function hasGoodHash({ signIn, asked }: Call): boolean {
  return signIn.era === 'webqq3' || field(asked, 'hash') === friendListHash(signIn.uin, signIn.ptwebqq);
}

export const getUserFriends2: ApiEndpoint = {
  ticket: 'vfwebqq',
  answer(call) {
    if (!hasGoodHash(call)) return badArguments(call);
    const { core, accounts } = call.office;
    const { categories, remarks } = accounts.get(call.signIn.uin);
    const uins = core.world.profile(call.signIn.uin)?.friends ?? [];
    const friends = uins.map((uin) => {
      const index = categories.findIndex(({ members }) => members.includes(uin)) + 1;
      return { flag: FRIEND_FLAG * index, uin: personId(call, uin), categories: index };
    });
    const marknames = uins.flatMap((uin) => {
      const name = remarks[uin];
      return name === undefined ? [] : [{ uin: personId(call, uin), markname: shown(call, name), type: 0 }];
    });
    const named = categories.map(({ name }, index) => ({ index: index + 1, sort: index + 2, name: shown(call, name) }));
    const vipinfo = uins.map((uin) => ({ vip_level: 0, u: personId(call, uin), is_vip: 0 }));
    const info = uins.map((uin) => {
      const profile = core.world.profile(uin);
      const nick = shown(call, profile?.nick ?? uin);
      return { face: profile?.face ?? 0, flag: INFO_FLAG, nick, uin: personId(call, uin) };
    });
    return result(call, { friends, marknames, categories: named, vipinfo, info });
  },
};

export const getOnlineBuddies2: ApiEndpoint = {
  ticket: 'psessionid',
  answer(call) {
    const { office, signIn } = call;
    office.signIns.change(signIn.serial, { askedWhoIsOnline: true });
    const uins = office.core.world.profile(signIn.uin)?.friends ?? [];
    const there = uins.flatMap((uin) => {
      const status = office.accounts.statusSeen(uin);
      return status === 'offline' ? [] : [{ client_type: clientTypeOf(office, uin), status, uin: personId(call, uin) }];
    });
    return json(signIn.era, { result: there, retcode: 0 });
  },
};

/** The real number behind one of the session: type 1 a person, 4 a group (spec/webqq, B3). */
export const getFriendUin2: ApiEndpoint = {
  ticket: 'vfwebqq',
  answer(call) {
    const id = Number(field(call.asked, 'tuin'));
    const named = call.office.numbers.back(call.signIn, id);
    const wanted = field(call.asked, 'type') === '4' ? ['gid', 'code'] : ['person'];
    if (named === undefined || !wanted.includes(named.kind)) return badArguments(call);
    return result(call, { uiuin: '', account: Number(named.number), uin: id });
  },
};

export const getFriendInfo2: ApiEndpoint = {
  ticket: 'vfwebqq',
  answer(call) {
    const uin = personOf(call, field(call.asked, 'tuin'));
    return uin === undefined ? badArguments(call) : result(call, infoOf(call, uin, personId(call, uin)));
  },
};

export const getSelfInfo2: ApiEndpoint = {
  ticket: null,
  answer(call) {
    const { uin } = call.signIn;
    const { signature } = call.office.accounts.get(uin);
    const info = infoOf(call, uin, Number(uin));
    return result(call, { ...info, account: Number(uin), lnick: shown(call, signature) });
  },
};

/** A person's card; what people can write there beside their name is as empty as most leave it. */
function infoOf(call: Call, uin: string, id: number): object {
  const profile = call.office.core.world.profile(uin);
  const isSelf = uin === call.signIn.uin;
  const status = isSelf ? call.office.accounts.statusOwn(uin) : call.office.accounts.statusSeen(uin);
  return {
    face: profile?.face ?? 0,
    birthday: { month: 0, year: 0, day: 0 },
    occupation: '',
    phone: '',
    allow: 1,
    college: '',
    uin: id,
    constel: 0,
    blood: 0,
    homepage: '',
    stat: STAT_CODES[status],
    vip_info: 0,
    country: '',
    city: '',
    personal: '',
    nick: shown(call, profile?.nick ?? uin),
    shengxiao: 0,
    email: '',
    province: '',
    gender: 'unknown',
    mobile: '',
  };
}

export const getSingleLongNick2: ApiEndpoint = {
  ticket: 'vfwebqq',
  answer(call) {
    const id = field(call.asked, 'tuin');
    const uin = id === call.signIn.uin ? id : personOf(call, id);
    if (uin === undefined) return badArguments(call);
    return result(call, [{ uin: Number(id), lnick: shown(call, call.office.accounts.get(uin).signature) }]);
  },
};

export const setLongNick2: ApiEndpoint = {
  ticket: 'vfwebqq',
  answer(call) {
    if (typeof call.asked.r?.nlk !== 'string') return badArguments(call);
    call.office.accounts.change(call.signIn.uin, { signature: call.asked.r.nlk });
    return result(call, {});
  },
};

/** Whom a person talked with last: 0 people, 1 groups, 2 discussions (spec/webqq, B5). */
export const getRecentList2: ApiEndpoint = {
  ticket: 'psessionid',
  answer(call) {
    if (field(call.asked, 'vfwebqq') !== call.signIn.vfwebqq) return refusal(call.signIn.era, 100_000);
    const recent = new Map<string, { type: number; uin: number }>();
    for (const entry of call.office.core.ledger.since(0).entries.toReversed()) {
      const { uin } = call.signIn;
      if (entry.kind !== 'accepted' || (entry.from !== uin && entry.to !== uin)) continue;
      const peer = entry.group ?? (entry.from === uin ? entry.to : entry.from);
      if (!recent.has(peer)) recent.set(peer, recentEntry(call, peer));
    }
    return json(call.signIn.era, { result: [...recent.values()], retcode: 0 });
  },
};

function recentEntry(call: Call, peer: string): { type: number; uin: number } {
  const kind = call.office.core.groups.get(peer)?.kind;
  if (kind === 'discussion') return { type: 2, uin: Number(peer) };
  if (kind === 'group') return { type: 1, uin: call.office.numbers.of(call.signIn, 'gid', peer) };
  return { type: 0, uin: personId(call, peer) };
}
