import { type EpochMs, type Peer, peerKind, peerNumber } from '../../model/ids';
import type { Step, Want } from '../protocol';
import { clientid, holdMs, leaveTo, psessionid, ptwebqq, type Values, vfwebqq } from './calls';
import { encodeContent } from './content';
import { sessionIdOf, type WebQqCursor } from './cursor';
import { noteAsked } from './nameless';
import { nextNeed } from './numbers';
import type { WebQqSettings } from './settings';
import { planStage, statusName } from './stage';

type WebQqStep = Step<WebQqCursor>;

/** The calls before the first poll, in the official order (spec/webqq, B2 step 8): without them servers send one away. */
export const officialOrder: readonly string[] = [
  'get_user_friends2',
  'get_group_name_list_mask2',
  'get_discus_list',
  'get_self_info2',
  'get_online_buddies2',
  'get_recent_list2',
];

/** The next request that serves `want`. Whatever needs a session is served by the next step towards one. */
export function planNext(settings: WebQqSettings, cursor: WebQqCursor, want: Want, now: EpochMs): WebQqStep {
  switch (want.kind) {
    case 'probe':
      return { kind: 'none' };
    case 'sign-in': {
      if (!cursor.halted && cursor.stage !== 'online') return planStage(settings, cursor, now);
      const { halted: _, qr: __, code: ___, ...calm } = cursor;
      const stage = cursor.client === undefined ? 'auth' : 'check';
      return planStage(settings, { ...calm, stage, relinks: 0, strange: 0 }, now);
    }
    case 'sign-out':
      return cursor.stage === 'online' ? signOut(settings, cursor, now) : { kind: 'none' };
  }
  if (cursor.halted) return { kind: 'none' };
  // Signing in first would announce the opposite, and have a phone asked for it.
  if (want.kind === 'status' && want.status === 'offline') return signOut(settings, cursor, now);
  if (want.kind === 'letters') {
    if (cursor.stage !== 'letters') return { kind: 'none' };
    return planStage(settings, { ...cursor, stage: 'password', code: want.text }, now);
  }
  if (cursor.stage !== 'online') {
    return want.kind === 'send' ? { kind: 'wait', until: now + 1_000 } : planStage(settings, cursor, now);
  }
  switch (want.kind) {
    case 'receive': {
      const [call] = cursor.toCall;
      if (call) return list(settings, cursor, { kind: 'go-on' }, call, now);
      return leaveTo('d', settings, { ...cursor, polledAt: now }, want, 'poll2', {
        r:
          cursor.client === undefined
            ? { ptwebqq, clientid, psessionid, key: '' }
            : { clientid, psessionid, key: 0, ids: [] },
        destructive: true,
        holdMs,
      });
    }
    case 'go-on': {
      const [call] = cursor.toCall;
      return call ? list(settings, cursor, want, call, now) : planNeed(settings, cursor, now);
    }
    case 'contacts':
      return list(settings, cursor, want, 'get_user_friends2', now);
    case 'groups':
      return list(settings, cursor, want, 'get_group_name_list_mask2', now);
    case 'presence':
      return list(settings, cursor, want, 'get_online_buddies2', now);
    case 'status':
      return leaveTo('d', settings, cursor, want, 'change_status2', {
        query: { newstatus: statusName(want.status), clientid, psessionid, t: now },
      });
    case 'send':
      return planSend(settings, cursor, want, now);
    case 'profile': {
      // Only who stands on the list has a number that the server takes.
      const tuin = sessionIdOf(cursor, 'p', want.number);
      if (tuin === undefined) return { kind: 'none' };
      return leaveTo('s', settings, cursor, want, 'get_friend_info2', {
        query: { tuin, vfwebqq, clientid, psessionid, t: now },
      });
    }
    case 'answer':
      return planAnswer(settings, cursor, want);
    default:
      return { kind: 'none' };
  }
}

/** Without a session there is no ticket for it, and the server's word only ends the way to one. */
function signOut(settings: WebQqSettings, cursor: WebQqCursor, now: EpochMs): WebQqStep {
  const ticket = cursor.stage === 'online' ? psessionid : '';
  return leaveTo('d', settings, cursor, { kind: 'sign-out' }, 'logout2', {
    query: { ids: '', clientid, psessionid: ticket, t: now },
  });
}

function list(settings: WebQqSettings, cursor: WebQqCursor, want: Want, call: string, now: EpochMs): WebQqStep {
  const hash = { secret: 'ptwebqq', from: 'jar', as: `friend-list-hash ${settings.uin}` } as const;
  const tickets = { vfwebqq, clientid, psessionid };
  switch (call) {
    case 'get_user_friends2':
    case 'get_group_name_list_mask2':
      return leaveTo('s', settings, cursor, want, call, {
        r: cursor.client === undefined ? { vfwebqq, hash } : { h: 'hello', vfwebqq, hash },
      });
    case 'get_discus_list':
      return leaveTo('s', settings, cursor, want, call, {
        query: { clientid, psessionid, vfwebqq, t: now },
      });
    case 'get_self_info2':
      return leaveTo('s', settings, cursor, want, call, { query: { t: now } });
    case 'get_recent_list2':
      return leaveTo('d', settings, cursor, want, call, { r: tickets });
    default:
      return leaveTo('d', settings, cursor, want, call, {
        query: { ...tickets, t: now },
      });
  }
}

