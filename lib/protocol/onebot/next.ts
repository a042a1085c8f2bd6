import { type EpochMs, type Peer, peerKind, peerNumber, peerOf } from '../../model/ids';
import { fieldsOf, numberOf, parseJson } from '../json';
import type { Request, SecretMark, Step, Want } from '../protocol';
import { httpTwin } from './addresses';
import { planCatchUp } from './catch-up';
import type { OneBotCursor } from './cursor';
import { planLists } from './requests';
import { encodeContent } from './segments';
import type { OneBotSettings } from './settings';
import { statusCodes } from './status-codes';
import { tokenSecret } from './token';

type OneBotStep = Step<OneBotCursor>;
type Params = Readonly<Record<string, unknown>>;

/** One packet to QQ for each person asked, so not more often than this. */
const presenceSpacingMs = 1_000;

/**
 * Ways to have events over HTTP, best first: a stream (NapCat's, LLBot's) tells them at once, and says when it ends; then
 * go-cqhttp's queue, LLBot's ring (spec/onebot, Transport).
 */
export const streamAction = '_events';
export const eventActions = ['get_updates', 'get_event'] as const;
/** The ring forgets whoever has not asked for five minutes, and tells them nothing of what came meanwhile. */
const ringForgetsMs = 270_000;
const eventParams: Readonly<Record<string, Params>> = {
  get_updates: { limit: 100, timeout: 0 },
  get_event: { key: 'uinbell', timeout: 0 },
};

/**
 * The next request that serves `want`. Everything needs a line that is known to be the right number's, so while there
 * is none the same want is served by asking who answers; a message waits for that on its own.
 */
export function planNext(settings: OneBotSettings, cursor: OneBotCursor, want: Want, now: EpochMs): OneBotStep {
  const ask = (action: string, params: Params = {}, from = cursor) => leave(settings, from, want, action, params);
  switch (want.kind) {
    case 'probe':
      return probe(settings, cursor);
    case 'sign-in':
      return signIn(settings, cursor, want);
    case 'sign-out':
      return { kind: 'none' };
  }
  if (cursor.halted) return { kind: 'none' };
  if (!cursor.signedIn) {
    if (want.kind === 'send') return { kind: 'wait', until: now };
    return signIn(settings, cursor, { kind: 'receive' });
  }

  switch (want.kind) {
    case 'receive': {
      const asked = { ...cursor, askedAt: now };
      const { beat } = cursor;
      if (cursor.over === 'http' && !cursor.streams) {
        if (!cursor.lacks.includes(streamAction)) return ask(streamAction, {}, asked);
        const action = eventActions.find((name) => !cursor.lacks.includes(name));
        const rested = cursor.askedAt === undefined ? 0 : Math.abs(now - cursor.askedAt);
        if (action === 'get_event' && rested > ringForgetsMs) return signIn(settings, asked, want);
        return ask(action ?? 'get_status', action && eventParams[action], asked);
      }
      // Heartbeats that stopped while calls are answered: half a line, which would never bring a message again.
      if (beat && now - beat.at > 2 * beat.everyMs + 10_000) return signIn(settings, asked, want);
      return ask('get_status', {}, asked);
    }
    case 'version':
      return ask('get_version_info');
    case 'contacts': {
      const plain = cursor.lacks.includes('get_friends_with_category');
      return ask(plain ? 'get_friend_list' : 'get_friends_with_category');
    }
    case 'groups':
      return ask('get_group_list');
    case 'requests': {
      const list = planLists(cursor);
      return list ? ask(list.action, list.params) : { kind: 'none' };
    }
    case 'catch-up': {
      const planned = planCatchUp(cursor);
      return planned ? ask(planned.action, planned.params) : { kind: 'none' };
    }
    case 'presence-of': {
      if (cursor.lacks.includes('nc_get_user_status')) return { kind: 'none' };
      const until = (cursor.presenceAt ?? 0) + presenceSpacingMs;
      if (until > now && until <= now + presenceSpacingMs) return { kind: 'wait', until };
      return ask('nc_get_user_status', { user_id: want.number }, { ...cursor, presenceAt: now });
    }
    case 'status': {
      // Nothing signs a QQ out but ending its process; we stop listening, and say so after a last word with it.
      if (want.status === 'offline') return ask('get_status');
      return ask('set_online_status', { status: statusCodes[want.status], ext_status: 0, battery_status: 0 });
    }
    case 'send':
      return send(settings, cursor, want);
    case 'answer': {
      const flag = want.key.slice(want.key.indexOf('.') + 1);
      const text = want.text ?? '';
      if (want.key.startsWith('doubt.')) {
        // Programs take any answer for a yes.
        return want.accept ? ask('set_doubt_friends_add_request', { flag, approve: true }) : { kind: 'none' };
      }
      if (want.key.startsWith('friend.')) {
        return ask('set_friend_add_request', { flag, approve: want.accept, remark: want.accept ? text : '' });
      }
      const kind = want.key.slice(0, want.key.indexOf('.'));
      return ask('set_group_add_request', { flag, sub_type: kind, type: kind, approve: want.accept, reason: text });
    }
    case 'read': {
      if (cursor.lacks.includes('mark_msg_as_read')) return { kind: 'none' };
      return ask('mark_msg_as_read', { message_id: want.remoteKey });
    }
    case 'recall':
      return ask('delete_msg', { message_id: want.remoteKey });
    case 'profile':
      if (cursor.lacks.includes('get_stranger_info')) return { kind: 'none' };
      // What a server keeps of them may be from before they changed it.
      return ask('get_stranger_info', { user_id: want.number, no_cache: !want.brief });
    case 'unfriend':
      return ask('delete_friend', { user_id: want.number, friend_id: want.number });
    default:
      return { kind: 'none' };
  }
}

