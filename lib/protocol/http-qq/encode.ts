import type { SecretMark } from '../protocol';

export type Param = readonly [key: string, value: string | SecretMark];

/** The constant every client of the time sends with Login; any other gets no answer (spec/http-qq, A4). */
export const loginCode = '9326B87B234E7235';

/** A request's body: the four that every request carries, in their order, then its own parameters. */
export function encodeRequest(
  cmd: string,
  seq: string,
  uin: string,
  params: readonly Param[] = [],
): Array<string | SecretMark> {
  const body: Array<string | SecretMark> = [`VER=1.1&CMD=${cmd}&SEQ=${seq}&UIN=${uin}`];
  for (const [key, value] of params) {
    if (typeof value === 'string') body.push(`&${key}=${encodeValue(value)}`);
    else body.push(`&${key}=`, value);
  }
  return mergeText(body);
}

/**
 * Servers take values raw or percent-encoded and cannot know which (spec/http-qq, A3), so only what would be read as
 * something else is escaped: `%` and `&`, `+` and the space (a form reader swaps those two), `=`, and control
 * characters. Everything beyond ASCII goes as plain UTF-8, a third of the size. Half a surrogate pair is no text, and
 * what is not UTF-8 gets no answer.
 */
export function encodeValue(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD').replace(/[\p{Cc} %&+=]/gu, encodeURIComponent);
}

function mergeText(parts: ReadonlyArray<string | SecretMark>): Array<string | SecretMark> {
  const merged: Array<string | SecretMark> = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged;
}
