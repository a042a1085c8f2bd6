import type { Uin } from '../world';
import type { Account } from './accounts';
import { encodeCq } from './cq-code';
import type { OnebotEvent } from './event';
import type { Kept } from './history';
import { hasHabit, isOnlineInQq, mannerOf, type Office } from './office';
import { encodeFlag } from './request-flag';
import type { PendingRequest } from './requests';

/** An event of the present moment. */
export function encodeEvent({ core }: Office, { uin }: Account, type: string, fields: object): OnebotEvent {
  return { time: seconds(core.clock.now()), self_id: Number(uin), post_type: type, ...fields };
}

export function encodeHeartbeat(office: Office, account: Account, interval: number): OnebotEvent {
  const online = isOnlineInQq(office, account);
  const fields = { meta_event_type: 'heartbeat', status: { online, good: online }, interval };
  return encodeEvent(office, account, 'meta_event', fields);
}

export function encodeLifecycle(office: Office, account: Account, step: string): OnebotEvent {
  return encodeEvent(office, account, 'meta_event', { meta_event_type: 'lifecycle', sub_type: step });
}

export function encodeRequest(office: Office, account: Account, request: PendingRequest): OnebotEvent {
  const { kind, from, group, text } = request;
  const flag = encodeFlag(account, request);
  const about = kind === 'friend' ? { request_type: 'friend' } : { request_type: 'group', sub_type: kind };
  const where = group === undefined ? {} : { group_id: Number(group) };
  const fields = { ...about, ...where, user_id: Number(from), comment: text, flag };
  return { ...encodeEvent(office, account, 'request', fields), time: seconds(request.at) };
}

/** A message as an event, in history and as the answer to get_msg: all three have one shape. */
export function encodeMessage(office: Office, account: Account, kept: Kept): OnebotEvent {
  const own = kept.from === account.uin;
  const type = own && !hasHabit(office, 'self-as-message') ? 'message_sent' : 'message';
  return {
    ...encodeEvent(office, account, type, {}),
    time: seconds(kept.at),
    ...(kept.scene === 'group' ? groupFields(office, kept) : privateFields(kept)),
    ...numbers(account, kept),
    ...content(office, account, kept),
    user_id: Number(kept.from),
    font: 14,
    sender: encodeSender(office, kept),
    ...(own ? { target_id: Number(kept.peer) } : {}),
  };
}

/** What a message says: with ids of other messages, which its maker knows by the ledger, as this account has them. */
function content(office: Office, account: Account, kept: Kept) {
  const segments = kept.segments.map((segment) => {
    const quoted = segment.type === 'reply' ? office.history.byId(account.uin, String(segment.data.id)) : undefined;
    return quoted === undefined ? segment : { ...segment, data: { ...segment.data, id: String(quoted.messageId) } };
  });
  const asText = mannerOf(account).messageFormat === 'string' || hasHabit(office, 'cq-strings');
  const raw = encodeCq(segments);
  return { message: asText ? raw : segments, raw_message: raw, message_format: asText ? 'string' : 'array' };
}

function numbers(account: Account, { messageId, place }: Kept) {
  const byId = mannerOf(account).seqIs === 'id';
  return { message_id: messageId, message_seq: byId ? messageId : place, real_id: byId ? messageId : place };
}

function privateFields({ scene, group }: Kept) {
  const kind = scene === 'temp' ? 'group' : scene;
  const source = group === undefined ? {} : { group_id: Number(group), temp_source: 0 };
  return { message_type: 'private', sub_type: kind, ...source };
}

function groupFields({ core }: Office, { group = '' }: Kept) {
  const name = core.groups.get(group)?.name ?? group;
  return { message_type: 'group', sub_type: 'normal', group_id: Number(group), group_name: name, anonymous: null };
}

function encodeSender({ core }: Office, { from, group, scene }: Kept) {
  const member = group === undefined ? undefined : core.groups.member(group, from);
  const card =
    scene === 'group'
      ? { card: member?.card ?? '', role: member?.role ?? 'member', level: '1', title: '' }
      : { card: '' };
  return { user_id: Number(from), nickname: nickOf(core, from), sex: 'unknown', age: 0, ...card };
}

export function nickOf(core: Office['core'], uin: Uin): string {
  return core.world.profile(uin)?.nick ?? uin;
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
