import type { Mail, Postbox } from '../postbox';
import type { Uin } from '../world';
import type { Scene } from './inbox';
import { hasHabit, type Office } from './office';
import { askPerson, tellAnswer } from './relations';

/** Brings messages to people's polls; they wait for as long as it takes. */
export class Post implements Postbox {
  constructor(private readonly office: Office) {}

  take(mail: Mail): void {
    this.#put(mail.message.to, mail.message.from, mail);
  }

  /** One's own words, written here or elsewhere: told only where that is the server's manner. */
  keepSent(mail: Mail): void {
    if (hasHabit(this.office, 'echo-own')) this.#put(mail.message.from, mail.message.to, mail);
  }

  takeRequest(from: Uin, to: Uin, text: string): void {
    askPerson(this.office, { to, from, text });
  }

  takeAnswer(by: Uin, asker: Uin, accepted: boolean, text: string): void {
    tellAnswer(this.office, by, asker, accepted, text);
  }

  #put(uin: Uin, peer: string, mail: Mail): void {
    const { core, inbox, polls } = this.office;
    const { message, segments } = mail;
    const scene = this.#sceneOf(uin, peer, mail);
    const msgId = inbox.nextMsgId(uin, scene);
    inbox.put(uin, core.clock.now(), { kind: 'message', message, segments, scene, msgId });
    polls.end(uin, 'something');
  }

  /** Friends write as friends, whatever groups they share. */
  #sceneOf(uin: Uin, peer: string, { group, direct }: Mail): Scene {
    const { groups, world } = this.office.core;
    const kind = group === undefined ? undefined : (groups.get(group)?.kind ?? 'group');
    if (!direct && group !== undefined && kind !== undefined) return { kind, peer: group };
    const isFriend = world.profile(uin)?.friends.includes(peer) === true;
    if (group === undefined || isFriend) return { kind: 'person', peer };
    return { kind: 'session', peer, through: group, service: kind === 'discussion' ? 1 : 0 };
  }
}
