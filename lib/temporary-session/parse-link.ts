import { type LinkKind, longestLifeSeconds, longestLink, longestSource, type TemporaryLink } from './link';

/** What is wrong with an address, and in which parameter where it is one. */
export interface LinkFault {
  readonly why:
    | 'empty'
    | 'too-long'
    | 'no-address'
    | 'other-scheme'
    | 'other-place'
    | 'missing'
    | 'ill-formed'
    | 'said-twice'
    | 'life-too-long';
  readonly field?: string;
}

export type ParsedLink =
  | { readonly ok: true; readonly link: TemporaryLink }
  | { readonly ok: false; readonly fault: LinkFault };

type Values = ReadonlyMap<string, string>;

/** Five to eleven digits without a leading zero: what QQ ever gave out (web-presence F4: shorter ones are refused). */
const personal = /^[1-9]\d{4,10}$/;
const hex = (digits: number) => new RegExp(`^[0-9a-f]{${digits}}$`, 'i');
const key = /^[0-9a-z_-]{16,256}$/i;
const word = /^[\w.:-]{1,64}$/;
const seconds = /^\d{1,10}$/;

/**
 * Reads any address that opens a temporary session, from anybody. The rest of an address that is known stays unread:
 * what is not asked for here is never handed on (spec/temporary-session, Links; web-presence F5 to F9). `service`: the
 * origin of a service of the person's own, which has the same paths.
 */
export function parseLink(text: string, service?: string): ParsedLink {
  const trimmed = text.slice(0, longestLink + 1).trim();
  if (trimmed === '') return wrong('empty');
  if (trimmed.length > longestLink) return wrong('too-long');
  const address = parseAddress(trimmed);
  if (address === undefined) return wrong('no-address');
  const query = readQuery(address.query);
  return 'fault' in query
    ? { ok: false, fault: query.fault }
    : readPlace(placeOfRecord(address, service), query.values);
}

/** The names of what a link says besides, which nothing here makes anything of; a link that is refused has none. */
export function unusedNames(text: string): string[] {
  const query = readQuery(parseAddress(text.trim())?.query ?? '');
  return 'fault' in query ? [] : [...query.values.keys()].filter((name) => !usedNames.has(name));
}

interface Address {
  readonly scheme: string;
  /** Host and path, or what stands for it in a client's own scheme. In lower case. */
  readonly place: string;
  readonly query: string;
}

/** By hand: `URL` knows no host in `tencent://message/`, and old pages have blanks inside (`tn= temporar y`). */
function parseAddress(text: string): Address | undefined {
  const match = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/)?([^?#]*)(?:\?([^#]*))?/i.exec(text.replace(/\s+/g, ''));
  if (match === null) return undefined;
  const [, scheme = 'https', place = '', query = ''] = match;
  if (place === '') return undefined;
  return { scheme: scheme.toLowerCase(), place: place.toLowerCase().replace(/\/+$/, ''), query };
}

/** Generators wrote `&amp;amp;` and `&;`, and lost the `&` of `Uin=1amp;Site=` (corpus/variants, 2). */
const betweenPairs = /&(?:amp;)*;?|(?<=\d)amp;/i;

/** Parameters by their names in lower case: old pages write `V`, `Uin`, `Site`, and one text has `&&` (2025). */
function readQuery(query: string): { readonly values: Values } | { readonly fault: LinkFault } {
  const values = new Map<string, string>();
  for (const pair of query.split(betweenPairs)) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const name = (at < 0 ? pair : pair.slice(0, at)).toLowerCase();
    const value = readEscapes(at < 0 ? '' : pair.slice(at + 1));
    // Two answers to one question: which one counts would be up to whoever reads it.
    if ((values.get(name) ?? value) !== value) {
      return { fault: { why: 'said-twice', field: name.slice(0, longestSource) } };
    }
    values.set(name, value);
  }
  return { values };
}

/** A page in GBK has its links in GBK, and browsers hand them on so (corpus/variants, 2: `site`). */
function readEscapes(text: string): string {
  const plain = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(plain);
  } catch {
    const bytes = plain.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    return new TextDecoder('gbk').decode(Uint8Array.from(bytes, (one) => one.charCodeAt(0)));
  }
}

const webSchemes = ['http', 'https'];
const plainPlaces = ['wpa.qq.com/msgrd', 'sighttp.qq.com/msgrd', 'wpa.qq.com/wpa_jump_page'];
const keyedPlaces = [
  'sighttp.qq.com/cgi-bin/check',
  'sighttp.qq.com/wpa.js',
  'sighttp.qq.com/authd',
  'wpa.qq.com/authd',
];

