import type { Account } from '../model/account';
import type { EpochMs } from '../model/ids';
import type { Cursor, Protocol, Request, Want } from '../protocol/protocol';
import type { SessionRow } from '../store/schema';
import { nextAct } from './acts';
import type { IsAsked } from './asked';
import { findPending, isLeft, planLeave } from './plan-step';

/** Steps of a session, which follow one another on the account's own way. */
const ownWay: readonly Want['kind'][] = ['receive', 'go-on', 'sign-in', 'letters'];

/** What may leave beside a request that is held: pure, decided on the row as it stands. Undefined where nothing may. */
export function planBeside(
  protocol: Protocol<Cursor>,
  row: SessionRow,
  account: Account,
  now: EpochMs,
  random: () => number,
  isAsked: IsAsked,
): { readonly row: SessionRow; readonly request: Request } | undefined {
  // What met silence is asked again first, and waits for its back-off.
  if (findPending(row, isAsked)) return undefined;
  const deed = isLeft(account) ? undefined : nextAct(row, now);
  const listed = (row.todo as readonly Want[]).find(({ kind }) => !ownWay.includes(kind));
  const want = deed ?? listed;
  const step = want && protocol.next(protocol.resume(row.cursor, random), want, now);
  // Where the session does not stand, the answer is a step towards one.
  if (step?.kind !== 'ask' || step.request.want.kind !== want?.kind) return undefined;
  const todo = row.todo.filter((other) => other !== want);
  const planned = planLeave(protocol, { ...row, cursor: step.cursor }, todo, step.request, now);
  return planned.kind === 'ask' ? planned : undefined;
}
