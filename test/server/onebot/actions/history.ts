import { encodeMessage, nickOf } from '../events';
import type { Kept } from '../history';
import { mannerOf } from '../office';
import { ActionFailed, BadParams, parseCount, parseNumber, parseOptionalNumber } from '../params';
import type { Action, Call } from './action';

/** How many messages a page has, and how many conversations are recent, if nobody says. */
const PAGE = 20;
const RECENT = 10;

export const getMsg: Action = ({ office, account, params }) => {
  const messageId = Number(parseNumber(params, 'message_id'));
  const kept = office.history.byMessageId(account.uin, messageId);
  if (kept === undefined || kept.recalled) throw new ActionFailed(`消息${messageId}不存在`);
  office.feeds.note(account.uin, { event: encodeMessage(office, account, kept), kept });
  return encodeMessage(office, account, kept);
};

export const getFriendMsgHistory: Action = (call) => pageOf(call, `u:${parseNumber(call.params, 'user_id')}`);

export const getGroupMsgHistory: Action = (call) => pageOf(call, `g:${parseNumber(call.params, 'group_id')}`);

/** The last message of each conversation, in the kernel's own words. */
export const getRecentContact: Action = ({ office, account, params }) => {
  const count = parseCount(params, 'count', RECENT);
  return office.history
    .latest(account.uin)
    .slice(0, count)
    .map((kept) => {
      const { scene, peer, from, at } = kept;
      const inGroup = scene === 'group';
      const name = inGroup ? office.core.groups.get(peer)?.name : nickOf(office.core, peer);
      office.feeds.note(account.uin, { event: encodeMessage(office, account, kept), kept });
      return {
        lastestMsg: encodeMessage(office, account, kept),
        peerUin: peer,
        remark: account.remarks[peer] ?? '',
        msgTime: String(Math.floor(at / 1000)),
        chatType: inGroup ? 2 : 1,
        msgId: String(kept.messageId),
        sendNickName: nickOf(office.core, from),
        sendMemberName: (inGroup && office.core.groups.member(peer, from)?.card) || '',
        peerName: name ?? peer,
      };
    });
};

/** By a message's id, or a person's or group's number; the phone shows the difference, we only take note of the call. */
export const markAsRead: Action = ({ office, account, params }) => {
  const messageId = parseOptionalNumber(params, 'message_id');
  const peer = parseOptionalNumber(params, 'group_id') ?? parseOptionalNumber(params, 'user_id');
  if (messageId === undefined && peer === undefined) throw new BadParams('message_id is required');
  if (messageId !== undefined && office.history.byMessageId(account.uin, Number(messageId)) === undefined) {
    throw new ActionFailed('msg not found');
  }
  return undefined;
};

export const markAllAsRead: Action = () => undefined;

function pageOf({ office, account, params }: Call, key: string): { messages: object[] } {
  const manner = mannerOf(account).history;
  const from = parseOptionalNumber(params, manner.from);
  const conversation = office.history.conversation(account.uin, key);
  const count = parseCount(params, 'count', PAGE);
  const page = from === undefined || Number(from) === 0 ? conversation.slice(-count || conversation.length) : cut();
  if (page.length === 0 && manner.failsWhenEmpty) throw new ActionFailed(`消息${from}不存在`);
  for (const kept of page) office.feeds.note(account.uin, { event: encodeMessage(office, account, kept), kept });
  return { messages: page.map((kept) => encodeMessage(office, account, kept)) };

  function cut(): Kept[] {
    const at = conversation.findIndex(
      (kept) => Number(from) === (manner.fromIs === 'id' ? kept.messageId : kept.place),
    );
    if (at < 0) return olderThanRecalled();
    const older = String(params.reverse_order ?? params.reverseOrder) === 'true' || !manner.forwards;
    return older ? conversation.slice(Math.max(0, at + 1 - count), at + 1) : conversation.slice(at, at + count);
  }

  /** A place still means something when the message that was there is gone; an id does not. */
  function olderThanRecalled(): Kept[] {
    if (manner.fromIs === 'id') return [];
    return conversation.filter(({ place }) => place <= Number(from)).slice(-count);
  }
}
