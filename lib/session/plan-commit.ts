import { type Account, shownStatus } from '../model/account';
import { isDeed } from '../model/act';
import type { Event } from '../model/event';
import type { EpochMs } from '../model/ids';
import { isStopped, isVaultLocked } from '../model/session';
import { planNotice } from '../notify/plan';
import {
  type Batch,
  type Cursor,
  neverLeft,
  type Protocol,
  type Reply,
  type Request,
  type Want,
} from '../protocol/protocol';
import type { InFlight, SessionRow } from '../store/schema';
import type { Commit, Settlement } from '../store/store';
import { planActEnds, planActSilence } from './acts';
import { planAskers, planFound } from './people-acts';
import { planBackOff } from './schedule';
import { restDue, withAbilities, withDue, withTruth } from './session-row';
import { endSilence, noteTrouble } from './silence';

/**
 * So often a reply may be met by silence before the person is told (spec/http-qq, "What a client must do" 5). It is told
 * as uncertain and never as failed: a server that carries out and then closes looks just the same (promise 4).
 */
const mostEmptyTries = 4;

/**
 * What one answer, or its absence, changes: pure, run inside the transaction that stores it. Undefined where the
 * request is no longer in flight, because its answer has been taken in already.
 */
export function planCommit(
  protocol: Protocol<Cursor>,
  row: SessionRow,
  account: Account,
  request: Request,
  got: Reply,
  now: EpochMs,
  random: number,
): Commit | undefined {
  const entry = row.inFlight.find(({ key }) => key === request.key);
  if (!entry) return undefined;
  if (got.kind === 'failure' && got.failure === 'withdrawn') return planAbandon(row, entry, now);
  const batch = protocol.accept(
    protocol.resume(row.cursor, () => random),
    request,
    got,
    now,
  );
  const ending = planEnding(batch, entry, request, got, now, random);
  const inFlight = row.inFlight.flatMap((other) => {
    if (other === entry) return ending.keep ? noteHollow(ending.keep, batch) : [];
    return batch.forgotten ? { ...other, forgotten: true as const } : other;
  });
  const ok = got.kind === 'reply' && !batch.undecoded;
  // A silence that the protocol knows to be none (a held poll) says nothing of how long to leave the server alone.
  const failures = ok ? 0 : row.failures + Number(batch.nextAt === 'back-off');

  let session: SessionRow = { ...row, cursor: batch.cursor, inFlight, failures };
  if (ok) session = { ...session, lastOkAt: now };
  session = planTruth(session, account, batch, now, random);
  session = planChosenStatus(session, account, request);
  session = planStatusHeld(session, request, batch);
  session = planFound(session, request.want, batch);
  session = planOnceMore(session, request, batch, now);
  session = withAbilities(planActEnds(session, request.want, got, batch, ending.keep !== undefined), protocol);
  session = planAskers(session, batch.events, now);
  const heard = endSilence(session, now);
  // Before the messages, so that those of that time are counted there.
  const gaps = heard.gap ? [heard.gap] : [];
  const mayBeLost = isInDoubt(batch, entry) || batch.outcome?.kind === 'uncertain';
  if (mayBeLost && request.destructive) gaps.push(gapSince(entry, now));
  return {
    now,
    session: heard.row,
    events: [...gaps, ...batch.events, ...noProfile(request, batch, ending.keep !== undefined)],
    notice: planNotice,
    noStates: request.want.kind === 'status' && batch.outcome?.kind === 'unsupported',
    ...(request.destructive && got.kind !== 'closed'
      ? {
          journal: {
            n: request.key,
            ...(batch.undecoded ? { kept: { why: batch.undecoded.detail, codec: protocol.codec } } : {}),
          },
        }
      : {}),
    ...(ending.settle && request.want.kind === 'send'
      ? { settle: { outboxId: request.want.outboxId, to: ending.settle } }
      : {}),
  };
}

/** Somebody looks at a card that did not come: it says so. A name asked for by the way nobody waits for. */
function noProfile({ want }: Request, { outcome }: Batch<Cursor>, stillAsked: boolean): Event[] {
  if (want.kind !== 'profile' || want.brief || stillAsked) return [];
  if (outcome?.kind !== 'failed' && outcome?.kind !== 'unsupported') return [];
  const why = outcome.kind === 'failed' ? outcome.why : 'unsupported';
  return [{ kind: 'no-profile', number: want.number, why }];
}

