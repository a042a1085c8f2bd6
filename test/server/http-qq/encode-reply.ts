import type { Habit } from '../settings';

/** A field after the five that every reply starts with. The order of fields is fixed: old clients count them. */
export type Field = readonly [key: string, value: string];

export interface ReplyHead {
  /** The command as the request wrote it. */
  asked: string;
  /** The command as replies write it: some in upper case, some as the texts spell them (spec/http-qq, A3). */
  echo: string;
  seq: string;
  uin: string;
  res: number;
  /** Whether a success ends with `&`, which commands without data do, Logout excepted (spec/http-qq, A3). */
  endsOpen: boolean;
}

/** The field that a live server of later years added to Login (recorded/httpqq). */
const EXTRA_FIELD: Field = ['COMP', 'NOKIA8F3A18D6E27'];

/** Writes a reply's body, in the server's present manner. */
export function encodeReply(head: ReplyHead, fields: readonly Field[], habits: ReadonlySet<Habit>): string {
  const all: Field[] = [
    // Replies say 1.1 to requests of 1.0 too (spec/http-qq, Settled readings).
    ['VER', '1.1'],
    ['CMD', habits.has('echo-cmd-case') ? head.asked : head.echo],
    ['SEQ', habits.has('seq-minus-one') ? '-1' : head.seq],
    ['UIN', head.uin],
    ['RES', String(head.res)],
    ...fields,
  ];
  if (habits.has('extra-fields')) all.push(EXTRA_FIELD);
  const open = habits.has('trailing-amp') || (head.endsOpen && head.res === 0);
  return all.map(([key, value]) => `${key}=${value}`).join('&') + (open ? '&' : '');
}

/** Every item of a list is followed by a comma, the last one too; an empty list is empty. */
export function encodeList(items: readonly string[]): string {
  return items.map((item) => `${encodeItem(item)},`).join('');
}

/**
 * A field of GetInfo. It was seen escaped one level deeper than the items of lists: `%252c` for a comma, but `%0d%0a` for
 * a line break and `%01` in CV (spec/http-qq, A3).
 */
export function encodeDetail(text: string): string {
  return escapeThree(text)
    .replace(/\r\n|\r|\n/g, '\r\n')
    .replace(/[%\p{Cc}]/gu, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** Exactly three characters are escaped inside an item, and a line break is a bare CR (spec/http-qq, A3). */
function encodeItem(item: string): string {
  return escapeThree(item).replace(/\r\n|\n/g, '\r');
}

function escapeThree(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('&', '%26').replaceAll(',', '%2c');
}
