import type { IncomingMessage } from 'node:http';

/** The fields of a call, as JSON or as texts of a query. */
export type Fields = Readonly<Record<string, unknown>>;

/** A request as it came, understood as far as every part of the server needs it. */
export interface Asked {
  method: string;
  /** The last part of the path: names are unique over all hosts, so one port serves them all. */
  name: string;
  path: string;
  /** The Host, or that of a request to a proxy. */
  host: string;
  query: URLSearchParams;
  form: URLSearchParams;
  /** The JSON of `r`; undefined where there is none, null where it is no JSON object. */
  r: Fields | null | undefined;
  cookies: ReadonlyMap<string, string>;
  referer: string;
}

const BODY_LIMIT = 1024 * 1024;

/** Reads a request to its end; undefined if it is no request that anybody could answer. */
export async function readAsked(request: IncomingMessage): Promise<Asked | undefined> {
  const body = await readBody(request);
  if (body === undefined) return undefined;
  // A request to a proxy has the whole address; host mapping has it in Host.
  const origin = `http://${request.headers.host ?? 'localhost'}`;
  if (!URL.canParse(request.url ?? '/', origin)) return undefined;
  const url = new URL(request.url ?? '/', origin);
  const form = new URLSearchParams(body.startsWith('r={') ? rawForm(body) : body);
  return {
    method: request.method ?? 'GET',
    name: url.pathname.split('/').at(-1) ?? '',
    path: url.pathname,
    host: url.host,
    query: url.searchParams,
    form,
    r: parseR(form.get('r') ?? url.searchParams.get('r')),
    cookies: parseCookies(request.headers.cookie ?? ''),
    referer: request.headers.referer ?? '',
  };
}

/** A field, wherever the client wrote it: in r, beside it in the form, or in the query. */
export function field(asked: Asked, name: string): string {
  const value = asked.r?.[name] ?? asked.form.get(name) ?? asked.query.get(name) ?? '';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** One client wrote the JSON unencoded and had nothing after it (spec/webqq, B4). */
function rawForm(body: string): Record<string, string> {
  return { r: body.slice(2) };
}

function parseR(text: string | null): Fields | null | undefined {
  if (text === null) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Fields) : null;
  } catch {
    return null;
  }
}

function parseCookies(header: string): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const piece of header.split(';')) {
    const equals = piece.indexOf('=');
    const name = piece.slice(0, equals).trim();
    // Of two of one name a browser sends the more specific one first.
    if (equals > 0 && !cookies.has(name)) cookies.set(name, piece.slice(equals + 1).trim());
  }
  return cookies;
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > BODY_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
