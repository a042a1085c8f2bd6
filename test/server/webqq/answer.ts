/** What a request gets, before any fault. */
export interface Answer {
  status: number;
  type: string;
  body: string | Buffer;
  /** Set-Cookie lines. */
  cookies?: readonly string[];
  location?: string;
  /** What the ledger calls the outcome. */
  res: number;
  /** Runs if the answer did not reach the client whole: what it handed over is handed over again. */
  undo?: () => void;
}

const SCRIPT = 'application/x-javascript; charset=utf-8';
const PAGE = 'text/html; charset=utf-8';

/** A script that calls one function with texts, as ptlogin answers. */
export function script(call: string, texts: readonly string[], res: number, cookies: readonly string[] = []): Answer {
  const quoted = texts.map((text) => `'${text}'`);
  return { status: 200, type: SCRIPT, body: `${call}(${quoted.join(',')});`, cookies, res };
}

/** ptuiCB with its six texts; the last one stands after a blank (recorded/ptlogin). */
export function ptuiCB(code: number, more: PtuiTexts, cookies: readonly string[] = []): Answer {
  const { sub = '0', url = '', text, nick = '' } = more;
  const body = `ptuiCB('${code}','${sub}','${url}','0','${text}', '${nick}');`;
  return { status: 200, type: SCRIPT, body, cookies, res: code };
}

interface PtuiTexts {
  sub?: string;
  url?: string;
  text: string;
  nick?: string;
}

export function page(body: string, cookies: readonly string[] = [], status = 200): Answer {
  return { status, type: PAGE, body, cookies, res: status === 200 ? 0 : status };
}

export function picture(body: Buffer, cookies: readonly string[]): Answer {
  return { status: 200, type: 'image/png', body, cookies, res: 0 };
}

export function redirect(location: string, cookies: readonly string[]): Answer {
  return { status: 302, type: PAGE, body: '', cookies, location, res: 0 };
}
