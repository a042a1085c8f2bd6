import type { Answer } from '../answer';
import { field } from '../asked';
import { type ApiEndpoint, type Call, json, refusal } from '../call';
import { encodeItem, type PollItem } from '../encode-item';
import type { Item } from '../inbox';
import { hasHabit, type Office } from '../office';
import type { SignIn } from '../sign-ins';

/** How much one reply holds. */
const BATCH = 50;

/** What a late server handed over when one thing a poll was its manner (spec/webqq, What real clients needed). */
const COMMON = ['message', 'group_message', 'discu_message'];

interface Batch {
  items: Item[];
  wire: PollItem[];
}

/** The long poll: answered at once if something waits, else when something comes or after the hold. */
export const poll2: ApiEndpoint = {
  ticket: 'psessionid',
  async answer(call) {
    const { office, signIn, gone } = call;
    const refused = refuse(call);
    if (refused !== undefined) return refused;
    let batch = nextBatch(office, signIn);
    const { poll } = office.core.settings.clock;
    if (batch.items.length === 0 && signIn.phase === 'online' && poll > 0) {
      const why = await office.polls.hold(signIn.uin, signIn.serial, poll, gone);
      if (why === 'gone') return idle(office, signIn);
      if (why === 'something') batch = nextBatch(office, signIn);
    }
    return hand(office, call, batch);
  },
};

function refuse({ office, signIn, asked }: Call): Answer | undefined {
  if (signIn.phase === 'dropped' || signIn.phase === 'ticket') return refusal(signIn.era, 121);
  const ptwebqq = field(asked, 'ptwebqq');
  if (ptwebqq !== '' && ptwebqq === signIn.formerPtwebqq) return json(signIn.era, { retcode: 116, p: signIn.ptwebqq });
  if (ptwebqq !== '' && ptwebqq !== signIn.ptwebqq) return refusal(signIn.era, 103);
  const skipped = hasHabit(office, 'official-order') && !signIn.askedWhoIsOnline;
  return skipped ? refusal(signIn.era, 103) : undefined;
}

/** The oldest things that this sign-in can be told; what its era does not know of is dropped on the way. */
function nextBatch(office: Office, signIn: SignIn): Batch {
  const oneItem = hasHabit(office, 'one-item');
  const batch: Batch = { items: [], wire: [] };
  for (const item of [...office.inbox.waiting(signIn.uin)]) {
    if (batch.items.length >= (oneItem ? 1 : BATCH)) break;
    const wire = encodeItem(office, signIn, item);
    if (wire === undefined || (oneItem && !COMMON.includes(wire.poll_type))) {
      office.inbox.take(signIn.uin, [item], false);
    } else {
      batch.items.push(item);
      batch.wire.push(wire);
    }
  }
  return loseOldest(office, signIn, batch);
}

/** The fault `lose`: off the queue, in no reply. */
function loseOldest(office: Office, { uin }: SignIn, batch: Batch): Batch {
  const at = batch.items.findIndex(({ content }) => content.kind === 'message');
  if (at < 0 || office.core.faults.take(['lose'], { uin, cmd: 'poll2' }) === undefined) return batch;
  office.inbox.take(uin, batch.items.slice(at, at + 1), false);
  return { items: batch.items.toSpliced(at, 1), wire: batch.wire.toSpliced(at, 1) };
}

function hand(office: Office, { signIn }: Call, { items, wire }: Batch): Answer {
  const now = office.signIns.get(signIn.serial);
  if (items.length === 0) return now?.phase === 'online' ? idle(office, signIn) : refusal(signIn.era, 121);
  const { uin } = signIn;
  const again = hasHabit(office, 'duplicates') ? items.filter(({ handed }) => handed === 0) : [];
  office.inbox.take(uin, again, true);
  office.inbox.take(
    uin,
    items.filter((item) => !again.includes(item)),
    false,
  );
  for (const item of items) writeDown(office, signIn, item);
  const body = { retcode: 0, result: hasHabit(office, 'oldest-first') ? wire : wire.toReversed() };
  const back = items.map((item) => ({ ...item, handed: item.handed + 1 }));
  return { ...json(signIn.era, body), undo: () => office.inbox.giveBack(uin, back) };
}

function writeDown({ core }: Office, { uin }: SignIn, { content, handed }: Item): void {
  if (content.kind !== 'message') return;
  const { message, scene } = content;
  const inGroup = scene.kind === 'group' || scene.kind === 'discussion';
  const group = inGroup ? scene.peer : scene.kind === 'session' ? scene.through : undefined;
  core.ledger.write({
    id: message.id,
    at: core.clock.now(),
    kind: handed === 0 ? 'handed' : 'replayed',
    protocol: 'webqq',
    from: message.from,
    to: uin,
    text: message.text,
    cmd: 'poll2',
    ...(group === undefined ? {} : { group }),
  });
}

function idle(office: Office, { era }: SignIn): Answer {
  if (hasHabit(office, 'late-idle')) return refusal(era, 0);
  if (hasHabit(office, 'idle-says-ok')) return json(era, { retcode: 0, result: 'ok' });
  return refusal(era, 102);
}
