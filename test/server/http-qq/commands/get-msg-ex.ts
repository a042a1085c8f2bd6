import type { Message, Uin, Waiting } from '../../world';
import { type Command, done, type Office } from '../command';
import { encodeList } from '../encode-reply';
import { encodePresence } from '../presence-code';

/** Message types (spec/http-qq, Message types). */
const TYPES: Readonly<Record<Waiting['kind'], string>> = {
  message: '9',
  status: '99',
  request: '2',
  accepted: '3',
  rejected: '4',
};

/** What one reply holds at most, so that no sound reply comes near the 2 MB at which a client may stop reading. */
const MESSAGES_A_REPLY = 50;
const CHARACTERS_A_REPLY = 200_000;

/** Hands over what waits, and takes it off the server with that: only a replay can bring it again. */
export const getMsgEx: Command = {
  name: 'GetMsgEx',
  echo: 'GETMSGEX',
  prepare: () => (office, caller) => {
    const { core } = office;
    loseOne(office, caller.uin);
    const handed = cutReply(core.world.queue(caller.uin));
    core.world.unqueue(caller.uin, 0, handed.length);
    const messages: Message[] = [];
    for (const waiting of handed) {
      if (waiting.kind !== 'message') continue;
      messages.push(waiting.message);
      const request = { seq: caller.seq, cmd: 'GetMsgEx' };
      core.ledger.write({ ...waiting.message, at: core.clock.now(), kind: 'handed', protocol: 'http-qq', ...request });
    }
    const items = handed.map(encodeWaiting);
    return done(
      [
        ['MN', String(items.length)],
        ['MT', encodeList(items.map(({ mt }) => mt))],
        ['UN', encodeList(items.map(({ un }) => un))],
        ['MG', encodeList(items.map(({ mg }) => mg))],
      ],
      messages,
    );
  },
};

/** The fault `lose`: the oldest message that waits goes off the queue and into no reply. */
function loseOne({ core }: Office, uin: Uin): void {
  const index = core.world.queue(uin).findIndex(({ kind }) => kind === 'message');
  if (index >= 0 && core.faults.take(['lose'], { uin, cmd: 'GetMsgEx' })) core.world.unqueue(uin, index, 1);
}

function cutReply(queue: readonly Waiting[]): Waiting[] {
  let characters = 0;
  const fitting = queue.slice(0, MESSAGES_A_REPLY).findIndex((waiting) => {
    characters += textOf(waiting).length;
    return characters > CHARACTERS_A_REPLY;
  });
  return queue.slice(0, fitting < 0 ? MESSAGES_A_REPLY : Math.max(fitting, 1));
}

function encodeWaiting(waiting: Waiting): { mt: string; un: Uin; mg: string } {
  const un = waiting.kind === 'message' ? waiting.message.from : waiting.from;
  return { mt: TYPES[waiting.kind], un, mg: textOf(waiting) };
}

function textOf(waiting: Waiting): string {
  if (waiting.kind === 'message') return waiting.message.text;
  return waiting.kind === 'status' ? encodePresence(waiting.presence) : waiting.text;
}
