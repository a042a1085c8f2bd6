import type { Event } from '../model/event';
import type { EpochMs, RealNumber } from '../model/ids';
import { mostFound, type PeopleQuery, type Search } from '../model/profile';
import type { Batch, Cursor, Want } from '../protocol/protocol';
import type { SessionRow } from '../store/schema';
import { withDue } from './session-row';

/** Looks at people and searches for them, as an account's row holds them; all here is pure. */

/** One packet to QQ for each person asked for (spec/onebot, Presence), so not more of them a minute than this. */
const looksPerMinute = 12;
const minuteMs = 60_000;
/** Nobody waits for more cards than this. */
const mostProfiles = 8;

/** People looked at by the way: each once, few a minute, and only while it costs no sign-in. */
export function planCourtesies(
  row: SessionRow,
  kind: 'presence-of' | 'profile',
  numbers: readonly RealNumber[],
  now: EpochMs,
): SessionRow {
  if (row.state !== 'online') return row;
  const todo = row.todo as readonly Want[];
  const waiting = todo.flatMap((want) => (want.kind === kind && 'number' in want ? [want.number] : []));
  const looks = (row.looks ?? []).filter((at) => at > now - minuteMs && at <= now);
  const asked = numbers.filter((number) => !waiting.includes(number)).slice(0, looksPerMinute - looks.length);
  if (asked.length === 0) return row;
  const wants = asked.map((number): Want => (kind === 'profile' ? { kind, number, brief: true } : { kind, number }));
  return withDue({ ...row, looks: [...looks, ...asked.map(() => now)], todo: [...row.todo, ...wants] }, now);
}

/** What contacts are called whose list was bare numbers. */
export function planNames(row: SessionRow, numbers: readonly RealNumber[], now: EpochMs): SessionRow {
  return row.abilities?.includes('profile') ? planCourtesies(row, 'profile', numbers, now) : row;
}

/** What those are called who ask to be added, where no server says it with the request. */
export function planAskers(row: SessionRow, events: readonly Event[], now: EpochMs): SessionRow {
  const numbers = events.flatMap((event) => (event.kind === 'request' && event.nameless ? [event.from] : []));
  return numbers.length === 0 ? row : planNames(row, [...new Set(numbers)], now);
}

/** A card that the person looks at: ahead of what nobody waits for. */
export function planProfile(row: SessionRow, number: RealNumber, now: EpochMs): SessionRow {
  if (row.state !== 'online') return row;
  const others = (row.todo as readonly Want[]).filter((want) => want.kind !== 'profile' || want.number !== number);
  const full = others.filter((want) => want.kind === 'profile' && !want.brief);
  if (full.length >= mostProfiles) return row;
  return withDue({ ...row, todo: [{ kind: 'profile', number } satisfies Want, ...others] }, now);
}

/** A new search takes the place of the one before; going on keeps what was found. */
export function planFind(row: SessionRow, query: PeopleQuery, after: RealNumber | undefined, now: EpochMs): SessionRow {
  const people = after === undefined ? [] : (row.search?.people ?? []);
  const search: Search = { query, at: now, state: 'asking', people };
  const others = (row.todo as readonly Want[]).filter((want) => want.kind !== 'find');
  const want: Want = { kind: 'find', query, ...(after === undefined ? {} : { after }) };
  return withDue({ ...row, search, todo: [want, ...others] }, now);
}

/** What a search came to. One that the person has replaced meanwhile tells nothing any more. */
export function planFound(row: SessionRow, want: Want, { found }: Batch<Cursor>): SessionRow {
  if (
    found === undefined ||
    want.kind !== 'find' ||
    row.search === undefined ||
    !isSame(want.query, row.search.query)
  ) {
    return row;
  }
  const known = new Set(row.search.people.map(({ number }) => number));
  const people = [...row.search.people, ...found.people.filter(({ number }) => !known.has(number))];
  const failed = found.people.length === 0 && found.why !== undefined;
  // A page that brings nobody new would be asked for for ever.
  const goesOn = found.after !== undefined && people.length > known.size && people.length < mostFound;
  const search: Search = {
    query: row.search.query,
    at: row.search.at,
    state: failed ? 'failed' : 'done',
    people: people.slice(0, mostFound),
    ...(goesOn && { after: found.after }),
    ...(found.why !== undefined && { why: found.why }),
  };
  return { ...row, search };
}

function isSame(one: PeopleQuery, other: PeopleQuery): boolean {
  return one.age === other.age && one.sex === other.sex && one.province === other.province;
}
