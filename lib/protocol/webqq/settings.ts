/** Where an account signs in, and as whom. `server` is canonical, as `parseServer` returns it. */
export interface WebQqSettings {
  readonly server: string;
  readonly uin: string;
  /** Milliseconds between two polls where nothing is held; 30 s where absent. */
  readonly intervalMs?: number;
  /** A poll is always out: what comes is heard at once, and the worker never sleeps. */
  readonly live?: boolean;
}

/**
 * What a person types, as one canonical origin. WebQQ had a host for each part of it: `*.qq.com` stands for s.web2.,
 * d1.web2., ssl.ptlogin2. … of that domain; an address without the asterisk is the one host for everything. Undefined
 * where it is no address.
 */
export function parseServer(typed: string): string | undefined {
  const text = typed.normalize('NFKC').trim().replace(/\/$/, '').toLowerCase();
  const [, scheme = 'http', star = '', host = ''] = /^(?:(https?):\/\/)?(\*\.)?([^\s/?#@*\\]+)$/.exec(text) ?? [];
  // A number alone would become the address 0.x.y.z: somebody typed a QQ number into the wrong field.
  if (host === '' || /^\d+$/.test(host)) return undefined;
  try {
    const url = new URL(`${scheme}://${host}`);
    return url.port === '0' ? undefined : `${scheme}://${star}${url.host}`;
  } catch {
    return undefined;
  }
}
