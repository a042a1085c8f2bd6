import type { Account } from '../model/account';
import type { EpochMs } from '../model/ids';
import { isStopped } from '../model/session';
import type { Cursor, Protocol, Request, Want } from '../protocol/protocol';
import type { InFlight, SessionRow } from '../store/schema';
import { nextAct, planActLeaves, planActUnserved } from './acts';
import type { IsAsked } from './asked';
import { planSignIn } from './schedule';
import { restDue, withDue, withTruth } from './session-row';

/**
 * What an account does next, decided on its row inside the transaction that writes it down: whatever leaves this
 * machine stands in `inFlight` first, so that after a death the same request is asked again under the same key.
 */
export type Planned =
  | { readonly kind: 'ask'; readonly row: SessionRow; readonly request: Request }
  | { readonly kind: 'rest'; readonly row: SessionRow }
  /** Past the time in which the server would still know it: give it up and say so. */
  | { readonly kind: 'abandon'; readonly entry: InFlight };

/** `wait`: the protocol wants space between replies. `never`: it can leave at no time. */
export type PlannedReply =
  | Planned
  | { readonly kind: 'wait'; readonly until: EpochMs }
  | { readonly kind: 'never'; readonly why: 'unsupported' | 'nobody' };

export function planStep(
  protocol: Protocol<Cursor>,
  before: SessionRow,
  account: Account,
  now: EpochMs,
  random: () => number,
  isAsked: IsAsked = () => false,
): Planned {
  let row = before;
  const pending = findPending(row, isAsked);
  if (pending) return planAgain(protocol, row, pending, now);

  let { todo } = row;
  let cursor = protocol.resume(row.cursor, random);
  for (;;) {
    const deed = isLeft(account) ? undefined : nextAct(row, now);
    const first = todo[0] as Want | undefined;
    // What nobody waits for stands behind what the person asked for.
    const ahead = first && isCourtesy(first) ? (deed ?? first) : (first ?? deed);
    const want = ahead ?? planOwnWant(row, account, now);
    if (!want) return { kind: 'rest', row: withDue({ ...row, cursor, todo }, restDue(row, account)) };
    const step = protocol.next(cursor, want, now);
    if (step.kind === 'wait') return { kind: 'rest', row: { ...row, cursor, todo, due: step.until } };
    if (step.kind === 'none') {
      if (want === deed) {
        row = planActUnserved(row, deed);
        continue;
      }
      if (todo.length === 0) return { kind: 'rest', row: withDue({ ...row, cursor, todo }, undefined) };
      todo = todo.slice(1);
      continue;
    }
    cursor = step.cursor;
    const serves = step.request.want.kind === want.kind && want === first;
    return planLeave(protocol, { ...row, cursor, todo }, serves ? todo.slice(1) : todo, step.request, now);
  }
}

/** What is to be asked again first; without a session that is signing in, whatever else waits. */
export function findPending(row: SessionRow, isAsked: IsAsked): InFlight | undefined {
  const pending = row.inFlight.filter((entry) => wantOf(entry).kind !== 'send' && !isAsked(entry.key));
  const signIn = pending.find((entry) => wantOf(entry).kind === 'sign-in');
  return signIn ?? ((row.todo[0] as Want | undefined)?.kind === 'sign-in' ? undefined : pending[0]);
}

/** A reply of the person, on its own way: a slow poll must not hold it up. */
export function planReply(
  protocol: Protocol<Cursor>,
  row: SessionRow,
  account: Account,
  want: Extract<Want, { kind: 'send' }>,
  now: EpochMs,
  random: () => number,
): PlannedReply {
  const pending = row.inFlight.find((entry) => {
    const its = wantOf(entry);
    return its.kind === 'send' && its.outboxId === want.outboxId;
  });
  if (pending) return planAgain(protocol, row, pending, now);
  if (account.pausedAt !== undefined || account.removeAt !== undefined || isStopped(row.state)) {
    return { kind: 'rest', row };
  }
  const step = protocol.next(protocol.resume(row.cursor, random), want, now);
  if (step.kind === 'wait') return step;
  if (step.kind === 'none') return step.never ? { kind: 'never', why: step.never } : { kind: 'rest', row };
  return {
    kind: 'ask',
    request: step.request,
    row: { ...row, cursor: step.cursor, inFlight: depart(row, step.request, now) },
  };
}

