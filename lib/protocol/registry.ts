import type { Account, ProtocolName } from '../model/account';
import { openHttpQq } from './http-qq';
import { openOneBot } from './onebot';
import type { Cursor, Protocol } from './protocol';
import { openWebQq } from './webqq';

/** What holds for every account, whatever its protocol makes of it. */
export interface Manner {
  /** How often to ask where nothing is pushed, in milliseconds; never above what the server itself wishes. */
  readonly intervalMs?: number;
  /** Whether to listen without a pause, where the server holds a request until there is something. */
  readonly live?: boolean;
}

type Open = (account: Pick<Account, 'server' | 'uin'> & Manner) => Protocol<Cursor>;

/** Each protocol's one line; what a form makes of it stands in prepare.ts. What is absent is not built yet. */
const protocols: Readonly<Partial<Record<ProtocolName, Open>>> = {
  'http-qq': openHttpQq,
  onebot: openOneBot,
  webqq: openWebQq,
};

/** The protocol of an account. Throws where this build has none of that name, which only a newer store can ask for. */
export function openProtocol(
  { protocol, server, uin }: Pick<Account, 'protocol' | 'server' | 'uin'>,
  manner: Manner = {},
): Protocol<Cursor> {
  const open = protocols[protocol];
  if (!open) throw new Error(`this build has no protocol called ${protocol}`);
  return open({ server, uin, ...manner });
}
