import { parseAddress } from './settings';
import { tokenSecret } from './token';

/** An address and a token as typed, as an identity and a secret; the number is learnt from who answers there. */
export function prepareOneBot({ address, token }: { readonly address: string; readonly token: string }) {
  const at = parseAddress(address);
  if (!at.ok) return { ok: false, trouble: 'bad-server', field: 'server' } as const;
  const secrets = { [tokenSecret]: token.trim() || (at.token ?? '') };
  return { ok: true, value: { server: at.server, uin: '', secrets } } as const;
}
