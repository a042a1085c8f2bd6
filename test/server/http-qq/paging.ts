import { isDigits, type Params } from './parse-request';

/** What List and Query_Stat are asked for. */
export interface PageRequest {
  /** False: only how many there are. TN says no more than this; the size of a page is the server's. */
  wantsPage: boolean;
  after: string;
}

/** Reads TN and UN; undefined if one of them is no number, which is NULL. Missing counts as 0. */
export function parsePageRequest(params: Params): PageRequest | undefined {
  const wanted = params.get('TN') ?? '0';
  const after = params.get('UN') ?? '0';
  if (!isDigits(wanted) || !isDigits(after)) return undefined;
  return { wantsPage: Number(wanted) !== 0, after };
}

export interface Page<T> {
  items: T[];
  /** 1 on the last page, 0 before (spec/http-qq, Settled readings). */
  fn: '0' | '1';
  /** The number that asks for the next page, if there is one. */
  end?: string;
}

/**
 * Cuts a page. `after` counts only as the last number of the page just handed out: the 2005 text saw any other UN make
 * no difference.
 */
export function cutPage<T extends { uin: string }>(
  all: readonly T[],
  size: number,
  after: string,
  handedEnd: string | undefined,
): Page<T> {
  const start = after === handedEnd ? all.findIndex((item) => item.uin === after) + 1 : 0;
  const items = all.slice(start, start + size);
  const end = items.at(-1)?.uin;
  if (end === undefined || start + size >= all.length) return { items, fn: '1' };
  return { items, fn: '0', end };
}
