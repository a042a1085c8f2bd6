import type { SessionReason } from '../../model/session';
import type { Reply } from '../protocol';

/** Why an answer cannot be taken, and where in it. `detail` is for the person who looks into the journal. */
export interface Trouble {
  readonly why: SessionReason;
  readonly detail: string;
  /** A web page or a way to one: whoever answered is no QQ server, and carried nothing out. */
  readonly elsewhere?: true;
}
export type Decoded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble };

/** A reply's fields, raw: nothing is percent-decoded before lists are split, or an escaped comma would split one. */
export interface Packet {
  readonly cmd: string;
  readonly seq: string;
  readonly uin: string;
  readonly res: number;
  readonly fields: ReadonlyMap<string, string>;
}

export function no(why: SessionReason, detail: string): { readonly ok: false; readonly trouble: Trouble } {
  return { ok: false, trouble: { why, detail } };
}

export function yes<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/**
 * Splits an answer into fields. `tail` names the field that runs to the end of the reply, whatever is in it: texts of
 * people stand last (MG, NK), and clients of the time read them so, which is why an unescaped `&` in them survives.
 */
export function decodePacket(reply: Extract<Reply, { kind: 'reply' }>, tail?: string): Decoded<Packet> {
  const strange = findStranger(reply);
  if (strange) return { ok: false, trouble: strange };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(reply.bytes);
  } catch {
    return no('garbled', 'the answer is not UTF-8');
  }
  if (/^\s*[<{[]/.test(text)) {
    const { trouble } = no('not-qq', `a page or a document: ${shorten(text.trim())}`);
    return { ok: false, trouble: text.trimStart().startsWith('<') ? { ...trouble, elsewhere: true } : trouble };
  }
  // Later versions of the protocol end their replies with a line break (spec/http-qq, A2).
  const fields = splitFields(text.trim(), tail);
  return fields.ok ? readHead(fields.value, text) : fields;
}

/** What can be said before the first byte is read. */
function findStranger({ status, headers, bytes }: Extract<Reply, { kind: 'reply' }>): Trouble | undefined {
  // 511: a network that wants its user to sign in says so (RFC 6585, 6). Other servers' trouble may come after the work.
  if (status >= 500 && status !== 511) return { why: 'server-trouble', detail: `HTTP status ${status}` };
  if (status !== 200) return { why: 'not-qq', detail: `HTTP status ${status}`, elsewhere: true };
  if (/^text\/html\b/i.test(header(headers, 'content-type') ?? '')) {
    return { why: 'not-qq', detail: 'a web page', elsewhere: true };
  }
  const announced = header(headers, 'content-length');
  // A browser hands on the decoded bytes under the encoded length.
  if (announced !== undefined && header(headers, 'content-encoding') === undefined) {
    if (Number(announced) !== bytes.length) {
      return { why: 'garbled', detail: `${bytes.length} of ${announced} bytes came` };
    }
  }
  return bytes.length === 0 ? { why: 'answered-nothing', detail: 'an answer without content' } : undefined;
}

function header(headers: ReadonlyArray<readonly [string, string]>, name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

const headKeys = ['VER', 'CMD', 'SEQ', 'UIN', 'RES'];

function splitFields(text: string, tail: string | undefined): Decoded<ReadonlyMap<string, string>> {
  const fields = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const ampersand = text.indexOf('&', at);
    const end = ampersand < 0 ? text.length : ampersand;
    const piece = text.slice(at, end);
    const equals = piece.indexOf('=');
    const key = equals < 0 ? piece : piece.slice(0, equals);
    if (equals >= 0 && key === tail) {
      fields.set(key, text.slice(at + equals + 1));
      break;
    }
    if (fields.has(key) && headKeys.includes(key))
      return no('garbled', `${key} stands in it twice: two answers in one`);
    // A piece without `=` says nothing, or was cut in its name.
    if (equals >= 0 && !fields.has(key)) fields.set(key, piece.slice(equals + 1));
    at = end + 1;
  }
  return yes(fields);
}

function readHead(fields: ReadonlyMap<string, string>, text: string): Decoded<Packet> {
  if (headKeys.every((key) => !fields.has(key)) && !'VER='.startsWith(text)) {
    return no('not-qq', `no field of HTTP QQ in it: ${shorten(text)}`);
  }
  const [, cmd, seq, uin, res] = headKeys.map((key) => fields.get(key));
  if (!cmd || !seq || !uin || res === undefined) {
    const missing = headKeys.filter((key) => key !== 'VER' && !fields.get(key));
    return no('garbled', `${missing.join(', ')} missing`);
  }
  if (!/^-?\d{1,9}$/.test(res)) return no('garbled', `RES=${shorten(res)} is no number`);
  return yes({ cmd, seq, uin, res: Number(res), fields });
}

export function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
}
