import type { Uin } from '../world';
import { encodeEvent, encodeRequest } from './events';
import type { Office } from './office';
import { encodeFlag } from './request-flag';
import type { PendingRequest } from './requests';

/** Two people become friends, and the programs of both say so. */
export function befriend(office: Office, one: Uin, other: Uin): void {
  addFriend(office, one, other);
  addFriend(office, other, one);
}

/** Two people are friends no more; OneBot has no event for it. */
export function unfriend({ core }: Office, one: Uin, other: Uin): void {
  for (const [uin, former] of [
    [one, other],
    [other, one],
  ] as const) {
    const profile = core.world.profile(uin);
    if (profile !== undefined)
      core.world.put({ ...profile, friends: profile.friends.filter((each) => each !== former) });
  }
}

/** A person joins a group; all programs in it say so. */
export function joinGroup(office: Office, gid: string, uin: Uin, how: 'approve' | 'invite', by: Uin): void {
  const group = office.core.groups.get(gid);
  if (group === undefined || office.core.groups.member(gid, uin) !== undefined) return;
  const members = [...group.members, { uin, card: '', role: 'member' as const }];
  office.core.groups.put({ ...group, members });
  const fields = { notice_type: 'group_increase', sub_type: how, group_id: Number(gid) };
  const people = { operator_id: Number(by), user_id: Number(uin) };
  for (const member of members) notify(office, member.uin, { ...fields, ...people });
}

/** Somebody asks an account to be added, or about a group; the flag that the answer names it by. */
export function askAccount(office: Office, uin: Uin, draft: Omit<PendingRequest, 'flag' | 'at'>): string {
  const account = office.accounts.get(uin);
  const request = office.requests.add(uin, { ...draft, at: office.core.clock.now() });
  if (account === undefined) return request.flag;
  // What QQ keeps back is told to nobody; a client may ask for it.
  if (request.kind !== 'doubt') office.feeds.push(uin, { event: encodeRequest(office, account, request) });
  return encodeFlag(account, request);
}

/** Tells a notice to an account's clients; nothing for a person without a program. */
export function notify(office: Office, uin: Uin, fields: object): void {
  const account = office.accounts.get(uin);
  if (account === undefined) return;
  office.feeds.push(uin, { event: encodeEvent(office, account, 'notice', fields) });
}

/** Takes a message back for everybody who has it: it leaves their histories, and their programs say so. */
export function recall(office: Office, id: string, by: Uin): boolean {
  let found = false;
  for (const account of office.accounts.all()) {
    const kept = office.history.byId(account.uin, id);
    if (kept === undefined || kept.recalled) continue;
    found = true;
    office.history.recall(account.uin, kept.messageId);
    const message = { user_id: Number(kept.from), message_id: kept.messageId };
    const fields =
      kept.scene === 'group'
        ? { notice_type: 'group_recall', group_id: Number(kept.peer), operator_id: Number(by), ...message }
        : { notice_type: 'friend_recall', ...message };
    notify(office, account.uin, fields);
  }
  return found;
}

/** Somebody is on a person's list from now on, and the person's program says so. */
export function addFriend(office: Office, uin: Uin, friend: Uin): void {
  const profile = office.core.world.profile(uin);
  if (profile === undefined || profile.friends.includes(friend)) return;
  office.core.world.put({ ...profile, friends: [...profile.friends, friend] });
  notify(office, uin, { notice_type: 'friend_add', user_id: Number(friend) });
}
