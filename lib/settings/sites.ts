import type { AccountId, RealNumber } from '../model/ids';
import { type Asks, asks } from '../model/known-state';
import { allSites, isHost, patternOf } from './site-host';

/** What a person decided about one site. */
export interface Site {
  /** `on`: allowed by name. `off`: never there, also where all sites are allowed. Absent: not decided. */
  readonly how?: 'on' | 'off';
  /** Whose state is shown there, where that differs from the choice for all. */
  readonly asks?: Asks;
  /** Numbers that have no button there. */
  readonly hidden?: readonly RealNumber[];
  /** The account that the person last chose to write as from there. */
  readonly account?: AccountId;
}

/** Where status buttons are wanted, by host: permissions are host by host too, whatever the port. */
export interface Sites {
  readonly hosts: Readonly<Record<string, 'on' | 'off'>>;
  readonly more?: Readonly<Record<string, Omit<Site, 'how'>>>;
}

export const sitesKey = 'sites';
const noSites: Sites = { hosts: {} };
/** A person does not name more; a file that was tampered with may. */
const [mostHosts, mostHidden] = [2000, 500];

export function parseSites(raw: unknown): Sites {
  const { hosts, more } = (raw ?? {}) as { hosts?: unknown; more?: unknown };
  if (typeof hosts !== 'object' || hosts === null) return noSites;
  const sound = Object.entries(hosts).filter(([host, how]) => isHost(host) && (how === 'on' || how === 'off'));
  const others = Object.entries(typeof more === 'object' && more !== null ? more : {})
    .filter(([host]) => isHost(host))
    .map(([host, site]) => [host, parseMore(site)] as const)
    .filter(([, site]) => Object.keys(site).length > 0);
  return {
    hosts: Object.fromEntries(sound.slice(0, mostHosts)),
    ...(others.length > 0 && { more: Object.fromEntries(others.slice(0, mostHosts)) }),
  };
}

function parseMore(raw: unknown): Omit<Site, 'how'> {
  const site = (raw ?? {}) as Record<keyof Site, unknown>;
  const whose = asks.find((one) => one === site.asks);
  const hidden = Array.isArray(site.hidden) ? site.hidden.filter((one) => /^[1-9]\d{4,10}$/.test(String(one))) : [];
  return {
    ...(whose !== undefined && { asks: whose }),
    ...(Number.isSafeInteger(site.account) && Number(site.account) > 0 && { account: Number(site.account) }),
    ...(hidden.length > 0 && { hidden: hidden.slice(-mostHidden).map(String) }),
  };
}

export function siteOf({ hosts, more }: Sites, host: string): Site {
  const how = Object.hasOwn(hosts, host) ? hosts[host] : undefined;
  return { ...(how && { how }), ...(more && Object.hasOwn(more, host) && more[host]) };
}

/** The sites with one of them changed; what is undefined is not decided any longer. */
export function withSite(sites: Sites, host: string, change: { [K in keyof Site]?: Site[K] | undefined }): Sites {
  const { how, ...rest } = { ...siteOf(sites, host), ...change };
  const [{ [host]: _, ...hosts }, { [host]: __, ...more }] = [sites.hosts, sites.more ?? {}];
  return parseSites({ hosts: { ...hosts, ...(how && { [host]: how }) }, more: { ...more, [host]: rest } });
}

/** What a site may be told. `named`: its person's contacts too; `public`: only what anybody may know. */
export type Trust = 'named' | 'public' | 'none';

export interface Granted {
  /** Match patterns that the browser grants now. */
  readonly origins: readonly string[];
  /** Hosts asked for because a server is there: speaking with a server is no reason to read its pages. */
  readonly servers: readonly string[];
}

export function trustOf(host: string, sites: Sites, granted: Granted): Trust {
  if (sites.hosts[host] === 'off') return 'none';
  const covers = granted.origins.filter((pattern) => matchesHost(pattern, host));
  const named = covers.some((pattern) => !isAll(pattern));
  if (named && (sites.hosts[host] === 'on' || !granted.servers.includes(host))) return 'named';
  if (!covers.some(isAll)) return 'none';
  // Named and all: Chromium folds the one into the other.
  return sites.hosts[host] === 'on' ? 'named' : 'public';
}

/** What the scanner is registered for; nothing is registered for no matches. */
export function planScan(sites: Sites, granted: Granted): { matches: string[]; excludeMatches: string[] } {
  const off = Object.keys(sites.hosts).filter((host) => sites.hosts[host] === 'off');
  const excludeMatches = off.map(patternOf).sort();
  if (granted.origins.some(isAll)) return { matches: [allSites], excludeMatches };
  const web = granted.origins.filter((pattern) => /^(\*|https?):\/\//.test(pattern));
  const matches = web.filter((pattern) => {
    const host = hostOf(pattern);
    return sites.hosts[host] === 'on' || (sites.hosts[host] !== 'off' && !granted.servers.includes(host));
  });
  return { matches: [...new Set(matches)].sort(), excludeMatches: matches.length > 0 ? excludeMatches : [] };
}

function isAll(pattern: string): boolean {
  return pattern === '<all_urls>' || /^(\*|https?):\/\/\*\/\*$/.test(pattern);
}

function hostOf(pattern: string): string {
  return /^[^:]+:\/\/([^/]*)\//.exec(pattern)?.[1]?.replace(/:[\d*]+$/, '') ?? '';
}

function matchesHost(pattern: string, host: string): boolean {
  const wanted = hostOf(pattern);
  return isAll(pattern) || wanted === host || (wanted.startsWith('*.') && `.${host}`.endsWith(wanted.slice(1)));
}