/** Asks for what is not known of people and groups yet: first what a message waits for, then what lists name. */
function planNeed(settings: WebQqSettings, cursor: WebQqCursor, now: EpochMs): WebQqStep {
  const need = nextNeed(cursor, now);
  const want: Want = { kind: 'go-on' };
  switch (need?.kind) {
    case 'number': {
      const tuin = need.key.slice(1);
      const type = need.key.startsWith('p') ? 1 : 4;
      // Some servers took only the Referer of D here (spec/webqq, B4).
      const asked = noteAsked({ ...cursor, asks: cursor.asks - 1 }, need.key, now);
      return leaveTo('s', settings, asked, want, `get_friend_uin2 ${need.key}`, {
        query: { tuin, type, vfwebqq, t: now },
        referer: 'd',
      });
    }
    case 'names': {
      const asked = { ...cursor, namesAt: { ...cursor.namesAt, [need.group]: now } };
      if (need.scene === 'd') {
        return leaveTo('d', settings, asked, want, `get_discu_info ${need.group}`, {
          query: { did: need.code, vfwebqq, clientid, psessionid, t: now },
        });
      }
      return leaveTo('s', settings, asked, want, `get_group_info_ext2 ${need.group}`, {
        query: { gcode: need.code, vfwebqq, t: now },
      });
    }
    case 'leave-to-write':
      return leaveTo('d', settings, cursor, want, `get_c2cmsg_sig2 ${need.number}`, {
        query: { id: need.through, to_uin: need.id, service_type: need.service, clientid, psessionid, t: now },
      });
    default:
      return { kind: 'none' };
  }
}

function planSend(
  settings: WebQqSettings,
  cursor: WebQqCursor,
  want: Extract<Want, { kind: 'send' }>,
  now: EpochMs,
): WebQqStep {
  const receiver = receiverOf(cursor, want.peer);
  if (receiver === 'unknown') return { kind: 'none', never: 'nobody' };
  // The list that names them is still being asked for.
  if (receiver === 'not-yet') return { kind: 'wait', until: now + 2_000 };
  const { call, to } = receiver;
  const taken = { ...cursor, msgId: cursor.msgId + 1 };
  const content = encodeContent(want.text);
  return leaveTo('d', settings, taken, want, call, {
    r: { ...to, content, face: 522, clientid, msg_id: cursor.msgId, psessionid },
  });
}

function receiverOf(cursor: WebQqCursor, peer: Peer): { call: string; to: Values } | 'unknown' | 'not-yet' {
  const number = peerNumber(peer);
  const open = cursor.toCall.length > 0 || cursor.untold !== undefined ? 'not-yet' : 'unknown';
  switch (peerKind(peer)) {
    case 'u': {
      const id = sessionIdOf(cursor, 'p', number);
      return id ? { call: 'send_buddy_msg2', to: { to: Number(id) } } : open;
    }
    case 'g': {
      const id = sessionIdOf(cursor, 'g', number);
      return id ? { call: 'send_qun_msg2', to: { group_uin: Number(id) } } : open;
    }
    case 'd':
      return { call: 'send_discu_msg2', to: { did: Number(number) } };
    case 's': {
      const way = cursor.strangers[number];
      if (!way?.signature) return way ? 'not-yet' : 'unknown';
      return {
        call: 'send_sess_msg2',
        to: { to: Number(way.id), group_sig: way.signature, service_type: way.service },
      };
    }
  }
}

function planAnswer(settings: WebQqSettings, cursor: WebQqCursor, want: Extract<Want, { kind: 'answer' }>): WebQqStep {
  const [kind, first = '', second = ''] = want.key.split('.');
  const text = want.text ?? '';
  if (kind === 'friend') {
    const call = !want.accept ? 'deny_added_request2' : want.oneWay ? 'allow_added_request2' : 'allow_and_add2';
    const says = !want.accept ? { msg: text } : want.oneWay ? {} : { gid: 0, mname: text };
    const r = { account: Number(first), ...says, vfwebqq };
    return leaveTo('s', settings, cursor, want, call, { r });
  }
  const [group, id] = [sessionIdOf(cursor, 'g', first), sessionIdOf(cursor, 'p', second)];
  if (!group || !id) return { kind: 'none' };
  return leaveTo('d', settings, cursor, want, 'op_group_join_req', {
    query: {
      ...{ group_uin: group, req_uin: id, msg: text, op_type: want.accept ? 2 : 3, clientid, psessionid },
    },
  });
}