/** Gives up on a request that the server would no longer recognise. What it may have cost is written down. */
export function planAbandon(row: SessionRow, entry: InFlight, now: EpochMs): Commit {
  const request = entry.request as Request;
  const without = { ...row, inFlight: row.inFlight.filter((other) => other.key !== entry.key) };
  const session = planActSilence(without, request.want);
  const due = request.want.kind === 'send' ? session : withDue(session, row.due === undefined ? undefined : now);
  return {
    now,
    session: due,
    events: request.destructive ? [gapSince(entry, now)] : [],
    ...(entry.hollow ? { journal: { n: entry.key } } : {}),
    ...(request.want.kind === 'send'
      ? { settle: { outboxId: request.want.outboxId, to: { delivery: 'uncertain', trouble: 'no-answer' } } }
      : {}),
  };
}

/** A gateway's "502" or a portal's page is kept while its request may be asked again, and is nothing to read later. */
function noteHollow(entry: InFlight, { undecoded }: Batch<Cursor>): InFlight {
  const { hollow: _, ...asked } = entry;
  const isPage = undecoded?.why === 'server-trouble' || undecoded?.why === 'not-qq';
  return isPage ? { ...asked, hollow: true } : asked;
}

function gapSince(entry: InFlight, now: EpochMs): Event {
  return { kind: 'gap', from: entry.at, to: now, why: 'replay-lost' };
}

/**
 * A refusal says that nothing was carried out, of this try. What an earlier try did is known only to a server that
 * still has its memory.
 */
function isInDoubt(batch: Batch<Cursor>, entry: InFlight): boolean {
  const forgotten = batch.forgotten === true || entry.forgotten === true;
  return batch.outcome?.kind === 'refused' && entry.tries > 1 && forgotten;
}

/** How the session stands after a batch, and when the account is to be asked next. */
export function planTruth(
  row: SessionRow,
  account: Account,
  batch: Batch<Cursor>,
  now: EpochMs,
  random: number,
): SessionRow {
  // The person's word stands above what an answer that was still under way says.
  const paused = account.pausedAt !== undefined || account.removeAt !== undefined;
  const locked = isVaultLocked(row);
  const truth = !paused && !locked && batch.session ? noteTrouble(withTruth(row, batch.session, now), now) : row;
  const stopped = batch.nextAt === 'stop' || isStopped(truth.state);
  const session = { ...truth, todo: planTodo(truth.todo, batch, paused, locked, stopped) };
  if (paused || stopped)
    return withDue(session, session.todo.length > 0 ? now : restDue(withDue(session, undefined), account));
  if (batch.then.length > 0) return withDue(session, now);
  if (batch.nextAt === 'back-off') {
    const due = now + planBackOff(row.failures, random);
    return { ...session, due, ...(session.state === 'online' ? {} : { until: due }) };
  }
  return typeof batch.nextAt === 'number' ? withDue(session, batch.nextAt) : session;
}

/** A locked account starts nothing more, it only ends; a paused one ends what it has begun; any other stops at once. */
function planTodo(
  todo: SessionRow['todo'],
  batch: Batch<Cursor>,
  paused: boolean,
  locked: boolean,
  stopped: boolean,
): SessionRow['todo'] {
  if (locked) return todo;
  if (stopped && !paused) return [];
  // A list that is about to be read is read once, whoever wanted it: both a sign-in and its first answer do.
  const again = new Set<string>(batch.then.map(({ kind }) => kind).filter((kind) => lists.includes(kind)));
  return [...batch.then, ...todo.filter((want) => !again.has((want as Want).kind))];
}

const lists: readonly Want['kind'][] = ['contacts', 'presence', 'groups', 'requests'];

/** The status a person chose outlives sign-ins; servers start everybody as online. */
function planChosenStatus(row: SessionRow, account: Account, request: Request): SessionRow {
  if (request.want.kind !== 'sign-in' || row.state !== 'online' || shownStatus(account) === 'online') return row;
  const status: Want = { kind: 'status', status: shownStatus(account) };
  return { ...row, todo: [status, ...row.todo] };
}

/** Refused as changed too often: told until it is carried out (spec/http-qq, Change_Stat). */
function planStatusHeld(row: SessionRow, { want }: Request, { outcome }: Batch<Cursor>): SessionRow {
  if (want.kind !== 'status' || (outcome?.kind !== 'refused' && row.statusHeld === undefined)) return row;
  const { statusHeld: _, ...rest } = row;
  return outcome?.kind === 'refused' ? { ...rest, statusHeld: outcome.until } : rest;
}

