import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { passwordSecret } from './secret';
import { parseServer } from './settings';

interface Typed {
  readonly server: string;
  readonly uin: string;
  /** Empty where a phone signs it in, as with SmartQQ. */
  readonly password: string;
}

/** An address and a number as typed. Of a password nothing but its MD5 goes on from here. */
export function prepareWebQq({ server, uin, password }: Typed) {
  const at = parseServer(server);
  if (at === undefined) return { ok: false, trouble: 'bad-server', field: 'server' } as const;
  const number = uin.normalize('NFKC').trim();
  if (!/^[1-9]\d{3,10}$/.test(number)) return { ok: false, trouble: 'bad-number', field: 'uin' } as const;
  const secrets: Record<string, string> = password === '' ? {} : { [passwordSecret]: digest(password) };
  return { ok: true, value: { server: at, uin: number, secrets } } as const;
}

function digest(password: string): string {
  return bytesToHex(md5(new TextEncoder().encode(password)));
}
