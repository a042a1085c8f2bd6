import { createHash } from 'node:crypto';
import { deliver, deliverToGroup } from '../../delivery';
import type { Group } from '../../groups';
import type { Answer } from '../answer';
import { field } from '../asked';
import { type ApiEndpoint, badArguments, type Call, json, result } from '../call';
import { decodeContent, type Written } from '../content';
import type { Office } from '../office';
import { discussionOf, groupOf } from './groups';
import { personOf } from './people';

/** Whom a message goes to, by real number, and how it gets there. */
interface Receiver {
  number: string;
  send(written: Written): void;
}

/** Takes a message to whoever `find` says. */
function sending(find: (call: Call) => Receiver | undefined): ApiEndpoint {
  return {
    ticket: 'psessionid',
    answer(call) {
      const receiver = find(call);
      const written = decodeContent(call.asked.r?.content);
      if (receiver === undefined || written === undefined || !/^\d{1,15}$/.test(field(call.asked, 'msg_id'))) {
        return badArguments(call);
      }
      if (isNew(call, receiver.number)) receiver.send(written);
      return taken(call);
    },
  };
}

/** Whether this was not sent already: a client that heard no answer may say the same thing again (design 4). */
function isNew({ office, signIn, asked }: Call, number: string): boolean {
  const content = createHash('sha256').update(String(asked.r?.content)).digest('base64');
  const key = `${asked.name} ${number} ${field(asked, 'msg_id')} ${content}`;
  const sent = { uin: signIn.uin, key, at: office.core.clock.now() };
  if (!office.sent.knows(sent)) {
    office.sent.keep(sent);
    return true;
  }
  const { at, uin } = sent;
  const entry = { id: '', at, kind: 'replayed', protocol: 'webqq', from: uin, to: '', text: '' } as const;
  office.core.ledger.write({ ...entry, seq: field(asked, 'msg_id'), cmd: asked.name });
  return false;
}

function taken({ signIn }: Call): Answer {
  const { era } = signIn;
  return era === 'smartqq' ? json(era, { errCode: 0, msg: 'send ok' }) : json(era, { retcode: 0, result: 'ok' });
}

function draft(call: Call, written: Written) {
  const { signIn, asked } = call;
  const request = { seq: field(asked, 'msg_id'), cmd: asked.name, protocol: 'webqq' } as const;
  return { from: signIn.uin, ...written, request };
}

export const sendBuddyMsg2 = sending((call) => {
  const to = personOf(call, field(call.asked, 'to'));
  if (to === undefined) return undefined;
  return { number: to, send: (written) => void deliver(call.office.core, { ...draft(call, written), to }) };
});

export const sendQunMsg2 = sending((call) => toGroup(call, groupOf(call, field(call.asked, 'group_uin'))));

export const sendDiscuMsg2 = sending((call) => toGroup(call, discussionOf(call, field(call.asked, 'did'))));

function toGroup(call: Call, group: Group | undefined): Receiver | undefined {
  if (group === undefined) return undefined;
  const send = (written: Written) => void deliverToGroup(call.office.core, group, draft(call, written));
  return { number: group.gid, send };
}

/** A session with somebody in the same group or discussion needs the signature of get_c2cmsg_sig2. */
export const sendSessMsg2 = sending((call) => {
  const { office, asked } = call;
  const to = personOf(call, field(asked, 'to'));
  const through = office.core.groups
    .of(call.signIn.uin)
    .concat(office.core.groups.of(call.signIn.uin, 'discussion'))
    .find(({ gid }) => to !== undefined && signatureOf(office, call, gid, to) === field(asked, 'group_sig'));
  if (to === undefined || through === undefined) return undefined;
  const group = through.gid;
  return { number: to, send: (written) => void deliver(office.core, { ...draft(call, written), to, group }) };
});

export const getC2cmsgSig2: ApiEndpoint = {
  ticket: 'psessionid',
  answer(call) {
    const { asked, office } = call;
    const to = personOf(call, field(asked, 'to_uin'));
    const service = field(asked, 'service_type');
    const group = service === '1' ? discussionOf(call, field(asked, 'id')) : groupOf(call, field(asked, 'id'));
    if (to === undefined || group === undefined || !group.members.some(({ uin }) => uin === to)) {
      return badArguments(call);
    }
    const flags = { text: 1, pic: 1, file: 1, audio: 1, video: 1 };
    return result(call, { type: 0, value: signatureOf(office, call, group.gid, to), flags });
  },
};

/** The same for as long as the sign-in lasts; nobody else's fits. */
function signatureOf({ core }: Office, { signIn }: Call, gid: string, to: string): string {
  return createHash('sha384').update(`${core.seed} ${signIn.skey} ${gid} ${to}`).digest('hex');
}
