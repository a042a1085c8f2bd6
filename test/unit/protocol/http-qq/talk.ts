import { openHttpQq } from '../../../../lib/protocol/http-qq';
import type { HttpQqBatch } from '../../../../lib/protocol/http-qq/batch';
import { type HttpQqCursor, startCursor } from '../../../../lib/protocol/http-qq/cursor';
import type { Reply, Request, TransportFailure, Want } from '../../../../lib/protocol/protocol';

export const uin = '100001';
export const server = 'http://qq.example.cn:8000';
export const noon = Date.UTC(2025, 2, 1, 12);
export const protocol = openHttpQq({ server, uin });

/** A cursor whose Login was answered at `noon`, with HI 60 s and LI 300 s. */
export function signedInCursor(): HttpQqCursor {
  const { cursor, request } = ask(
    startCursor(() => 0.5),
    { kind: 'sign-in' },
  );
  return protocol.accept(cursor, request, reply(request, 'LOGIN', 'RES=0&RS=0&HI=60&LI=300'), noon).cursor;
}

export function ask(cursor: HttpQqCursor, want: Want, now = noon): { cursor: HttpQqCursor; request: Request } {
  const step = protocol.next(cursor, want, now);
  if (step.kind !== 'ask') throw new Error(`${want.kind}: ${step.kind}`);
  return step;
}

/** The answer `rest` to a request, with the fields that every answer starts with. */
export function reply(request: Request, cmd: string, rest: string, headers: Array<[string, string]> = []): Reply {
  return raw(`VER=1.1&CMD=${cmd}&SEQ=${request.key}&UIN=${uin}&${rest}`, 200, headers);
}

export function raw(text: string, status = 200, headers: Array<[string, string]> = []): Reply {
  return { kind: 'reply', status, headers, bytes: new TextEncoder().encode(text) };
}

/** Asks, and reads `rest` as the answer. */
export function exchange(cursor: HttpQqCursor, want: Want, cmd: string, rest: string, now = noon): HttpQqBatch {
  const asked = ask(cursor, want, now);
  return protocol.accept(asked.cursor, asked.request, reply(asked.request, cmd, rest), now);
}

export function receive(cursor: HttpQqCursor, rest: string, now = noon): HttpQqBatch {
  return exchange(cursor, { kind: 'receive' }, 'GETMSGEX', rest, now);
}

export function fail(cursor: HttpQqCursor, want: Want, failure: TransportFailure): HttpQqBatch {
  const asked = ask(cursor, want);
  return protocol.accept(asked.cursor, asked.request, { kind: 'failure', failure }, noon);
}

/** The body as it leaves, with `PS` for the secret. */
export function bodyOf({ via }: Request): string {
  if (via.kind !== 'http') throw new Error('not an HTTP request');
  return (via.body ?? []).map((part) => (typeof part === 'string' ? part : `<${part.secret}>`)).join('');
}

export const message = { kind: 'send', outboxId: 'a', peer: 'u:200001', text: 'hello' } as const satisfies Want;
