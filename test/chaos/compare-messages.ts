import type { LedgerEntry } from '../server/ledger';
import { idIn } from './people';
import type { GapRow, MessageRow, Rows } from './rows';

export interface MessagesCompared {
  readonly accepted: number;
  readonly stored: number;
  readonly duplicated: number;
  readonly lost: number;
  readonly crossed: number;
  /** Not stored, where no history could tell of them and the person is told of the gap. */
  readonly told: number;
  readonly differences: readonly string[];
}

/** Every message the server took for an account of ours is stored there once, whole, and in its sender's order. */
export function compareMessages(
  accepted: readonly LedgerEntry[],
  rows: Rows,
  uins: ReadonlyMap<number, string>,
  isTold: (entry: LedgerEntry) => boolean = () => false,
): MessagesCompared {
  const ours = new Set(uins.values());
  const expected = accepted.filter(({ to }) => ours.has(to));
  const stored = rows.messages.filter(({ direction }) => direction === 'in');
  const differences: string[] = [];
  const count = { stored: 0, duplicated: 0, lost: 0, crossed: 0, told: 0 };

  const byId = groupBy(stored, ({ text }) => idIn(text) ?? text);
  for (const entry of expected) {
    const { id, from, to, text } = entry;
    const all = byId.get(id) ?? [];
    const own = all.filter((row) => uins.get(row.accountId) === to && row.peer === `u:${from}` && row.sender === from);
    const elsewhere = all.filter((row) => !own.includes(row));
    const places = elsewhere.map((row) => `${uins.get(row.accountId)} ${row.peer}`).join(', ');
    if (own.length > 0) count.stored++;
    if (own.length > 1) {
      count.duplicated += own.length - 1;
      differences.push(`stored ${own.length} times: ${id} to ${to}`);
    }
    if (elsewhere.length > 0) {
      count.crossed += elsewhere.length;
      differences.push(`crossed: ${id} from ${from} to ${to} is stored at ${places}`);
    } else if (own.length === 0 && isTold(entry)) {
      count.told++;
    } else if (own.length === 0) {
      count.lost++;
      differences.push(`not stored: ${id} from ${from} to ${to}`);
    }
    if (own.some((row) => row.text !== text)) differences.push(`stored with another text: ${id} to ${to}`);
  }

  const known = new Set(expected.map(({ id }) => id));
  for (const id of byId.keys()) if (!known.has(id)) differences.push(`stored, but never accepted: ${id}`);
  differences.push(...compareOrder(expected, stored, uins));
  return { accepted: expected.length, ...count, differences };
}

/**
 * Whether a gap of the account says that it may lack this message; only `blind` accounts may. While nobody listened it
 * is the moment it was written; of an answer that a client died with in hand, the moment it was handed over.
 */
export function toldBy(
  gaps: readonly GapRow[],
  blind: ReadonlySet<string>,
  uins: ReadonlyMap<number, string>,
  ledger: readonly LedgerEntry[] = [],
) {
  const handed = groupBy(
    ledger.filter(({ kind }) => kind === 'handed' || kind === 'replayed'),
    ({ id, to }) => `${id} ${to}`,
  );
  return ({ id, to, at }: LedgerEntry): boolean =>
    blind.has(to) &&
    gaps.some(({ accountId, from, to: until, why }) => {
      const within = (moment: number) => from <= moment && moment <= until;
      if (uins.get(accountId) !== to) return false;
      if (why === 'asleep') return within(at);
      return why === 'replay-lost' && (handed.get(`${id} ${to}`) ?? []).some((entry) => within(entry.at));
    });
}

/** Of one sender to one account, in the order in which the server took them. */
function compareOrder(
  expected: readonly LedgerEntry[],
  stored: readonly MessageRow[],
  uins: ReadonlyMap<number, string>,
): string[] {
  const place = new Map(expected.map(({ id, n }) => [id, n]));
  const lanes = groupBy(stored, ({ accountId, peer }) => `${uins.get(accountId)} ${peer}`);
  return [...lanes].flatMap(([lane, rows]) => {
    const inOrder = [...rows].sort((a, b) => a.ordinal - b.ordinal).map(({ text }) => idIn(text) ?? text);
    const late = inOrder.find((id, i) => (place.get(id) ?? 0) < (place.get(inOrder[i - 1] ?? '') ?? 0));
    return late === undefined ? [] : [`out of order at ${lane}: ${late}`];
  });
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
