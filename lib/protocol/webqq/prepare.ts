import { parseServer } from './settings';

/** An address and a number as typed. SmartQQ needs no secret: a phone signs it in. */
export function prepareWebQq({ server, uin }: { readonly server: string; readonly uin: string }) {
  const at = parseServer(server);
  if (at === undefined) return { ok: false, trouble: 'bad-server', field: 'server' } as const;
  const number = uin.normalize('NFKC').trim();
  if (!/^[1-9]\d{3,10}$/.test(number)) return { ok: false, trouble: 'bad-number', field: 'uin' } as const;
  return { ok: true, value: { server: at, uin: number, secrets: {} } } as const;
}
