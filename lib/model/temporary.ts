import type { AccountId, EpochMs } from './ids';

/** A chat that a stranger began, as the desk sees it. It stands in its conversation's row and goes with it. */
export interface TemporarySession {
  /** Where they came from, as their first words say; empty where they say nothing. */
  readonly source: string;
  readonly since: EpochMs;
  /** When the first answer was written; absent until one was delivered. */
  readonly answeredAt?: EpochMs;
  /** The person has put it aside. The stranger's next words begin another one. */
  readonly doneAt?: EpochMs;
}

/** What one day brought from one source to one account. */
export interface TemporaryCount {
  /** Local day, `2026-11-22`. */
  readonly day: string;
  readonly source: string;
  readonly accountId: AccountId;
  readonly started: number;
  /** Of those started that day, however late the answer was. */
  readonly answered: number;
  /** The times to the first answer added up, in ms; absent in rows that an older version wrote. */
  readonly answerMs?: number;
}

const longestSource = 64;
/** 来自 SITE, as clients showed the `Site` of a link (web-presence F5), at the very start of the first words. */
const heading = /^\s*[【[（(]\s*(?:来自|from)\s*[:：]?\s*([^\n【】[\]（）()]{1,64})[】\]）)]/iu;

/** The source that a stranger's first words name. It is their word, as a link's parameter is: anybody can write it. */
export function sourceOf(text: string): string {
  return (heading.exec(text.slice(0, 200))?.[1] ?? '').replace(/\p{C}/gu, '').trim().slice(0, longestSource);
}

/** The local day of a moment. */
export function dayOf(at: EpochMs): string {
  const date = new Date(at);
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}
