import * as v from 'valibot';
import type { AccountId } from '../model/ids';
import { type Asks, asks, type KnownState } from '../model/known-state';
import { accountId, matching, whole } from './shapes';

/** The pages' calls about web pages and the numbers on them; part of the table in `page-calls.ts`. */
const tabId = whole(0);
/** Numbers as pages may have them. */
const called = matching(/^[1-9]\d{4,10}$/);
const host = matching(/^([a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])$/i);

export const siteCalls = {
  /** What stands on the page of a tab, as far as it may be read: the popup asks when it opens. */
  'site.look': v.object({ tabId }),
  /** Buttons on that page now, this once. */
  'site.show': v.object({ tabId }),
  /** `on`: wanted there by name, where the browser grants it; `off`: never; `ask`: as if nothing had been said. */
  'site.set': v.object({ host, how: v.picklist(['on', 'off', 'ask']), asks: v.optional(v.picklist(asks)) }),
  /** Numbers that were hidden there have their buttons again. */
  'site.unhide': v.object({ host }),
  'site.list': v.object({}),
  /** What is known of a number that somebody clicked there, for the person's own eyes. */
  'site.number': v.object({ host, number: called }),
  /** Opens the page's own link to it. */
  'site.page': v.object({ host, number: called }),
  'site.hide': v.object({ host, number: called, hidden: v.boolean() }),
  /** No buttons there, or as it was before; all else that was decided about it stays. */
  'site.how': v.object({ host, how: v.optional(v.picklist(['on', 'off'])) }),
  /** Who writes from there, from now on. */
  'site.account': v.object({ host, accountId }),
} as const;

/** A page with old pictures, and how it stands with them. */
export interface SiteStanding {
  /** Absent where the page may not be read, or is none of the web. */
  readonly host?: string;
  readonly found: number;
  /** Buttons that stand there now. */
  readonly shown: number;
  /** `named`: allowed by name; `all`: because all sites are; `stopped`: never there; `ask`: not decided. */
  readonly allowed: 'named' | 'all' | 'stopped' | 'ask';
}

/** What a chat that was opened from a page's button can say of the number. */
export interface NumberStanding {
  readonly known: KnownState;
  /** Nobody's account can write to it, and nothing ever told its state. */
  readonly enterprise: boolean;
  /** Whose contact it is. */
  readonly contactOf: readonly AccountId[];
  /** Accounts that can write to it now. */
  readonly writes: readonly AccountId[];
  /** What was decided about the site. */
  readonly how?: 'on' | 'off';
  readonly hidden: boolean;
}

export interface SiteList {
  /** The browser grants all sites. */
  readonly all: boolean;
  readonly sites: ReadonlyArray<{
    readonly host: string;
    readonly how: 'on' | 'off';
    readonly granted: boolean;
    readonly asks?: Asks;
    readonly hidden: number;
    readonly account?: AccountId;
  }>;
}

export interface SiteOutput {
  'site.look': SiteStanding;
  'site.show': SiteStanding;
  'site.list': SiteList;
  'site.number': NumberStanding;
}
