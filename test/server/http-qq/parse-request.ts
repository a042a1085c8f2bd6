/** The parameters of a request, decoded; a repeated key counts once, as first written. */
export type Params = ReadonlyMap<string, string>;

/** What every request carries (spec/http-qq, Transport), and the rest of its parameters. */
export interface QqRequest {
  cmd: string;
  seq: string;
  uin: string;
  params: Params;
}

/** 1.0 is what the 2009 text uses; 1.2, 1.4 and others get NULL. */
const VERSIONS = ['1.0', '1.1'];

/** A SEQ is echoed unescaped, so it must not be able to start a field of its own. */
const SEQ = /^[\w.-]{1,32}$/;

/** Reads a request's body; undefined means malformed, which is answered with NULL. */
export function parseRequest(body: Buffer, formEncoded: boolean): QqRequest | undefined {
  const params = decodeParams(body, formEncoded);
  if (params === undefined) return undefined;
  const cmd = params.get('CMD') ?? '';
  const seq = params.get('SEQ') ?? '';
  const uin = params.get('UIN') ?? '';
  if (!VERSIONS.includes(params.get('VER') ?? '') || !SEQ.test(seq) || !isDigits(uin)) return undefined;
  return { cmd, seq, uin, params };
}

/** Whether a value is a number as this protocol writes them; anything else in a number's place is NULL. */
export function isDigits(value: string): boolean {
  return /^\d{1,20}$/.test(value);
}

/** Splits at `&`, each piece at its first `=`; undefined if a value is not UTF-8. A piece without `=` says nothing. */
function decodeParams(body: Buffer, formEncoded: boolean): Params | undefined {
  const params = new Map<string, string>();
  for (const piece of body.toString('latin1').split('&')) {
    const equals = piece.indexOf('=');
    if (equals < 0) continue;
    const value = decodeValue(piece.slice(equals + 1), formEncoded);
    if (value === undefined) return undefined;
    const key = piece.slice(0, equals);
    if (!params.has(key)) params.set(key, value);
  }
  return params;
}

/**
 * Old clients sent values raw or percent-encoded, and the server could not know which (spec/http-qq, A3): whatever looks
 * like an escape is one, everything else stands for itself. `+` is a space only where the content type says so.
 */
function decodeValue(latin1: string, formEncoded: boolean): string | undefined {
  const spaced = formEncoded ? latin1.replaceAll('+', ' ') : latin1;
  const bytes = spaced.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return undefined;
  }
}
