import * as v from 'valibot';
import type { EpochMs } from '../model/ids';
import { accountId, matching, text, whole } from './shapes';

/** The pages' calls about links and the desk of temporary sessions; part of the table in `page-calls.ts`. */
const word = matching(/^[\w.:-]{1,64}$/);

const link = v.object({
  kind: v.literal('signed'),
  source: v.optional(text(1, 64)),
  menu: v.optional(word),
  autoid: v.optional(word),
  lifeSeconds: whole(3_600, 86_400),
  asksCode: v.optional(v.literal(true)),
});

export const linkCalls = {
  'link.standing': v.object({ accountId }),
  /** Eight characters at least: whoever guesses it makes links of anybody's. */
  'link.keepSecret': v.object({ accountId, secret: text(8, 200) }),
  'link.sign': v.object({ accountId, link }),
  'link.keepEnterprise': v.object({
    accountId,
    origin: matching(/^https?:\/\/[^/?#\s]{1,200}$/),
    clientId: text(1, 200),
    clientSecret: text(1, 200),
  }),
  'link.askEnterprise': v.object({
    accountId,
    openid: matching(/^[\w.:@-]{1,64}$/),
    lifeSeconds: whole(60, 86_400),
  }),
  /** Puts a temporary session aside, or back onto the desk. */
  'desk.done': v.object({
    accountId,
    peer: matching<`${'u' | 's'}:${string}`>(/^[us]:\d{1,20}$/),
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
