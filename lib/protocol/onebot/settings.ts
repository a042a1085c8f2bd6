/** Where an account's OneBot server listens, and whose it is. `server` is canonical, as `parseAddress` returns it. */
export interface OneBotSettings {
  readonly server: string;
  /** Empty while an account is being added: whoever answers is it. */
  readonly uin: string;
}

export type ParsedAddress =
  | { readonly ok: true; readonly server: string; readonly token?: string }
  | { readonly ok: false };

/** Where NapCat, LLBot and SnowLuma offer a WebSocket; only an address without scheme and port gets it. */
const usualPort = 3001;

/**
 * What a person types or pastes as one canonical address: `HTTP://LocalHost:3001` → `ws://localhost:3001/`. Equal
 * servers must become equal text, as they are part of an account's identity. Some servers refuse an address that does
 * not end in a slash, and `/api` and `/event` are halves of what `/` offers whole (spec/onebot, Transport). A token in
 * a pasted address is taken out of it, so that it never stands where addresses are shown.
 */
export function parseAddress(typed: string): ParsedAddress {
  // Chinese input methods leave full-width letters, dots and colons behind; NFKC makes them what was meant.
  const text = typed.normalize('NFKC').trim();
  const [, scheme = '', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/i.exec(text) ?? [];
  if (!/^(wss?|https?)?$/i.test(scheme) || !/^[^\s/\\@%?#]+([/?#]|$)/.test(rest)) return { ok: false };
  // A number alone would become the address 0.x.y.z: somebody typed a QQ number into the wrong field.
  if (/^\d+([/?#]|$)/.test(rest)) return { ok: false };
  const port = scheme !== '' || /^(\[[^\]]*\]|[^:/?#[]*):/.test(rest) ? '' : `:${usualPort}`;
  try {
    const url = new URL(
      `${/^(wss|https)$/i.test(scheme) ? 'wss' : 'ws'}://${rest.replace(/^[^/?#]+/, (host) => host + port)}`,
    );
    const token = url.searchParams.get('access_token');
    const path = url.pathname.replace(/\/+$/, '').replace(/\/(api|event)$/, '');
    if (url.port === '0') return { ok: false };
    return { ok: true, server: `${url.protocol}//${url.host}${path}/`, ...(token ? { token } : {}) };
  } catch {
    return { ok: false };
  }
}

export function isLoopback(server: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(server).hostname);
}

/** Anybody who can reach such a server can read and write as its QQ number: worth a warning. */
export function isOpenToAll(server: string, token: string): boolean {
  return token === '' && !isLoopback(server);
}

/** The token, and all that is written, would be readable on the way. */
export function crossesInClear(server: string): boolean {
  return !server.startsWith('wss:') && !isLoopback(server);
}
