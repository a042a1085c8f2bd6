import type { Group } from '../groups';
import type { Uin } from '../world';
import type { Content } from './inbox';
import type { Office } from './office';
import type { PendingRequest } from './requests';

/** Lets a person have another as a friend, and tells their client. */
export function befriend(office: Office, uin: Uin, friend: Uin): void {
  const profile = office.core.world.profile(uin);
  if (profile === undefined || profile.friends.includes(friend)) return;
  office.core.world.put({ ...profile, friends: [...profile.friends, friend] });
  const added = { groupid: 0, uin: friend };
  tell(office, uin, { pollType: 'buddylist_change', value: { added_friends: [added], removed_friends: [] } });
}

/** A person joins a group; everybody in it hears. */
export function joinGroup(office: Office, group: Group, uin: Uin, by: Uin): void {
  const members = [...group.members, { uin, card: '', role: 'member' as const }];
  office.core.groups.put({ ...group, members });
  const nick = office.core.world.profile(by)?.nick ?? by;
  for (const member of members) {
    tellOfGroup(office, member.uin, group.gid, {
      msg_type: 33,
      type: 'group_join',
      op_type: 3,
      new_member: uin,
      t_new_member: '',
      admin_uin: by,
      admin_nick: nick,
    });
  }
}

/** Tells news of a group, with the head that all such news have (recorded). */
export function tellOfGroup(office: Office, uin: Uin, gid: string, news: Readonly<Record<string, unknown>>): void {
  const head = { msg_id: 5001, from_uin: gid, to_uin: uin, msg_id2: 500_005, reply_ip: 176_000_005 };
  tell(office, uin, { pollType: 'sys_g_msg', value: { ...head, gcode: gid, t_gcode: Number(gid), ...news } });
}

/** Somebody asks to be added, or to be let into a group. */
export function askPerson(office: Office, request: PendingRequest): void {
  const { requests, accounts } = office;
  requests.add(request);
  const { to, from, group, text } = request;
  if (group !== undefined) {
    const news = { msg_type: 35, type: 'group_request_join', request_uin: from, t_request_uin: '', msg: text };
    tellOfGroup(office, to, group, news);
    return;
  }
  const stat = accounts.statusSeen(from) === 'offline' ? 20 : 10;
  const who = { uiuin: '', from_uin: from, account: Number(from), msg: text };
  const value = { seq: 63_433, type: 'verify_required', ...who, allow: 1, stat, client_type: 1 };
  tell(office, to, { pollType: 'system_message', value });
}

/** Somebody answers this person's request to be added. */
export function tellAnswer(office: Office, by: Uin, asker: Uin, accepted: boolean, text: string): void {
  if (accepted) befriend(office, asker, by);
  const kind = accepted ? { type: 'verify_pass' } : { type: 'verify_rejected', msg: text };
  tell(office, asker, { pollType: 'system_message', value: { seq: 37_525, ...kind, from_uin: by, stat: 10 } });
}

/** Puts a thing into a person's polls; nothing for a person of another protocol. */
export function tell(office: Office, uin: Uin, thing: Omit<Extract<Content, { kind: 'other' }>, 'kind'>): void {
  if (office.core.world.profile(uin)?.protocol !== 'webqq') return;
  office.inbox.put(uin, office.core.clock.now(), { kind: 'other', ...thing });
  office.polls.end(uin, 'something');
}
