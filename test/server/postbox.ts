import type { Message, Uin } from './world';

/** A piece of a message: text, a picture, a mention. Protocols that know text only show the text beside it. */
export interface Segment {
  type: string;
  data: Record<string, unknown>;
}

/** A message on its way to one person, or on its way out from one. */
export interface Mail {
  message: Message;
  segments: readonly Segment[];
  /** The group it was said in; of a temporary session, the group that both are in. */
  group?: string;
  /** Whether it goes between two people, through `group` only if they are not friends. */
  direct: boolean;
}

/** How a protocol reaches people's clients without being asked. */
export interface Postbox {
  /** Somebody wrote to this person. */
  take(mail: Mail): void;
  /** This person wrote, here or with another client of theirs; `message.to` is a person or a group. */
  keepSent(mail: Mail): void;
  /** Somebody with another client asks this person to be added. */
  takeRequest(from: Uin, to: Uin, text: string): void;
  /** Somebody with another client answers this person's request, who has them as a friend from a yes on. */
  takeAnswer(by: Uin, asker: Uin, accepted: boolean, text: string): void;
}
