import type { LedgerEntry } from '../server/ledger';
import { groupBy } from './compare-messages';
import { idIn } from './people';
import type { MessageRow, Rows } from './rows';

/** A reply that the extension said it took, by the id it was given. */
export interface QueuedReply {
  readonly id: string;
  readonly accountId: number;
  readonly peer: string;
  readonly text: string;
}

export interface RepliesFound {
  readonly queued: number;
  /** Shown as sent; all of these must have been delivered. */
  readonly sent: number;
  /** Taken by the server, whatever the store says of them. */
  readonly delivered: number;
  /** Left to the person: delivered once or not at all. */
  readonly uncertain: number;
  readonly failed: number;
}

export interface RepliesCompared {
  readonly found: RepliesFound;
  readonly duplicated: number;
  readonly lost: number;
  readonly crossed: number;
  readonly differences: readonly string[];
}

/** How often the server may have taken a reply that is shown so. A reply that still waits has no right answer. */
const allowed: Readonly<Record<string, readonly number[]>> = { sent: [1], failed: [0], uncertain: [0, 1] };

/** Every reply the extension took is shown once, and what it shows is what the server did. */
export function compareReplies(
  accepted: readonly LedgerEntry[],
  { messages }: Rows,
  uins: ReadonlyMap<number, string>,
  queued: readonly QueuedReply[],
): RepliesCompared {
  const ours = new Set(uins.values());
  const taken = accepted.filter(({ from }) => ours.has(from));
  const takenById = groupBy(taken, ({ text }) => idIn(text) ?? text);
  const shown = messages.filter(({ direction }) => direction === 'out');
  const shownByKey = groupBy(shown, ({ remoteKey }) => remoteKey);
  const shownByText = groupBy(shown, ({ text }) => text);
  const differences: string[] = [];
  const count = { duplicated: 0, lost: 0, crossed: 0 };

  for (const reply of queued) {
    const id = idIn(reply.text) ?? reply.text;
    // OneBot's servers name a message themselves, so there the text alone says which it is.
    const rows = [...new Set([...(shownByKey.get(`o${reply.id}`) ?? []), ...(shownByText.get(reply.text) ?? [])])];
    const [row] = rows;
    if (!row || rows.length > 1 || !isAt(row, reply)) {
      differences.push(`shown ${rows.length} times: ${id} of account ${reply.accountId} to ${reply.peer}`);
      if (!row) count.lost++;
      else if (rows.length > 1) count.duplicated++;
      else count.crossed++;
      continue;
    }
    const all = takenById.get(id) ?? [];
    const own = all.filter(
      ({ from, to, text }) => from === uins.get(reply.accountId) && `u:${to}` === reply.peer && text === reply.text,
    );
    if (own.length < all.length) {
      count.crossed += all.length - own.length;
      differences.push(`crossed: ${id} of ${uins.get(reply.accountId)} to ${reply.peer} was taken elsewhere`);
    }
    if (own.length > 1) count.duplicated += own.length - 1;
    if (own.length === 0 && row.delivery === 'sent') count.lost++;
    if (!(allowed[row.delivery ?? ''] ?? []).includes(own.length)) {
      differences.push(`${id} is shown as ${row.delivery}, and the server took it ${own.length} times`);
    }
  }

  const knownTexts = new Set(queued.map(({ text }) => text));
  for (const { text } of [...taken, ...shown]) {
    if (!knownTexts.has(text)) differences.push(`nobody wrote this reply: ${idIn(text) ?? text}`);
  }
  differences.push(...compareOrder(taken, shown, uins));
  const ended = (delivery: string) => shown.filter((row) => row.delivery === delivery).length;
  return {
    found: {
      queued: queued.length,
      sent: ended('sent'),
      delivered: takenById.size,
      uncertain: ended('uncertain'),
      failed: ended('failed'),
    },
    ...count,
    differences,
  };
}

function isAt(row: MessageRow, { accountId, peer, text }: QueuedReply): boolean {
  return row.accountId === accountId && row.peer === peer && row.text === text;
}

/** In each conversation the server took them in the order in which they were written. */
function compareOrder(
  taken: readonly LedgerEntry[],
  shown: readonly MessageRow[],
  uins: ReadonlyMap<number, string>,
): string[] {
  const ordinals = new Map(shown.map(({ text, ordinal }) => [text, ordinal]));
  const known = new Set(shown.map(({ accountId, peer }) => `${uins.get(accountId)} ${peer}`));
  const lanes = groupBy(taken, ({ from, to }) => `${from} u:${to}`);
  return [...lanes].flatMap(([lane, entries]) => {
    if (!known.has(lane)) return [];
    const late = entries.find(
      ({ text }, i) => (ordinals.get(text) ?? 0) < (ordinals.get(entries[i - 1]?.text ?? '') ?? 0),
    );
    return late ? [`out of order at ${lane}: ${idIn(late.text)}`] : [];
  });
}