/** A command the server refused for now keeps its place; polls come round by themselves and replies have their lane. */
function planOnceMore(row: SessionRow, request: Request, batch: Batch<Cursor>, now: EpochMs): SessionRow {
  const { kind } = request.want;
  if (batch.outcome?.kind !== 'refused' || isStopped(row.state)) return row;
  if (kind === 'send' || kind === 'receive' || isDeed(request.want)) return row;
  // The person has chosen another one since.
  if (kind === 'status' && row.todo.some((want) => (want as Want).kind === kind)) return row;
  const ahead = row.todo.slice(0, batch.then.length);
  const todo = [...ahead, request.want, ...row.todo.slice(batch.then.length)];
  return withDue({ ...row, todo }, batch.then.length > 0 ? now : batch.outcome.until);
}

interface Ending {
  /** The request stays in flight, to be asked again under its key. */
  readonly keep?: InFlight;
  readonly settle?: Settlement;
}

function planEnding(
  batch: Batch<Cursor>,
  entry: InFlight,
  request: Request,
  got: Reply,
  now: EpochMs,
  random: number,
): Ending {
  const outcome = batch.outcome ?? { kind: 'done' };
  const { kind } = request.want;
  if (isInDoubt(batch, entry) && kind === 'send') return { settle: { delivery: 'uncertain', trouble: 'no-answer' } };
  switch (outcome.kind) {
    case 'done':
      return {
        settle: { delivery: 'sent', ...(outcome.remoteKey === undefined ? {} : { remoteKey: outcome.remoteKey }) },
      };
    case 'refused':
      if (outcome.repeat && entry.tries > 1 && (request.destructive || kind === 'send')) {
        return keepRefused(batch, entry, outcome.until);
      }
      return { settle: { delivery: 'queued', notBefore: outcome.until, trouble: 'too-fast' } };
    case 'failed':
      return { settle: { delivery: 'failed', trouble: 'refused' } };
    case 'unsupported':
      return { settle: { delivery: 'failed', trouble: 'unsupported' } };
    case 'uncertain':
      return { settle: { delivery: 'uncertain', trouble: 'no-answer' } };
    case 'again':
      return outcome.elsewhere ? planElsewhere(entry, now, random) : planAgain(entry, request, got, now, random);
  }
}

/** This try came to nothing, the one before nobody knows: its own key brings what it brought. */
function keepRefused(batch: Batch<Cursor>, entry: InFlight, until: EpochMs): Ending {
  return {
    keep: { ...entry, retryAt: until, ...(batch.forgotten ? { forgotten: true } : {}) },
    settle: { delivery: 'sending', notBefore: until, trouble: 'too-fast' },
  };
}

function planAgain(entry: InFlight, request: Request, got: Reply, now: EpochMs, random: number): Ending {
  const retryAt = now + planBackOff(entry.tries, random);
  const failure = got.kind === 'failure' ? got.failure : undefined;
  // The very first try never left: the key was never seen there, and whatever waited may wait under a new one.
  if (failure && neverLeft.includes(failure) && entry.tries === 1) {
    return { settle: { delivery: 'queued', notBefore: retryAt, trouble: 'unreachable' } };
  }
  // A sign-out that finds nobody has done its work: the server forgets a silent client by itself.
  if (request.want.kind === 'sign-out') return {};
  if (request.want.kind === 'send' && failure === 'empty' && entry.tries >= mostEmptyTries) {
    return { settle: { delivery: 'uncertain', trouble: 'answered-nothing' } };
  }
  if (request.repeat === 'once') return { settle: { delivery: 'uncertain', trouble: 'line-dropped' } };
  const { unsent: _, ...asked } = entry;
  return { keep: { ...asked, retryAt }, settle: { delivery: 'sending', notBefore: retryAt } };
}

/**
 * A captive portal, say: the server has seen nothing of this try. Its key stays, but what never left is not given up
 * when the server's memory would have ended, however long somebody looks for the password of a hotel.
 */
function planElsewhere(entry: InFlight, now: EpochMs, random: number): Ending {
  const retryAt = now + planBackOff(entry.tries, random);
  const { leftAt, unsent, ...rest } = entry;
  const neverCarriedOut = entry.tries === 1 || unsent === true;
  const left = neverCarriedOut ? { unsent: true as const } : leftAt === undefined ? {} : { leftAt };
  return { keep: { ...rest, ...left, retryAt }, settle: { delivery: 'sending', notBefore: retryAt } };
}