const paths: Readonly<Record<string, string>> = {
  '/go': 'qm.qq.com/go',
  '/msgrd': 'wpa.qq.com/msgrd',
  '/cgi-bin/check': 'sighttp.qq.com/cgi-bin/check',
};

/** An address at the person's own service as the one of record that it stands for. */
function placeOfRecord(address: Address, service: string | undefined): Address {
  if (service === undefined || !webSchemes.includes(address.scheme)) return address;
  const [, host = ''] = /^https?:\/\/(.+)$/.exec(service) ?? [];
  const path = address.place.startsWith(`${host}/`) ? address.place.slice(host.length) : '';
  return { ...address, place: paths[path] ?? address.place };
}

function readPlace({ scheme, place }: Address, values: Values): ParsedLink {
  if (scheme === 'tencent') {
    return place === 'message' ? readFields('desktop', values) : wrong('other-place');
  }
  if (scheme === 'mqqwpa' || scheme === 'mqq') {
    return place === 'im/chat' ? readPhone(values) : wrong('other-place');
  }
  if (!webSchemes.includes(scheme)) return wrong('other-scheme');
  if (place === 'qm.qq.com/go') return readWeb(values);
  if (plainPlaces.includes(place)) return readFields('plain', values);
  if (keyedPlaces.includes(place)) return readKeyed(values);
  return wrong('other-place');
}

function readWeb(values: Values): ParsedLink {
  if (values.get('tn') !== 'temporary') return wrong(values.has('tn') ? 'ill-formed' : 'missing', 'tn');
  if (values.has('session')) return readFields('enterprise', values);
  const isSigned = ['token', 'timestamp', 'seal'].some((name) => values.has(name));
  return readFields(isSigned ? 'signed' : 'web', values);
}

function readPhone(values: Values): ParsedLink {
  const chat = values.get('chat_type');
  return chat === 'temp' || chat === 'wpa' ? readFields('phone', values) : wrong('ill-formed', 'chat_type');
}

function readKeyed(values: Values): ParsedLink {
  const name = values.has('idkey') ? 'idkey' : 'sigkey';
  const value = values.get(name);
  if (value === undefined) return wrong('missing', name);
  return key.test(value) ? { ok: true, link: { kind: 'keyed', key: value } } : wrong('ill-formed', name);
}

/** A parameter's name, its form, and what it is in a link. */
type Field = readonly [name: string, form: RegExp, as: Exclude<keyof TemporaryLink, 'kind'>];

const fields: readonly Field[] = [
  ['uin', personal, 'number'],
  ['session', word, 'session'],
  ['autoid', word, 'autoid'],
  ['menu', word, 'menu'],
  ['expire', seconds, 'lifeSeconds'],
  ['timestamp', seconds, 'signedAt'],
  ['token', hex(32), 'token'],
  ['seal', hex(64), 'seal'],
];

const usedNames: ReadonlySet<string> = new Set([
  ...fields.map(([name]) => name),
  ...['tn', 'chat_type', 'from', 'site', 'web_src', 'code', 'sigkey', 'idkey'],
]);

const needed: Readonly<Record<Exclude<LinkKind, 'keyed'>, readonly string[]>> = {
  web: ['uin'],
  signed: ['uin', 'timestamp'],
  phone: ['uin'],
  desktop: ['uin'],
  plain: ['uin'],
  enterprise: ['session'],
};

function readFields(kind: Exclude<LinkKind, 'keyed'>, values: Values): ParsedLink {
  // As in `Uin==1` and `uin=1%20`.
  const said = (name: string) => values.get(name)?.replace(/[=\s]/g, '');
  for (const name of needed[kind]) if (!said(name)) return wrong('missing', name);
  if (kind === 'signed' && !values.has('token') && !values.has('seal')) return wrong('missing', 'token');
  const read: Record<string, string | number> = {};
  for (const [name, form, as] of fields) {
    const value = said(name);
    if (!value) continue;
    if (!form.test(value)) return wrong('ill-formed', name);
    read[as] = form === seconds ? Number(value) : /^(token|seal)$/.test(name) ? value.toLowerCase() : value;
  }
  if (Number(read.lifeSeconds ?? 1) > longestLifeSeconds) return wrong('life-too-long', 'expire');
  if (read.lifeSeconds === 0) return wrong('ill-formed', 'expire');
  const source = (values.get('from') ?? values.get('site') ?? values.get('web_src') ?? '').slice(0, longestSource);
  const asked = values.get('code') === '1';
  return {
    ok: true,
    link: { kind, ...read, ...(source !== '' && { source }), ...(asked && { asksCode: true }) },
  };
}

function wrong(why: LinkFault['why'], field?: string): ParsedLink {
  return { ok: false, fault: field === undefined ? { why } : { why, field } };
}
