import { type ContentManner, encodeContent } from './content';
import type { Content, Item } from './inbox';
import { hasHabit, type Office } from './office';
import type { SignIn } from './sign-ins';

/** One thing of a poll, as it goes over the wire. */
export interface PollItem {
  poll_type: string;
  value: object;
}

type MessageItem = Item & { content: Extract<Content, { kind: 'message' }> };

/** What an address stood for in recorded messages. */
const REPLY_IP = 176_000_001;

/** msg_type of WebQQ 3; SmartQQ says 0 (spec/webqq, B7). */
const MSG_TYPES = { person: 9, group: 43, discussion: 42, session: 140 } as const;

const POLL_TYPES = {
  person: 'message',
  group: 'group_message',
  discussion: 'discu_message',
  session: 'sess_message',
} as const;

/** In place of the discussion, WebQQ 3 names this number as the writer (recorded). */
const DISCUSSION_SYSTEM = 10_000;

const FLAGS = { text: 1, pic: 1, file: 1, audio: 1, video: 1 };

/** The fields that hold numbers of people or groups, for things that are told as they are. */
const PEOPLE = /^(from_uin|send_uin|uin|admin_uin|request_uin|new_member|old_member|owner_uin)$/;

/** Encodes a thing for a sign-in, with that sign-in's numbers; undefined for what its era was never told. */
export function encodeItem(office: Office, signIn: SignIn, item: Item): PollItem | undefined {
  const { content } = item;
  if (content.kind === 'message') return encodeMessage(office, signIn, { ...item, content });
  if (content.kind === 'other') return encodeOther(office, signIn, content);
  if (signIn.era === 'smartqq') return undefined;
  const uin = office.numbers.of(signIn, 'person', content.from);
  const clientType = clientTypeOf(office, content.from);
  return { poll_type: 'buddies_status_change', value: { uin, status: content.status, client_type: clientType } };
}

/** 1 a PC, 41 the web (spec/webqq, B6). */
export function clientTypeOf({ core }: Office, uin: string): number {
  return core.world.profile(uin)?.protocol === 'webqq' ? 41 : 1;
}

function encodeMessage(office: Office, signIn: SignIn, item: MessageItem): PollItem {
  const { content } = item;
  const value = signIn.era === 'smartqq' ? smartqqValue(office, signIn, item) : webqq3Value(office, signIn, item);
  return { poll_type: POLL_TYPES[content.scene.kind], value };
}

function smartqqValue(office: Office, signIn: SignIn, item: MessageItem): object {
  const { content, at } = item;
  const { scene } = content;
  const { from, writer, to } = numbersOf(office, signIn, item);
  const tail = { time: Math.floor(at / 1000), to_uin: to };
  const head = { content: contentOf(office, signIn, item), from_uin: from };
  const ids = { msg_id: content.msgId, msg_type: 0 };
  if (scene.kind === 'group') return { ...head, group_code: from, ...ids, send_uin: writer, ...tail };
  if (scene.kind === 'discussion') return { ...head, did: from, ...ids, send_uin: writer, ...tail };
  if (scene.kind === 'session') {
    const { id, ruin, service_type } = sessionFields(office, signIn, scene);
    return { ...head, flags: FLAGS, id, ...ids, ruin, service_type, ...tail };
  }
  return { ...head, ...ids, ...tail };
}

function webqq3Value(office: Office, signIn: SignIn, item: MessageItem): object {
  const { content, at, n } = item;
  const { scene } = content;
  const { from, writer, to } = numbersOf(office, signIn, item);
  const isDiscussion = scene.kind === 'discussion';
  const head = {
    msg_id: content.msgId,
    from_uin: isDiscussion ? DISCUSSION_SYSTEM : from,
    to_uin: to,
    msg_id2: 500_000 + n,
    msg_type: MSG_TYPES[scene.kind],
    reply_ip: REPLY_IP,
  };
  const time = Math.floor(at / 1000);
  const body = { content: contentOf(office, signIn, item) };
  const order = { seq: content.msgId - 1000, time };
  if (scene.kind === 'group') {
    const code = office.numbers.of(signIn, 'code', scene.peer);
    return { ...head, group_code: code, send_uin: writer, ...order, info_seq: Number(scene.peer) % 1_000_000, ...body };
  }
  if (isDiscussion) return { ...head, did: from, send_uin: writer, ...order, info_seq: 2, ...body };
  if (scene.kind === 'session')
    return { ...head, time, ...sessionFields(office, signIn, scene), flags: FLAGS, ...body };
  return { ...head, time, ...body };
}

/** Own words from elsewhere come from number 0 (spec/webqq, B7); in groups their writer is the own number. */
function numbersOf(office: Office, signIn: SignIn, { content }: MessageItem) {
  const { numbers } = office;
  const { message, scene } = content;
  const isOwn = message.from === signIn.uin;
  const own = Number(signIn.uin);
  if (scene.kind === 'group' || scene.kind === 'discussion') {
    const from = scene.kind === 'group' ? numbers.of(signIn, 'gid', scene.peer) : Number(scene.peer);
    return { from, writer: isOwn ? own : numbers.of(signIn, 'person', message.from), to: own };
  }
  const peer = numbers.of(signIn, 'person', scene.peer);
  return isOwn ? { from: 0, writer: own, to: peer } : { from: peer, writer: peer, to: own };
}

function sessionFields(
  office: Office,
  signIn: SignIn,
  scene: Extract<MessageItem['content']['scene'], { kind: 'session' }>,
) {
  const id = scene.service === 0 ? office.numbers.of(signIn, 'gid', scene.through) : Number(scene.through);
  return { id, ruin: Number(scene.peer), service_type: scene.service };
}

function contentOf(office: Office, { era }: SignIn, { content }: MessageItem): unknown[] {
  const inGroup = content.scene.kind === 'group' || content.scene.kind === 'discussion';
  const manner: ContentManner = {
    era,
    inGroup,
    escaped: hasHabit(office, 'entities'),
    fontLast: hasHabit(office, 'font-last'),
  };
  return encodeContent(content.segments, manner);
}

/** Numbers that stand as texts become those of the sign-in; numbers that stand as numbers are told as they are. */
function encodeOther(office: Office, signIn: SignIn, content: Extract<Content, { kind: 'other' }>): PollItem {
  const { groups, world } = office.core;
  const value = mapNumbers(content.value, (name, number) => {
    if (groups.get(number) !== undefined) {
      const kind = name === 'group_code' || name === 'gcode' ? 'code' : 'gid';
      return groups.get(number)?.kind === 'discussion' ? Number(number) : office.numbers.of(signIn, kind, number);
    }
    if (number === signIn.uin || !PEOPLE.test(name) || world.profile(number) === undefined) return Number(number);
    return office.numbers.of(signIn, 'person', number);
  });
  return { poll_type: content.pollType, value };
}

const NUMBERED = /uin|code|^id$|member|^did$|account/;

function mapNumbers(value: object, numberOf: (name: string, number: string) => number): object {
  const map = (name: string, each: unknown): unknown => {
    if (Array.isArray(each)) return each.map((item) => map(name, item));
    if (typeof each === 'object' && each !== null) return mapNumbers(each, numberOf);
    const isNumber = typeof each === 'string' && /^[1-9]\d{4,10}$/.test(each) && NUMBERED.test(name);
    return isNumber ? numberOf(name, each) : each;
  };
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, map(name, each)]));
}
