import type { ProtocolName } from '../model/account';
import { type Prepared, prepareHttpQq, type Typed } from './http-qq/prepare';
import { prepareOneBot } from './onebot/prepare';
import { prepareWebQq } from './webqq/prepare';

export type { Prepared, Typed } from './http-qq/prepare';

/**
 * What a person typed into a form, as an account's identity and secrets. Pages do this, and only what the protocol needs
 * goes on from there: a password never leaves the form, and its MD5 and GBK table never weigh on the background.
 * Throws where this build has no such protocol.
 */
export function prepareAccount(protocol: ProtocolName, typed: Typed): Prepared {
  const prepare = entries[protocol];
  if (!prepare) throw new Error(`this build has no protocol called ${protocol}`);
  return prepare(typed);
}

const entries: Readonly<Partial<Record<ProtocolName, (typed: Typed) => Prepared>>> = {
  'http-qq': prepareHttpQq,
  onebot: ({ server, password }) => prepareOneBot({ address: server, token: password }),
  webqq: prepareWebQq,
};
