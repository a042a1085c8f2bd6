import * as v from 'valibot';
import type { EpochMs } from '../model/ids';

/** The pages' calls about links and the desk of temporary sessions; part of the table in `page-calls.ts`. */
const accountId = v.pipe(v.number(), v.integer(), v.minValue(1));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const word = (most: number) => v.pipe(v.string(), v.regex(/^[\w.:-]+$/), v.maxLength(most));

const link = v.object({
  kind: v.literal('signed'),
  source: v.optional(v.pipe(text(64), v.minLength(1))),
  menu: v.optional(word(64)),
  autoid: v.optional(word(64)),
  lifeSeconds: v.pipe(v.number(), v.integer(), v.minValue(3_600), v.maxValue(86_400)),
  asksCode: v.optional(v.literal(true)),
});

export const linkCalls = {
  'link.standing': v.object({ accountId }),
  /** Eight characters at least: whoever guesses it makes links of anybody's. */
  'link.keepSecret': v.object({ accountId, secret: v.pipe(v.string(), v.minLength(8), v.maxLength(200)) }),
  'link.sign': v.object({ accountId, link }),
  'link.keepEnterprise': v.object({
    accountId,
    origin: v.pipe(v.string(), v.regex(/^https?:\/\/[^/?#\s]{1,200}$/)),
    clientId: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    clientSecret: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  }),
  'link.askEnterprise': v.object({
    accountId,
    openid: v.pipe(v.string(), v.regex(/^[\w.:@-]{1,64}$/)),
    lifeSeconds: v.pipe(v.number(), v.integer(), v.minValue(60), v.maxValue(86_400)),
  }),
  /** Puts a temporary session aside, or back onto the desk. */
  'desk.done': v.object({
    accountId,
    peer: v.custom<`${'u' | 's'}:${string}`>((x) => typeof x === 'string' && /^[us]:\d{1,20}$/.test(x), 'a person'),
    done: v.boolean(),
  }),
} as const;

export interface LinkStanding {
  readonly locked: boolean;
  readonly hasSecret: boolean;
  readonly enterprise?: { readonly origin: string; readonly clientId: string };
}

/** What a page gets of a signed link: its proofs, never what made them. */
export type SignedAnswer =
  | {
      readonly ok: true;
      readonly link: { readonly signedAt?: number; readonly token?: string; readonly seal?: string };
      readonly code?: { readonly digits: string; readonly until: EpochMs };
    }
  | { readonly ok: false; readonly why: 'locked' | 'no-secret' };

export interface LinkOutput {
  'link.standing': LinkStanding;
  /** False while locked, as in the next but one. */
  'link.keepSecret': boolean;
  'link.sign': SignedAnswer;
  'link.keepEnterprise': boolean;
  'link.askEnterprise':
    | { readonly ok: true; readonly session: string }
    | {
        readonly ok: false;
        readonly why: 'locked' | 'no-secret' | 'no-answer' | 'wrong-credentials' | 'refused' | 'not-understood';
      };
}