function send(settings: OneBotSettings, cursor: OneBotCursor, want: Extract<Want, { kind: 'send' }>): OneBotStep {
  const number = peerNumber(want.peer);
  const message = encodeContent(want.text, want.quote);
  switch (peerKind(want.peer)) {
    case 'g':
      return leave(settings, cursor, want, 'send_group_msg', { group_id: number, message });
    case 's': {
      const [, group] = cursor.temporary.find(([user]) => user === number) ?? [];
      return leave(settings, cursor, want, 'send_private_msg', {
        user_id: number,
        ...(group && { group_id: group }),
        message,
      });
    }
    case 'u':
      return leave(settings, cursor, want, 'send_private_msg', { user_id: number, message });
    default:
      return { kind: 'none' };
  }
}

/** Who answers there? On a new line: nothing of an old one is believed. */
function signIn(settings: OneBotSettings, cursor: OneBotCursor, want: Want): OneBotStep {
  const { halted: _, socketFailed: __, beat: ___, streams: ____, ...calm } = cursor;
  return leave(settings, { ...calm, signedIn: false }, want, 'get_login_info', {});
}

/** Over HTTP, which names its failures, and without the token: that is for something that looks like OneBot. */
function probe(settings: OneBotSettings, cursor: OneBotCursor): OneBotStep {
  const { httpThere: _, ...unknown } = cursor;
  const step = leave(settings, { ...unknown, over: 'http' }, { kind: 'probe' }, 'get_login_info', {});
  if (step.kind !== 'ask' || step.request.via.kind !== 'http') return step;
  const { headers: __, tail: ___, ...via } = step.request.via;
  const headers = { 'Content-Type': 'application/json' };
  return {
    ...step,
    cursor: { ...step.cursor, over: cursor.over },
    request: { ...step.request, via: { ...via, headers } },
  };
}

function leave(settings: OneBotSettings, cursor: OneBotCursor, want: Want, action: string, params: Params): OneBotStep {
  const key = `${cursor.seq}.${action}`;
  const via: Request['via'] =
    action === streamAction
      ? { kind: 'frame', text: '', opens: streamOf(settings) }
      : cursor.over === 'socket'
        ? {
            kind: 'frame',
            text: JSON.stringify({ action, params, echo: key }),
            ...(action === 'get_login_info' && { opens: lineTo(settings) }),
          }
        : {
            kind: 'http',
            method: 'POST',
            url: httpTwin(settings.server) + action,
            headers: { 'Content-Type': 'application/json', Authorization: [{ secret: tokenSecret, as: 'header' }] },
            body: [JSON.stringify(params)],
            tail: [{ secret: tokenSecret, as: 'tail' }],
          };
  const destructive = eventActions.some((name) => name === action);
  // No server knows a repeated call again, so nothing that may have been carried out is asked twice.
  return {
    kind: 'ask',
    cursor: { ...cursor, seq: cursor.seq + 1 },
    request: { key, want, via, repeat: 'once', destructive },
  };
}

/** A browser's WebSocket has no headers, so the token stands in the address (spec/onebot, Auth). */
export function lineTo({ server }: OneBotSettings): ReadonlyArray<string | SecretMark> {
  return [server, { secret: tokenSecret, lead: '?access_token=', as: 'query' }];
}

/** Whose history was asked for: the search may have begun anew while the question was under way. */
export function askedPeer(request: Request): Peer | undefined {
  const { via } = request;
  const body = fieldsOf(parseJson(via.kind === 'frame' ? via.text : (via.body ?? []).join('')));
  const { user_id, group_id } = fieldsOf(via.kind === 'frame' ? body?.params : body) ?? {};
  const [user, group] = [numberOf(user_id), numberOf(group_id)];
  if (group) return peerOf('g', group);
  return user ? peerOf('u', user) : undefined;
}

export function streamOf({ server }: OneBotSettings): ReadonlyArray<string | SecretMark> {
  return [httpTwin(server) + streamAction, { secret: tokenSecret, lead: '?access_token=', as: 'query' }];
}

/** What was asked, which the key tells. */
export function actionOf({ key }: Request): string {
  return key.slice(key.indexOf('.') + 1);
}
