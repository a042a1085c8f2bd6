/** A line of the sign-in hosts' script, ptuiCB('code','','url','','words', 'nick'): read as text, never run. */
export interface Ptui {
  readonly code: number;
  readonly url: string;
  readonly words: string;
  readonly nick: string;
}

/** Undefined where it is none. A blank before the sixth text is the recorded form (spec/webqq, B2 step 3). */
export function decodePtui(text: string): Ptui | undefined {
  const inside = /^\s*ptuiCB\((.*)\)\s*;?\s*$/s.exec(text)?.[1];
  if (inside === undefined) return undefined;
  const texts: string[] = [];
  let rest = inside;
  for (;;) {
    const [whole, value = ''] = /^\s*'((?:[^'\\]|\\.)*)'\s*(?:,|$)/s.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    texts.push(
      value
        .replace(/\\x([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
        .replace(/\\(.)/gs, '$1'),
    );
    rest = rest.slice(whole.length);
    if (rest === '') {
      if (!whole.endsWith(',')) break;
      return undefined;
    }
  }
  const [code = '', , url = '', , words = '', nick = ''] = texts;
  return /^\d{1,4}$/.test(code) && texts.length >= 5 ? { code: Number(code), url, words, nick } : undefined;
}

export type QrState = 'waiting' | 'scanned' | 'expired' | 'done' | 'refused';

/**
 * How far the phone has come. Clients of the time looked at the code or at the words, and a server was seen whose code
 * stayed at 66 after the scan (spec/webqq, B2 step 3; recorded/ptlogin): whichever says more counts.
 */
export function qrStateOf({ code, words, url }: Ptui): QrState {
  if (code === 0 || words.includes('登录成功')) return url === '' ? 'refused' : 'done';
  if (code === 65 || words.includes('已失效')) return 'expired';
  if (code === 67 || words.includes('认证中')) return 'scanned';
  return code === 66 || words.includes('未失效') ? 'waiting' : 'refused';
}
