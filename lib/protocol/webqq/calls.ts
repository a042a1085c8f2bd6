import type { Request, SecretMark, Step, Want } from '../protocol';
import type { WebQqCursor } from './cursor';
import { type hosts, originOf } from './hosts';
import type { WebQqSettings } from './settings';

/** The constant of SmartQQ's page, a number there (spec/webqq, B3). */
export const clientid = 53_999_199;

/** Tickets by the names under which the vault holds them. */
export const psessionid: SecretMark = { secret: 'psessionid' };
export const vfwebqq: SecretMark = { secret: 'vfwebqq' };
export const ptwebqq: SecretMark = { secret: 'ptwebqq', from: 'jar' };

/**
 * How long a server may hold a poll. Cutting one off could lose what the server answers in that very moment, which it
 * then counts as handed over, so the server ends it: after 30 to 60 s, some after 120 (spec/webqq, B7). Past this nobody
 * is there.
 */
export const holdMs = 150_000;

type Value = string | number | null | readonly unknown[] | SecretMark;
export type Values = Readonly<Record<string, Value>>;

interface Call {
  readonly host: keyof typeof hosts;
  readonly path: string;
  /** GET: what stands behind the path. POST: the members of r. */
  readonly query?: Values;
  readonly r?: Values;
  readonly referer?: 's' | 'd';
  readonly destructive?: true;
  readonly holdMs?: number;
  readonly origin?: string;
  readonly tail?: ReadonlyArray<string | SecretMark>;
}

const referers = {
  s: '/proxy.html?v=20130916001&callback=1&id=1',
  d: '/proxy.html?v=20151105001&callback=1&id=2',
} as const;
/** Of WebQQ 3 (spec/webqq, B4). */
const olderReferers = {
  s: '/proxy.html?v=20110412001&callback=1&id=1',
  d: '/proxy.html?v=20110331002&callback=1&id=2',
} as const;

/** A request with the account's cookies; its key names the sign-in that it belongs to, and the call. */
export function leave(
  { server }: WebQqSettings,
  cursor: WebQqCursor,
  want: Want,
  name: string,
  call: Call,
): Extract<Step<WebQqCursor>, { kind: 'ask' }> {
  const { path, referer } = call;
  const { client } = cursor;
  const at = (host: keyof typeof hosts) => originOf(server, host === 'd' && client !== undefined ? 'd3' : host);
  const [query, r] = [withClient(call.query, client), withClient(call.r, client)];
  const headers = {
    ...(r && { 'Content-Type': 'application/x-www-form-urlencoded' }),
    ...(referer && { Referer: at(referer) + (client === undefined ? referers : olderReferers)[referer] }),
  };
  const request: Request = {
    key: `${cursor.life}.${cursor.seq}.${name}`,
    want,
    via: {
      kind: 'http',
      method: r ? 'POST' : 'GET',
      url: (call.origin ?? at(call.host)) + path,
      headers,
      jar: true,
      redirect: 'manual',
      ...(r && { body: [...encodeForm(r), ...(client === undefined ? [] : outside(r))] }),
      ...((query || call.tail) && { tail: call.tail ?? encodeQuery(query ?? {}) }),
      ...(call.holdMs !== undefined && { holdMs: call.holdMs }),
    },
    repeat: 'repeatable',
    destructive: call.destructive ?? false,
  };
  return { kind: 'ask', cursor: { ...cursor, seq: cursor.seq + 1 }, request };
}

/** A call to the service itself: its name is its path, and it comes from the page of its own host unless one says otherwise. */
export function leaveTo(
  host: 's' | 'd',
  settings: WebQqSettings,
  cursor: WebQqCursor,
  want: Want,
  name: string,
  call: Omit<Call, 'host' | 'path'>,
): ReturnType<typeof leave> {
  const path = `/${host === 's' ? 'api' : 'channel'}/${name.split(' ')[0]}`;
  return leave(settings, cursor, want, name, { referer: host, ...call, host, path });
}

/** Clients of WebQQ 3 had a number of their own, which they sent as a text (spec/webqq, B3). */
function withClient(values: Values | undefined, client: string | undefined): Values | undefined {
  return client === undefined || !values || !('clientid' in values) ? values : { ...values, clientid: client };
}

/** What WebQQ 3 wanted once more, beside r (spec/webqq, B4). */
function outside(r: Values): ReadonlyArray<string | SecretMark> {
  if (typeof r.clientid !== 'string') return [];
  const ticket = r.psessionid === null ? ['null'] : [{ ...psessionid, as: 'query' }];
  return [`&clientid=${r.clientid}&psessionid=`, ...ticket];
}

/** Which call a request makes. */
export function callOf({ key }: Request): string {
  return key.slice(key.lastIndexOf('.') + 1);
}

export function lifeOf(key: string): number {
  return Number(key.slice(0, key.indexOf('.')));
}

/** `r=` and a JSON text, form-encoded (spec/webqq, B4). */
export function encodeForm(r: Values): ReadonlyArray<string | SecretMark> {
  const parts: Array<string | SecretMark> = [];
  let before = `r=${encodeURIComponent('{')}`;
  for (const [name, value] of Object.entries(r)) {
    before += encodeURIComponent(`${JSON.stringify(name)}:`);
    if (isMark(value)) {
      parts.push(before, { ...value, as: value.as ?? 'json' });
      before = encodeURIComponent(',');
    } else {
      before += encodeURIComponent(`${JSON.stringify(value)},`);
    }
  }
  // The last comma goes: it was written before anybody knew what follows.
  return [...parts, before.replace(/%2C$/, '') + encodeURIComponent('}')];
}

export function encodeQuery(query: Values): ReadonlyArray<string | SecretMark> {
  const parts: Array<string | SecretMark> = [];
  let before = '?';
  for (const [name, value] of Object.entries(query)) {
    before += `${name}=`;
    if (isMark(value)) {
      parts.push(before, { ...value, as: value.as ?? 'query' });
      before = '&';
    } else {
      before += `${encodeURIComponent(String(value))}&`;
    }
  }
  return [...parts, ...(before === '&' ? [] : [before.replace(/&$/, '')])];
}

function isMark(value: Value): value is SecretMark {
  return typeof value === 'object' && value !== null && 'secret' in value;
}
