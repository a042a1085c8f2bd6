import type { Account, ProtocolName } from '../model/account';
import { openHttpQq } from './http-qq';
import { type Prepared, prepareHttpQq, type Typed } from './http-qq/prepare';
import type { Cursor, Protocol } from './protocol';

interface Entry {
  readonly open: (account: Pick<Account, 'server' | 'uin'>) => Protocol<Cursor>;
  readonly prepare: (typed: Typed) => Prepared;
}

/** Each protocol's one line. What is absent is not built yet, and no form offers it. */
const entries: Readonly<Partial<Record<ProtocolName, Entry>>> = {
  'http-qq': { open: openHttpQq, prepare: prepareHttpQq },
};

/** The protocol of an account. Throws where this build has none of that name. */
export function openProtocol({
  protocol,
  server,
  uin,
}: Pick<Account, 'protocol' | 'server' | 'uin'>): Protocol<Cursor> {
  return entryOf(protocol).open({ server, uin });
}

/** What a person typed as an account's identity and secrets. Throws where this build has no such protocol. */
export function prepareAccount(protocol: ProtocolName, typed: Typed): Prepared {
  return entryOf(protocol).prepare(typed);
}

function entryOf(name: ProtocolName): Entry {
  const entry = entries[name];
  // Only a store that a newer build has written can name it.
  if (!entry) throw new Error(`this build has no protocol called ${name}`);
  return entry;
}
