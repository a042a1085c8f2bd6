import type { Core } from './core';
import type { Message, Uin } from './world';

interface Draft {
  from: Uin;
  to: Uin;
  text: string;
  /** The caller's own id; made here if absent. */
  id?: string;
  /** The request that brought it, if a client did. */
  request?: { seq: string; cmd: string };
}

/** Takes a message for delivery: onto the receiver's queue, and into the ledger as accepted. */
export function deliver(core: Core, draft: Draft): Message {
  const { from, to, text } = draft;
  const message: Message = { id: draft.id ?? freshId(core), from, to, text };
  const protocol = core.world.profile(to)?.protocol ?? 'http-qq';
  core.world.enqueue(to, { kind: 'message', message });
  core.ledger.write({ ...message, at: core.clock.now(), kind: 'accepted', protocol, ...draft.request });
  return message;
}

/** The next id of this seed: two runs that do the same give the same ids. */
function freshId(core: Core): string {
  let n = core.ledger.acceptedCount + 1;
  while (core.ledger.knows(`m${core.seed}-${n}`)) n += 1;
  return `m${core.seed}-${n}`;
}
