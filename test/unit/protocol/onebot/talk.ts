import type { Event } from '../../../../lib/model/event';
import { openOneBot } from '../../../../lib/protocol/onebot';
import type { OneBotBatch } from '../../../../lib/protocol/onebot/batch';
import { type OneBotCursor, startCursor } from '../../../../lib/protocol/onebot/cursor';
import type { Reply, Request, TransportFailure, Want } from '../../../../lib/protocol/protocol';

export const uin = '100001';
export const server = 'ws://127.0.0.1:3001/';
export const noon = Date.UTC(2025, 2, 1, 12);
export const protocol = openOneBot({ server, uin });

type HttpReply = Extract<Reply, { kind: 'reply' }>;

/** A cursor whose get_login_info was answered at `noon` on a socket. */
export function signedInCursor(): OneBotCursor {
  return exchange(
    startCursor(() => 0.5),
    { kind: 'sign-in' },
    { user_id: 100001, nickname: '小店' },
  ).cursor;
}

/** The same over HTTP: the socket said nothing, and plain HTTP looked like OneBot. */
export function overHttp(): OneBotCursor {
  return { ...signedInCursor(), over: 'http' };
}

export function ask(cursor: OneBotCursor, want: Want, now = noon): { cursor: OneBotCursor; request: Request } {
  const step = protocol.next(cursor, want, now);
  if (step.kind !== 'ask') throw new Error(`${want.kind}: ${step.kind}`);
  return step;
}

export function actionOf(request: Request): string {
  return request.key.slice(request.key.indexOf('.') + 1);
}

/** The call of a frame, or of the body of an HTTP request. */
export function callOf({ via }: Request): { action?: string; params: Record<string, unknown>; echo?: string } {
  return via.kind === 'frame'
    ? JSON.parse(via.text)
    : { action: via.url.slice(via.url.lastIndexOf('/') + 1), params: JSON.parse((via.body ?? []).join('')) };
}

export function raw(text: string, status = 200): HttpReply {
  return { kind: 'reply', status, headers: [], bytes: new TextEncoder().encode(text) };
}

export function ok(request: Request, data?: unknown): HttpReply {
  return raw(JSON.stringify({ status: 'ok', retcode: 0, data, echo: request.key }));
}

export function refusal(request: Request, retcode: number, message = ''): HttpReply {
  return raw(JSON.stringify({ status: 'failed', retcode, data: null, message, wording: message, echo: request.key }));
}

/** Asks, and reads `data` as the answer. */
export function exchange(cursor: OneBotCursor, want: Want, data?: unknown, now = noon): OneBotBatch {
  const asked = ask(cursor, want, now);
  return protocol.accept(asked.cursor, asked.request, ok(asked.request, data), now);
}

export function refuse(cursor: OneBotCursor, want: Want, retcode: number, message = ''): OneBotBatch {
  const asked = ask(cursor, want);
  return protocol.accept(asked.cursor, asked.request, refusal(asked.request, retcode, message), noon);
}

export function answerWith(cursor: OneBotCursor, want: Want, got: Reply): OneBotBatch {
  const asked = ask(cursor, want);
  return protocol.accept(asked.cursor, asked.request, got, noon);
}

export function fail(cursor: OneBotCursor, want: Want, failure: TransportFailure): OneBotBatch {
  return answerWith(cursor, want, { kind: 'failure', failure });
}

export function push(cursor: OneBotCursor, frame: unknown, now = noon): OneBotBatch {
  return protocol.accept(cursor, 'push', raw(typeof frame === 'string' ? frame : JSON.stringify(frame)), now);
}

/** A private message of a friend, as NapCat pushes it. */
export function privateMessage(message: unknown, but: Record<string, unknown> = {}) {
  return {
    self_id: 100001,
    user_id: 200001,
    time: noon / 1000,
    message_id: 42,
    message_type: 'private',
    sub_type: 'friend',
    post_type: 'message',
    sender: { user_id: 200001, nickname: '林小满', card: '' },
    raw_message: '',
    message,
    ...but,
  };
}

export function groupMessage(message: unknown, but: Record<string, unknown> = {}) {
  const sender = { user_id: 200001, nickname: '林小满', card: '满满', role: 'member' };
  return privateMessage(message, { message_type: 'group', sub_type: 'normal', group_id: 300001, sender, ...but });
}

export function only({ events }: OneBotBatch): Event {
  const [event] = events;
  if (!event || events.length > 1) throw new Error(`${events.length} events`);
  return event;
}

export const message = { kind: 'send', outboxId: 'a', peer: 'u:200001', text: 'hello' } as const satisfies Want;
