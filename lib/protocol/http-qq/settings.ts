/** Where an account signs in, and as whom. `server` is canonical, as `parseServer` returns it. */
export interface HttpQqSettings {
  readonly server: string;
  readonly uin: string;
  /** Milliseconds between two polls, 30 s where absent; the server's HI is the upper bound whatever stands here. */
  readonly intervalMs?: number;
}

export type ServerTrouble = 'empty' | 'bad-scheme' | 'has-credentials' | 'has-path' | 'bad-host' | 'bad-port';
export type ParsedServer =
  | { readonly ok: true; readonly server: string }
  | { readonly ok: false; readonly trouble: ServerTrouble };

/** The port of record, tqq.tencent.com:8000. Only an address without scheme and port gets it. */
const usualPort = 8000;

/**
 * What a person types as a server, as one canonical origin: `QQ.Example.cn` → `http://qq.example.cn:8000`. Equal
 * servers must become equal text, since [protocol, server, uin] is an account's identity. A scheme without a port
 * means that scheme's own port, as everywhere on the web.
 */
export function parseServer(typed: string): ParsedServer {
  // Chinese input methods leave full-width letters, dots and colons behind; NFKC makes them what was meant.
  const text = typed.normalize('NFKC').trim();
  if (text === '') return no('empty');
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return no('bad-scheme');
  const rest = bracketed(scheme === undefined ? text : text.slice(scheme.length + 3));
  // URL takes both slashes for the same thing.
  const authority = rest.split(/[/\\?#]/)[0] ?? '';
  if (authority.includes('@')) return no('has-credentials');
  if (/[/\\?#]/.test(rest) && !/^[/\\]?$/.test(rest.slice(authority.length))) return no('has-path');

  const [, host = '', , port] = /^(\[[^\]]*\]|[^:[\]]*)(:(.*))?$/.exec(authority) ?? [];
  // A number alone would become the address 0.x.y.z: somebody typed a QQ number into the wrong field.
  if (!isHost(host) || /^\d+$/.test(host)) return no('bad-host');
  if (port !== undefined && !isPort(port)) return no('bad-port');
  const wanted = port ?? (scheme === undefined ? String(usualPort) : '');
  return canonical(`${scheme ?? 'http'}://${host.replace(/\.$/, '')}${wanted === '' ? '' : `:${wanted}`}`);
}

/** `::1` and `fe80::1` are typed without the brackets that a URL wants. */
function bracketed(text: string): string {
  return /^[0-9a-f:.]+$/i.test(text) && text.split(':').length > 2 ? `[${text}]` : text;
}

function isHost(host: string): boolean {
  return host !== '' && !/[\s%]|^\.|\.\./.test(host);
}

function isPort(port: string): boolean {
  return /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535;
}

function canonical(url: string): ParsedServer {
  try {
    return { ok: true, server: new URL(url).origin };
  } catch {
    return no('bad-host');
  }
}

function no(trouble: ServerTrouble): ParsedServer {
  return { ok: false, trouble };
}

/**
 * A UIN as typed, in its one spelling, or undefined. Numbers that no server gives out (100) pass: whether a number is
 * legal is the server's word, RES=5.
 */
export function parseUin(typed: string): string | undefined {
  const text = typed.normalize('NFKC').trim();
  return /^\d{1,11}$/.test(text) && Number(text) > 0 ? String(Number(text)) : undefined;
}

export function isEncrypted(server: string): boolean {
  return server.startsWith('https://');
}

export function isLoopback(server: string): boolean {
  const { hostname } = new URL(server);
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** The password's digest, which is as good as the password here, would be readable on the way: worth a warning. */
export function crossesInClear(server: string): boolean {
  return !isEncrypted(server) && !isLoopback(server);
}
