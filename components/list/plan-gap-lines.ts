import { isOnlyLate } from '../../lib/model/event';
import type { AccountId, EpochMs } from '../../lib/model/ids';
import type { GapRow } from '../../lib/store/schema';

/** One silence as it is told above the list: of one account, or of many that went silent together. */
export interface GapLine {
  readonly accounts: readonly AccountId[];
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Messages that came in afterwards. */
  readonly late: number;
  readonly lossy: boolean;
}

/** So many lines at most: above a list there is no room for a history. */
const mostLines = 2;

/** Gaps of several accounts that overlap are one line: a machine that slept, slept for all of them. Latest first. */
export function planGapLines(gaps: readonly GapRow[]): GapLine[] {
  const lines: GapLine[] = [];
  for (const gap of [...gaps].sort((a, b) => b.to - a.to)) {
    const line: GapLine = {
      accounts: [gap.accountId],
      from: gap.from,
      to: gap.to,
      late: gap.late ?? 0,
      lossy: !isOnlyLate(gap.why),
    };
    const at = lines.findIndex(
      (other) => other.lossy === line.lossy && !other.accounts.includes(gap.accountId) && isSameSilence(other, line),
    );
    const other = lines[at];
    if (other) lines[at] = join(other, line);
    else lines.push(line);
  }
  return lines.slice(0, mostLines);
}

/** They share more than half of the longer one: what an account had for itself must not be told of all. */
function isSameSilence(a: GapLine, b: GapLine): boolean {
  const shared = Math.min(a.to, b.to) - Math.max(a.from, b.from);
  return shared * 2 > Math.max(a.to - a.from, b.to - b.from);
}

function join(a: GapLine, b: GapLine): GapLine {
  return {
    accounts: [...a.accounts, ...b.accounts],
    from: Math.min(a.from, b.from),
    to: Math.max(a.to, b.to),
    late: a.late + b.late,
    lossy: a.lossy,
  };
}
