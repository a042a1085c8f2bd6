import { isEnterprise } from '../model/enterprise-number';
import type { RealNumber } from '../model/ids';

export { isEnterprise };

/** Pure: what an old status picture asked for, and whom a QQ link leads to. Untrusted addresses come in as text. */

/** What stood in a picture's address: whose state, in which version of the service, in which of its looks. */
export interface Picture {
  readonly number: RealNumber;
  readonly version: number;
  /** Absent from a few addresses; the usual look is drawn then. */
  readonly style: number | null;
}

/** Numbers have 5 to 11 digits and no leading zero: all there ever were (corpus/variants, 5). */
const asked = /^\s*(\d{1,2}):([1-9]\d{4,10})(?::(\d{0,3})[^\d:]*|\s*)$/;
/** The service; nearly all are written so that `p` can be read here, without the parser, which takes ten times as long. */
const service = /^https?:\/\/wpa\.qq\.com\/pa\?(?:p=([\d:]+)$)?/;
/** No picture's address was ever as long, and a page may write megabytes. */
const longest = 4_000;

/**
 * Reads the address of a picture as it stands in an attribute, blanks and line breaks included. Undefined unless it is
 * `http(s)://wpa.qq.com/pa` with a sound `p` (spec/web-presence F1, corpus/variants 5): no look-alike host, no
 * name before an @, no other path or port.
 *
 * @param base the address that relative ones are relative to
 */
export function readPicture(text: string, base: string): Picture | undefined {
  let told = service.exec(text)?.[1];
  if (told === undefined && text.length <= longest) {
    const url = URL.parse(text, base);
    // A name before an @, a port or another scheme would stand in there as well.
    const all = url && service.test(url.href) ? url.searchParams : [];
    for (const [name, value] of all) if (name.toLowerCase() === 'p') told ??= value;
  }
  const [, version, number, style] = asked.exec(told ?? '') ?? [];
  return number ? { number, version: Number(version), style: style ? +style : null } : undefined;
}

/** The addresses in an inline background, as the browser wrote them down: `url("…")`, several behind one another. */
export function readBackground(value: string): string[] {
  return [...value.matchAll(/url\("((?:[^"\\]|\\.)*)"\)/g)].map(([, text = '']) => text.replace(/\\(.)/g, '$1'));
}

/**
 * Addresses that lead to a chat with one person or one enterprise, and the parameters that name whom (corpus/variants, 2;
 * spec/temporary-session).
 */
const chats =
  /^((https?:)?\/\/((wpa|sighttp|qm|b|shang)\.qq\.com\/(msgrd|wpa_jump_page|go|webc\.htm|open_webaio\.html)|(wp[ad]\.b|crm2)\.qq\.com\/[\w/]+\.(php|html))|tencent:\/\/message\/?|mqq(wpa)?:\/\/im\/chat)$/i;
const named = /(?:^|[&;])\s*(?:t?uin|sid|nameaccount)=[=\s]*(?:%20)*([1-9]\d{4,10})(?!\d)/i;
const sealed = /(?:^|[&;])(?:key=([\w+/-]+)|eid=218((?:8[pqKPQxyz0])+)(?!\w))/i;
/** The letters of an `eid`, digit by digit; nobody ever saw the one for 5 (spec/web-presence, F9). */
const eidLetters = 'pqKPQ xyz0';

/** The number that a link leads to; `none`: it is a script's business; `other`: it leads to another page. */
export type Link = RealNumber | 'none' | 'other';

/** Whom a link's address leads to. What generators broke over the years still counts: `Uin==1`, `uin=1amp;Site=`. */
export function readLink(href: string): Link {
  const text = href.replace(/[\t\n\r]/g, '').trim();
  if (/^(#|javascript:|$)/i.test(text)) return 'none';
  const [head = '', query = ''] = text.split('?', 2);
  if (!chats.test(head) || /chat_type=group/i.test(query)) return 'other';
  return named.exec(query)?.[1] ?? readSealed(query) ?? 'other';
}

/** The enterprise in a `key`, which is base64 of `_<kfuin>_<id>_<name account>_2_`, or in an `eid` (F9). */
function readSealed(query: string): RealNumber | undefined {
  const [, key, eid] = sealed.exec(query) ?? [];
  try {
    const told = key
      ? atob(key).split('_')
      : [eid?.replace(/8(.)/g, (_, letter) => String(eidLetters.indexOf(letter))) ?? ''];
    return told.filter(isEnterprise).at(-1);
  } catch {
    // No base64.
    return undefined;
  }
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
