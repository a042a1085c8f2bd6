import { previewLine } from '../format/preview';
import type { EpochMs } from '../model/ids';
import type { RequestKey, RequestNotice } from '../store/request-notices';
import { type NoticeContent, type NoticeWords, shortName, theirName } from './content';
import { mostSingle, type QuietRule, type Shows } from './plan';
import { encodeRequestId, manyRequestsId, parseRequestId } from './request-id';

export interface RequestRoundInput {
  readonly open: readonly RequestNotice[];
  /** Ids of what is up in the browser. */
  readonly up: ReadonlySet<string>;
  readonly shows: Shows;
  readonly snoozedUntil?: EpochMs | undefined;
  readonly now: EpochMs;
}

export interface RequestRound {
  /** Announced before the worker died. */
  readonly told: ReadonlyMap<'shown' | 'summed', readonly RequestNotice[]>;
  readonly quiet: ReadonlyMap<QuietRule | 'answered', readonly RequestNotice[]>;
  readonly single: readonly RequestNotice[];
  /** Together in one. */
  readonly many: readonly RequestNotice[];
  /** Ids of what is up and says nothing true any more. */
  readonly stale: readonly string[];
}

/** How requests are told: pure. What was about to be shown when a worker died keeps the id it had. */
export function planRequestRound({ open, up, shows, snoozedUntil, now }: RequestRoundInput): RequestRound {
  const told = new Map<'shown' | 'summed', RequestNotice[]>();
  const quiet = new Map<QuietRule | 'answered', RequestNotice[]>();
  const single: RequestNotice[] = [];
  const many: RequestNotice[] = [];
  const fresh: RequestNotice[] = [];
  for (const one of open) {
    const together = one.notice === 'summing' || one.notice === 'again-summed';
    const begun = together || one.notice === 'showing' || one.notice === 'again';
    if (!begun && one.notice !== 'waiting') continue;
    if (begun && up.has(together ? manyRequestsId : idOf(one))) {
      add(told, together ? 'summed' : 'shown', one);
      continue;
    }
    const rule = ruleOf(one, shows, (snoozedUntil ?? 0) > now);
    if (rule !== undefined) add(quiet, rule, one);
    else if (begun) (together ? many : single).push(one);
    else fresh.push(one);
  }
  const firstTime = single.filter((one) => !isRepeated(one)).length;
  (fresh.length + firstTime > mostSingle ? many : single).push(...fresh);
  return { told, quiet, single, many, stale: staleOf(open, up) };
}

function ruleOf({ answered, mute }: RequestNotice, shows: Shows, snoozed: boolean): QuietRule | 'answered' | undefined {
  if (answered !== undefined) return 'answered';
  if (mute !== undefined) return mute;
  if (shows === 'off') return 'off';
  return snoozed ? 'snoozed' : undefined;
}

function staleOf(open: readonly RequestNotice[], up: ReadonlySet<string>): string[] {
  const byId = new Map(open.map((one) => [idOf(one), one]));
  return [...up].filter((id) => {
    if (id === manyRequestsId) return !open.some(({ notice }) => /^(summed|summing|again-summed)$/.test(notice));
    const about = parseRequestId(id);
    if (about === undefined) return false;
    const one = byId.get(encodeRequestId('request', about.key));
    return about.kind === 'undo' ? one?.answered !== 'waiting' : one === undefined || one.answered !== undefined;
  });
}

/** Told before, and taken away by an update: nobody needs to hear it a second time. */
export function isRepeated({ notice }: RequestNotice): boolean {
  return notice === 'again' || notice === 'again-summed';
}

export function keyOf({ request: { accountId, key } }: RequestNotice): RequestKey {
  return [accountId, key];
}

export function idOf(one: RequestNotice): string {
  return encodeRequestId('request', keyOf(one));
}

/** The person's language, handed in. */
export interface RequestWords extends Pick<NoticeWords, 'ofAccount' | 'list'> {
  /** "2 requests wait for an answer" */
  waiting(count: number): string;
  askerName(one: RequestNotice): string;
  /** What they want, with their own words behind it where there are any. */
  wish(one: RequestNotice, said: string): string;
  /** What the person has just had done: "Declining…" */
  answering(accept: boolean): string;
}

/** One request, as far as the person lets notifications say it. */
export function planRequest(one: RequestNotice, shows: Shows, words: RequestWords): NoticeContent {
  const { account, request, able } = one;
  const bare = {
    context: `${account.uin} · Uinbell`,
    silent: isRepeated(one),
    ...(able && !request.yesOnly && { buttons: 'request' as const }),
  };
  const ours = shortName(account.name) || account.uin;
  if (shows === 'nothing' || shows === 'off') return { title: ours, message: words.waiting(1), ...bare };
  const said = shows === 'everything' ? previewLine(request.text) : '';
  return { title: titleOf(one, words), message: words.wish(one, said), ...bare };
}

/** In place of it once the person has answered, for as long as that can be taken back. */
export function planAnswered(one: RequestNotice, accept: boolean, shows: Shows, words: RequestWords): NoticeContent {
  const named = shows === 'everything' || shows === 'names';
  const ours = shortName(one.account.name) || one.account.uin;
  return {
    title: named ? titleOf(one, words) : ours,
    message: words.answering(accept),
    context: `${one.account.uin} · Uinbell`,
    buttons: 'undo',
    silent: true,
  };
}

/** Many at once: how many wait, by account. */
export function planManyRequests(all: readonly RequestNotice[], silent: boolean, words: RequestWords): NoticeContent {
  const counts = new Map<number, { name: string; count: number }>();
  for (const { account } of all) {
    const name = shortName(account.name) || account.uin;
    counts.set(account.id, { name, count: (counts.get(account.id)?.count ?? 0) + 1 });
  }
  const parts = [...counts.values()].slice(0, mostSingle * 2).map(({ name, count }) => words.ofAccount(name, count));
  return { title: words.waiting(all.length), message: words.list(parts), context: 'Uinbell', silent };
}

function titleOf(one: RequestNotice, words: RequestWords): string {
  return `${theirName(words.askerName(one))} → ${shortName(one.account.name) || one.account.uin}`;
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}
