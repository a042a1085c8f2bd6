/**
 * SEQ marks a request "to prevent repeated sending" (spec/http-qq, Transport): the same SEQ again is the same request
 * again. Counting upwards from a random start keeps a reinstalled client from repeating the SEQs of the one before,
 * which a server would answer with the old replies.
 */
export const highestSeq = 2 ** 31 - 1;

/** A random nine-digit number; `random` gives numbers in [0, 1). */
export function startSeq(random: () => number): number {
  return 100_000_000 + Math.min(899_999_999, Math.floor(random() * 900_000_000));
}

/** One more, from the highest back to 1. */
export function followingSeq(seq: number): number {
  return seq >= highestSeq ? 1 : seq + 1;
}

/** How many were taken from `other` to `seq`, across the wrap. */
export function seqsBetween(other: number, seq: number): number {
  return (seq - other + highestSeq) % highestSeq;
}

/** Whether `seq` was taken after `other`, across the wrap; true as long as the two are less than 2^30 apart. */
export function isLaterSeq(seq: number, other: number): boolean {
  const ahead = seqsBetween(other, seq);
  return ahead > 0 && ahead < highestSeq / 2;
}

export function isSeq(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= highestSeq;
}
