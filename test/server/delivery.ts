import type { Core } from './core';
import type { Group } from './groups';
import type { Mail, Segment } from './postbox';
import type { Message, ProtocolName, Uin } from './world';

interface Content {
  from: Uin;
  text: string;
  /** What clients get that know more than text; the text alone if absent. */
  segments?: readonly Segment[];
  /** The caller's own id; made here if absent. */
  id?: string;
  /** The request that brought it, if a client did. */
  request?: { seq?: string; cmd: string; protocol?: ProtocolName };
}

interface Draft extends Content {
  to: Uin;
  /** The group that two who are not friends have in common: a temporary session. */
  group?: string;
}

/** Takes a message for delivery: into the ledger as accepted, and to the receiver's client or onto its queue. */
export function deliver(core: Core, draft: Draft): Message {
  const message = messageOf(core, draft, draft.to);
  const protocol = core.world.profile(draft.to)?.protocol ?? 'http-qq';
  const through = draft.group === undefined ? {} : { group: draft.group };
  accept(core, { ...message, protocol, ...through }, draft.request);
  const mail: Mail = { message, segments: segmentsOf(draft), direct: true, ...through };
  postboxOf(core, draft.from)?.keepSent(mail);
  const postbox = core.postboxes.get(protocol);
  if (postbox !== undefined) postbox.take(mail);
  else core.world.enqueue(draft.to, { kind: 'message', message });
  return message;
}

/**
 * Takes a message to a group. The ledger has it once as accepted for the group, and once for each member whose client
 * hears of groups.
 */
export function deliverToGroup(core: Core, group: Group, draft: Content): Message {
  const message = messageOf(core, draft, group.gid);
  const sender = core.world.profile(draft.from)?.protocol ?? 'http-qq';
  accept(core, { ...message, protocol: sender, group: group.gid }, draft.request);
  const mail: Mail = { message, segments: segmentsOf(draft), group: group.gid, direct: false };
  postboxOf(core, draft.from)?.keepSent(mail);
  for (const { uin } of group.members) {
    const postbox = postboxOf(core, uin);
    if (uin === draft.from || postbox === undefined) continue;
    const protocol = core.world.profile(uin)?.protocol ?? 'http-qq';
    const copy = { ...message, to: uin };
    accept(core, { ...copy, protocol, group: group.gid });
    postbox.take({ ...mail, message: copy });
  }
  return message;
}

function messageOf(core: Core, { id, from, text }: Content, to: string): Message {
  return { id: id ?? freshId(core), from, to, text };
}

function segmentsOf({ segments, text }: Content): readonly Segment[] {
  return segments ?? [{ type: 'text', data: { text } }];
}

function accept(core: Core, entry: Message & { protocol: ProtocolName; group?: string }, request = {}): void {
  core.ledger.write({ ...entry, at: core.clock.now(), kind: 'accepted', ...request });
}

function postboxOf(core: Core, uin: Uin) {
  const protocol = core.world.profile(uin)?.protocol;
  return protocol === undefined ? undefined : core.postboxes.get(protocol);
}

/** The next id of this seed: two runs that do the same give the same ids. */
function freshId(core: Core): string {
  let n = core.ledger.acceptedCount + 1;
  while (core.ledger.knows(`m${core.seed}-${n}`)) n += 1;
  return `m${core.seed}-${n}`;
}