function planAgain(protocol: Protocol<Cursor>, row: SessionRow, entry: InFlight, now: EpochMs): Planned {
  if (isForgotten(protocol, row, entry, now)) return { kind: 'abandon', entry };
  if (entry.retryAt !== undefined && entry.retryAt > now) return { kind: 'rest', row: { ...row, due: entry.retryAt } };
  const { unsent, leftAt, ...rest } = withoutRetry(entry);
  const again: InFlight = {
    ...rest,
    tries: entry.tries + 1,
    leftAt: leftAt ?? now,
    // A try whose answer no life has seen may have been carried out.
    ...(unsent && leftAt === undefined ? { unsent } : {}),
  };
  return {
    kind: 'ask',
    request: entry.request as Request,
    row: { ...row, askedAt: now, inFlight: row.inFlight.map((other) => (other === entry ? again : other)) },
  };
}

/**
 * Whether the server may carry it out a second time, because it no longer knows that it did. A read does no harm then:
 * where the server lost its memory it is asked all the same, in case that it did not.
 */
function isForgotten(protocol: Protocol<Cursor>, row: SessionRow, entry: InFlight, now: EpochMs): boolean {
  if (entry.leftAt === undefined) return false;
  if ((entry.forgotten && wantOf(entry).kind === 'send') || now - entry.leftAt > protocol.replayMs) return true;
  return (
    protocol.outran?.(
      protocol.resume(row.cursor, () => 0),
      entry.key,
    ) === true
  );
}

export function isLeft({ pausedAt, removeAt }: Account): boolean {
  return pausedAt !== undefined || removeAt !== undefined;
}

function isCourtesy(want: Want): boolean {
  return want.kind === 'presence-of' || want.kind === 'read' || (want.kind === 'profile' && want.brief === true);
}

/** A repetition that waited for a place while the server lost its memory: it would be carried out a second time. */
export function isWithdrawn({ inFlight }: Pick<SessionRow, 'inFlight'>, { key, want }: Request): boolean {
  const entry = inFlight.find((other) => other.key === key);
  return want.kind === 'send' && entry?.forgotten === true && entry.tries > 1;
}

function planOwnWant(row: SessionRow, account: Account, now: EpochMs): Want | undefined {
  if (isLeft(account) || isStopped(row.state)) return undefined;
  return row.due === undefined || row.due <= now ? { kind: 'receive' } : undefined;
}

/** Written down as it leaves; `left`: what is to be done once it has. */
export function planLeave(
  protocol: Protocol<Cursor>,
  row: SessionRow,
  left: readonly unknown[],
  request: Request,
  now: EpochMs,
): Planned {
  if (request.want.kind !== 'sign-in') {
    const leaving = { ...row, todo: left, askedAt: now, inFlight: depart(row, request, now) };
    return { kind: 'ask', request, row: planActLeaves(leaving, request.want) };
  }
  const { recent, waitUntil } = protocol.signsInFreely ? { recent: [] } : planSignIn(row.signIns, now);
  if (waitUntil !== undefined) {
    const waiting = withTruth(row, { state: 'waiting', reason: 'sign-in-budget', until: waitUntil }, now);
    return { kind: 'rest', row: { ...waiting, todo: row.todo, due: waitUntil, signIns: recent } };
  }
  return {
    kind: 'ask',
    request,
    row: {
      ...withTruth(row, { state: 'signing-in' }, now),
      todo: left,
      askedAt: now,
      signIns: protocol.signsInFreely ? [] : [...recent, now],
      inFlight: depart(row, request, now),
    },
  };
}

function depart(row: SessionRow, request: Request, now: EpochMs): readonly InFlight[] {
  // Written down as if it had left: after a death nobody can tell.
  return [...row.inFlight, { key: request.key, request, at: now, tries: 1, leftAt: now }];
}

function withoutRetry({ retryAt: _, ...entry }: InFlight): InFlight {
  return entry;
}

export function wantOf(entry: InFlight): Want {
  return (entry.request as Request).want;
}
