/** Where status buttons are wanted, by host: permissions are host by host too, whatever the port. */
export interface Sites {
  /** `on`: the person allowed it by name. `off`: never there, also where all sites are allowed. */
  readonly hosts: Readonly<Record<string, 'on' | 'off'>>;
}

export const sitesKey = 'sites';
const noSites: Sites = { hosts: {} };
/** A person does not name more; a file that was tampered with may. */
const mostHosts = 2000;

export function parseSites(raw: unknown): Sites {
  const hosts = (raw as { hosts?: unknown } | undefined | null)?.hosts;
  if (typeof hosts !== 'object' || hosts === null) return noSites;
  const sound = Object.entries(hosts).filter(([host, how]) => isHost(host) && (how === 'on' || how === 'off'));
  return { hosts: Object.fromEntries(sound.slice(0, mostHosts)) };
}

export function isHost(text: string): boolean {
  return /^[a-z0-9._-]{1,253}$|^\[[0-9a-f:.]{2,45}\]$/i.test(text);
}

/** The match pattern that the browser is asked for. */
export function patternOf(host: string): string {
  return `*://${host}/*`;
}

export const allSites = '*://*/*';

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
