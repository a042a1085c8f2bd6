import type { Answer } from './answer';
import type { Asked } from './asked';
import type { Office } from './office';
import type { Era, SignIn } from './sign-ins';

/** A request that needs no sign-in. */
export interface Visit {
  office: Office;
  asked: Asked;
}

/** A request of somebody who is signed in. */
export interface Call extends Visit {
  signIn: SignIn;
  /** The client went away. */
  gone: AbortSignal;
}

/** A page or script of the sign-in hosts. */
export type PageEndpoint = (visit: Visit) => Answer | Promise<Answer>;

/** A call of the hosts S and D. */
export interface ApiEndpoint {
  /** The ticket without which the call is refused, beside the cookies. */
  ticket: 'psessionid' | 'vfwebqq' | null;
  answer(call: Call): Answer | Promise<Answer>;
}

const JSON_TYPE = 'text/plain; charset=utf-8';

/** A JSON answer, in the letters of its era: WebQQ 3 escaped what SmartQQ sent raw (spec/webqq, B8). */
export function json(era: Era, body: object): Answer {
  const text = JSON.stringify(body);
  return { status: 200, type: JSON_TYPE, body: era === 'webqq3' ? escapeJson(text) : text, res: resOf(body) };
}

export function result({ signIn }: Call, value: unknown): Answer {
  return json(signIn.era, { retcode: 0, result: value });
}

/** A refusal by number, with what stood beside that number where it was recorded. */
export function refusal(era: Era, retcode: number): Answer {
  return json(era, { retcode, ...(BESIDE[retcode] ?? { errmsg: '' }) });
}

const BESIDE: Readonly<Record<number, object>> = {
  0: { retmsg: 'ok', errmsg: 'error' },
  109: {},
  110: {},
  121: { t: '0' },
  122: { errmsg: 'wrong web client3' },
  100000: {},
  100001: {},
  100003: {},
  100101: {},
};

/** Arguments that no call could be made of (spec/webqq, B7). */
export function badArguments({ signIn }: Call): Answer {
  return refusal(signIn.era, 100_006);
}

/** Upper-case digits, and four ASCII signs that were escaped as well. */
function escapeJson(text: string): string {
  return text.replace(/[<>&']/g, lowerEscape).replace(/[\u0080-\uffff]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
}

function lowerEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function resOf(body: object): number {
  const { retcode, errCode } = body as { retcode?: number; errCode?: number };
  return retcode ?? errCode ?? 0;
}
