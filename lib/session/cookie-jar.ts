import type { EpochMs } from '../model/ids';

/** A cookie of an account's own jar; the fields are those of RFC 6265, 5.3. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly hostOnly: boolean;
  readonly path: string;
  readonly secure: boolean;
  /** Absent: for as long as the session lasts, which is for us as long as the account signs in with it. */
  readonly expires?: EpochMs;
}
export type Jar = readonly Cookie[];

/** More than any QQ sign-in sets; past it the oldest go, so that no server can fill the vault. */
const mostCookies = 60;
const longestCookie = 4096;

/**
 * The jar after an answer from `url` (RFC 6265, 5.2 and 5.3, as far as servers of QQ go: no public suffixes but names
 * without a dot). Libraries that know all of it weigh more than the rest of the session.
 */
export function takeCookies(jar: Jar, url: string, setCookie: readonly string[], now: EpochMs): Jar {
  let after = jar;
  for (const line of setCookie) {
    const cookie = parseSetCookie(line, new URL(url), now);
    if (cookie) after = withCookie(after, cookie, now);
  }
  return after === jar ? jar : after.filter((cookie) => !isOver(cookie, now)).slice(-mostCookies);
}

/** The Cookie header that a request to `url` carries; undefined where none fits. Longer paths first (RFC 6265, 5.4). */
export function cookieHeader(jar: Jar, url: string, now: EpochMs): string | undefined {
  const { hostname, pathname, protocol } = new URL(url);
  const fitting = jar.filter(
    (cookie) =>
      !isOver(cookie, now) &&
      (cookie.hostOnly ? hostname === cookie.domain : isWithin(hostname, cookie.domain)) &&
      isUnder(pathname, cookie.path) &&
      (!cookie.secure || protocol === 'https:'),
  );
  const sorted = fitting.toSorted((a, b) => b.path.length - a.path.length);
  return sorted.length === 0 ? undefined : sorted.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** The value that was set last under that name, on whatever domain. */
export function cookieValue(jar: Jar, name: string): string | undefined {
  return jar.findLast((cookie) => cookie.name === name)?.value;
}

/** The cookie of that name with another value, wherever it stands: a server may say so in its answer's body. */
export function changeCookie(jar: Jar, name: string, value: string): Jar {
  return isSound(name, value) ? jar.map((cookie) => (cookie.name === name ? { ...cookie, value } : cookie)) : jar;
}

/** What lies in the vault as a jar; an empty one where that is none. */
export function parseJar(stored: string | undefined): Jar {
  try {
    const jar: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(jar) ? (jar as Jar) : [];
  } catch {
    return [];
  }
}

function parseSetCookie(line: string, { hostname, pathname }: URL, now: EpochMs): Cookie | undefined {
  const [pair = '', ...rest] = line.split(';').map((piece) => piece.trim());
  const equals = pair.indexOf('=');
  const [name, value] = [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()];
  if (equals < 1 || !isSound(name, value)) return undefined;
  const attributes = new Map(
    rest.map((piece): [string, string] => {
      const at = piece.indexOf('=');
      return at < 0 ? [piece.toLowerCase(), ''] : [piece.slice(0, at).trim().toLowerCase(), piece.slice(at + 1).trim()];
    }),
  );
  const domain = (attributes.get('domain') ?? '').replace(/^\./, '').toLowerCase();
  const foreign = domain !== '' && domain !== hostname && (!isWithin(hostname, domain) || !domain.includes('.'));
  if (foreign) return undefined;
  const path = attributes.get('path') ?? '';
  const expires = expiryOf(attributes, now);
  return {
    name,
    value,
    domain: domain === '' ? hostname : domain,
    hostOnly: domain === '',
    path: path.startsWith('/') ? path : pathname.slice(0, Math.max(1, pathname.lastIndexOf('/'))),
    secure: attributes.has('secure'),
    ...(expires !== undefined && { expires }),
  };
}

/** Nothing that would end the header it stands in. */
function isSound(name: string, value: string): boolean {
  return (
    name.length + value.length <= longestCookie &&
    /^[\x21-\x3a\x3c\x3e-\x7e]+$/.test(name) &&
    /^[\x20-\x3a\x3c-\x7e]*$/.test(value)
  );
}

function expiryOf(attributes: ReadonlyMap<string, string>, now: EpochMs): EpochMs | undefined {
  const seconds = attributes.get('max-age');
  if (seconds !== undefined && /^-?\d{1,12}$/.test(seconds)) return now + Number(seconds) * 1000;
  // QQ writes 02-Jan-1970, which not every engine reads.
  const at = Date.parse((attributes.get('expires') ?? '').replace(/(\d)-([a-z]{3})-(\d)/i, '$1 $2 $3'));
  return Number.isNaN(at) ? undefined : at;
}

function withCookie(jar: Jar, cookie: Cookie, now: EpochMs): Jar {
  const others = jar.filter(
    ({ name, domain, path }) => name !== cookie.name || domain !== cookie.domain || path !== cookie.path,
  );
  return isOver(cookie, now) ? others : [...others, cookie];
}

function isOver({ expires }: Cookie, now: EpochMs): boolean {
  return expires !== undefined && expires <= now;
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || (host.endsWith(`.${domain}`) && !/^\d+(\.\d+){3}$|:/.test(host));
}

function isUnder(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`);
}
