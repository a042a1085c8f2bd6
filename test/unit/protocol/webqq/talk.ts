import { readFileSync } from 'node:fs';
import type { Reply, Request, Want } from '../../../../lib/protocol/protocol';
import { openWebQq } from '../../../../lib/protocol/webqq';
import type { WebQqCursor } from '../../../../lib/protocol/webqq/cursor';

export const uin = '100001';
export const noon = Date.parse('2026-03-01T12:00:00Z');
export const protocol = openWebQq({ server: 'http://*.qq.com', uin });

/** A session whose people and groups of the recordings are known. */
export function signedInCursor(): WebQqCursor {
  return {
    ...protocol.start(() => 0.5),
    life: 1,
    stage: 'online',
    polledAt: noon,
    contactsAt: noon,
    onlineAt: noon,
    nick: '我',
    namesAt: { 4000000001: noon },
    numbers: { p2000000001: '200001', p2000000002: '200002', p2000000003: '200003', g3000000001: '300001' },
  };
}

export function ask(cursor: WebQqCursor, want: Want) {
  const step = protocol.next(cursor, want, noon);
  if (step.kind !== 'ask') throw new Error(`${want.kind} is not asked for`);
  return step;
}

export function json(body: unknown, status = 200): Extract<Reply, { kind: 'reply' }> {
  return { kind: 'reply', status, headers: [], bytes: new TextEncoder().encode(JSON.stringify(body)) };
}

/** What a poll that is answered so leads to. */
export function poll(body: unknown, cursor = signedInCursor()) {
  const { cursor: asked, request } = ask(cursor, { kind: 'receive' });
  return protocol.accept(asked, request, typeof body === 'number' ? json({}, body) : json(body), noon);
}

export function recorded(name: string) {
  const file = new URL(`../../../fixtures/webqq/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).body;
}

export function callOf(request: Request): string {
  return request.key.slice(request.key.lastIndexOf('.') + 1);
}
