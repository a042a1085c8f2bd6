import type { Mail, Postbox } from '../postbox';
import type { Uin } from '../world';
import { encodeMessage } from './events';
import type { Kept, Scene } from './history';
import { hasHabit, isOnlineInQq, type Office } from './office';
import { addFriend, askAccount } from './relations';

/** Brings messages to accounts' programs, which keep them and tell their clients. */
export class Post implements Postbox {
  constructor(private readonly office: Office) {}

  take(mail: Mail): void {
    const { uin, other } = { uin: mail.message.to, other: mail.message.from };
    const lost = this.office.core.faults.takeNamed(['lose'], { uin, cmd: 'message' });
    if (lost === undefined) this.#tell(uin, this.#keep(uin, other, mail));
  }

  /** The person's own words, wherever they wrote them: told only by a program that is asked to. */
  keepSent(mail: Mail): void {
    const { from: uin, to: other } = mail.message;
    const kept = this.#keep(uin, other, mail);
    if (hasHabit(this.office, 'report-self') || hasHabit(this.office, 'self-as-message')) this.#tell(uin, kept);
  }

  takeRequest(from: Uin, to: Uin, text: string): void {
    askAccount(this.office, to, { kind: 'friend', from, text });
  }

  /** OneBot's programs know only of the yes. */
  takeAnswer(by: Uin, asker: Uin, accepted: boolean): void {
    if (accepted) addFriend(this.office, asker, by);
  }

  #tell(uin: Uin, kept: Kept): void {
    const account = this.office.accounts.get(uin);
    // A number that is not signed in at QQ hears nothing; what came meanwhile is there when it is back.
    if (account === undefined || !isOnlineInQq(this.office, account)) return;
    this.office.feeds.push(uin, { event: encodeMessage(this.office, account, kept), kept });
  }

  #keep(uin: Uin, other: string, { message, segments, group, direct }: Mail): Kept {
    const { core, history } = this.office;
    const scene = direct ? this.#sceneWith(uin, other, group) : 'group';
    const place = group !== undefined && (scene === 'group' || scene === 'temp') ? { group } : {};
    const draft = {
      id: message.id,
      scene,
      peer: scene === 'group' ? (group ?? other) : other,
      ...place,
      from: message.from,
      text: message.text,
      segments,
      at: core.clock.now(),
    };
    return history.keep(uin, draft, hasHabit(this.office, 'negative-ids'));
  }

  /** Friends write as friends, whatever groups they share. */
  #sceneWith(uin: Uin, other: Uin, group: string | undefined): Scene {
    if (this.office.core.world.profile(uin)?.friends.includes(other)) return 'friend';
    return group === undefined ? 'other' : 'temp';
  }
}
