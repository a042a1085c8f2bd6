import type { Core } from '../core';
import type { Uin } from '../world';
import type { Office } from './command';

/** Has somebody on a person's list from now on; the other side's list is their own. */
export function addFriend({ world }: Core, uin: Uin, friend: Uin): void {
  const profile = world.profile(uin);
  if (profile === undefined || uin === friend || profile.friends.includes(friend)) return;
  world.put({ ...profile, friends: [...profile.friends, friend] });
}

/** Takes somebody off a person's list; they keep the person on theirs, and are not told. */
export function dropFriend({ world }: Core, uin: Uin, friend: Uin): void {
  const profile = world.profile(uin);
  if (profile === undefined) return;
  world.put({ ...profile, friends: profile.friends.filter((each) => each !== friend) });
}

/** Asks a person to be added: theirs is HTTP QQ, or a protocol that knows of requests. */
export function askToBeAdded({ core, requests }: Office, from: Uin, to: Uin, text: string): void {
  const protocol = core.world.profile(to)?.protocol ?? 'http-qq';
  if (protocol !== 'http-qq') {
    core.postboxes.get(protocol)?.takeRequest(from, to, text);
    return;
  }
  requests.ask(from, to);
  core.world.enqueue(to, { kind: 'request', from, text });
}

/** Answers whoever asked: a yes makes both friends, and either answer is told. */
export function answerWhoAsked({ core }: Office, by: Uin, asker: Uin, accepted: boolean, text: string): void {
  if (accepted) addFriend(core, by, asker);
  const protocol = core.world.profile(asker)?.protocol ?? 'http-qq';
  if (protocol !== 'http-qq') {
    core.postboxes.get(protocol)?.takeAnswer(by, asker, accepted, text);
    return;
  }
  if (accepted) addFriend(core, asker, by);
  core.world.enqueue(asker, accepted ? { kind: 'accepted', from: by, text: '' } : { kind: 'rejected', from: by, text });
}
