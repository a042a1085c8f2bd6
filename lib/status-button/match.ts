import type { RealNumber } from '../model/ids';

/** Pure: what an old status picture asked for, and whom a QQ link leads to. Untrusted addresses come in as text. */

/** What stood in a picture's address: whose state, in which version of the service, in which of its looks. */
export interface Picture {
  readonly number: RealNumber;
  readonly version: number;
  /** Absent from a few addresses; the usual look is drawn then. */
  readonly style: number | null;
}

/** 5 to 11 digits without a leading zero: all numbers there ever were (corpus/variants, 5). */
const number = '[1-9]\\d{4,10}';
const asked = new RegExp(`^\\s*(\\d{1,2}):(${number})(?::(\\d{0,3})[^\\d:]*)?\\s*$`);

/**
 * Reads the address of a picture as it stands in an attribute, blanks and line breaks included. Undefined unless it is
 * `http(s)://wpa.qq.com/pa` with a sound `p` (spec/web-presence F1, corpus/variants 5): no look-alike host, no
 * name before an @, no other path or port.
 *
 * @param base the address that relative ones are relative to
 */
export function readPicture(text: string, base: string): Picture | undefined {
  // Nearly all pictures end here; the parser below costs a hundred times as much.
  if (!/wpa\.qq\.com/i.test(text)) return undefined;
  let url: URL;
  try {
    url = new URL(text, base);
  } catch {
    return undefined;
  }
  const { protocol, host, pathname, username, password, searchParams } = url;
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  if (host !== 'wpa.qq.com' || pathname !== '/pa' || username || password) return undefined;
  for (const [name, value] of searchParams) {
    if (name.toLowerCase() !== 'p') continue;
    const [, version, uin, style] = asked.exec(value) ?? [];
    return uin ? { number: uin, version: Number(version), style: style ? Number(style) : null } : undefined;
  }
  return undefined;
}

/** The addresses in an inline background, as the browser wrote them down: `url("…")`, several behind one another. */
export function readBackground(value: string): string[] {
  return [...value.matchAll(/url\("((?:[^"\\]|\\.)*)"\)/g)].map(([, text = '']) => text.replace(/\\(.)/g, '$1'));
}

/** Addresses that lead to a chat with one person, each with the parameter that names whom (corpus/variants, 2). */
const chats: ReadonlyArray<readonly [head: RegExp, parameter: string]> = [
  [
    /^((https?:)?\/\/(wpa|sighttp)\.qq\.com\/(msgrd|wpa_jump_page)|tencent:\/\/message\/?|mqq(wpa)?:\/\/im\/chat)$/,
    'uin',
  ],
  [/^https?:\/\/b\.qq\.com\/webc\.htm$/, 'sid'],
  [/^https?:\/\/shang\.qq\.com\/open_webaio\.html$/, 'tuin'],
];

/** The number that a link leads to; `nowhere`: a script's business; `elsewhere`: another page, or an enterprise's chat. */
export type Link = RealNumber | 'nowhere' | 'elsewhere';

/** Whom a link's address leads to. What generators broke over the years still counts: `Uin==1`, `uin=1amp;Site=`. */
export function readLink(href: string): Link {
  const text = href.replace(/[\t\n\r]/g, '').trim();
  if (/^(#|javascript:|$)/i.test(text)) return 'nowhere';
  const [head = '', query = ''] = text.split('?', 2);
  const [, parameter] = chats.find(([start]) => start.test(head.toLowerCase())) ?? [];
  const found = parameter
    ? new RegExp(`(?:^|[&;])\\s*${parameter}=[=\\s]*(?:%20)*(${number})(?!\\d)`, 'i').exec(query)
    : null;
  return found?.[1] ?? 'elsewhere';
}

/** Whom a handler of the page opens a window for, as in `window.open('http://b.qq.com/webc.htm?sid=…')`. */
export function readHandler(code: string): RealNumber | undefined {
  for (const [, text = ''] of code.slice(0, 4000).matchAll(/["']\s*((?:[a-z]+:)?\/\/[^"']+)["']/gi)) {
    const link = readLink(text);
    if (isNumber(link)) return link;
  }
  return undefined;
}

export function isNumber(link: Link): boolean {
  return /^\d/.test(link);
}

/** Numbers of enterprises: nobody's own account can write to them, and nothing ever told their state (F9). */
export function isEnterprise(uin: RealNumber): boolean {
  return /^(800|938)\d{6}$|^400\d{7}$/.test(uin);
}
