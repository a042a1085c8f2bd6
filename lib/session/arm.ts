import type { AccountId, EpochMs } from '../model/ids';
import { longestWaitMs } from '../store/clock-back';
import { nextActAt } from './acts';
import { planClockBack } from './clock-back';
import type { AccountWithSession, SessionPorts } from './ports';
import { planAlarmAfter, planAlarmBefore, shortestAlarmMs } from './schedule';

/** When a store that does not answer is looked at again, in ms. */
const doubtMs = 60_000;

/** All that says when somebody is to be woken. */
interface Found {
  readonly all: readonly AccountWithSession[];
  readonly nextReply: EpochMs | undefined;
  readonly nextMute: EpochMs | undefined;
}

export async function look(ports: SessionPorts): Promise<Found> {
  const [all, nextReply, nextMute] = await Promise.all([
    ports.readAccounts(),
    ports.store.nextDue(ports.now()),
    ports.store.nextMuteEnd(),
  ]);
  return { all, nextReply, nextMute };
}

/** What is being asked is due again only where its answer never comes because the worker died. */
function dues(
  { all, nextReply, nextMute }: Found,
  now: EpochMs,
  asking: ReadonlySet<AccountId> = new Set(),
): EpochMs[] {
  const later = (due: EpochMs | undefined, isBusy: boolean) =>
    due === undefined ? [] : [isBusy ? Math.max(due, now + shortestAlarmMs) : due];
  const sessions = all.flatMap(({ account, session }) => {
    const row = planClockBack(session, account, now);
    const act = account.pausedAt === undefined ? nextActAt(row) : undefined;
    const isBusy = asking.has(account.id);
    // What the person asked for need not wait for an answer that the server holds.
    return [...later(row.due, isBusy), ...later(act, isBusy && act !== undefined && act <= now)];
  });
  // Nobody else would see to it that a mute ends while every account is stopped.
  return [
    ...sessions,
    ...(nextReply === undefined ? [] : [Math.min(nextReply, now + longestWaitMs)]),
    ...(nextMute === undefined ? [] : [nextMute]),
  ];
}

export async function armBefore(ports: SessionPorts, found: Found): Promise<void> {
  const [current, now] = [await ports.alarm.read(), ports.now()];
  const at = planAlarmBefore(dues(found, now), now, current);
  if (at === undefined) return;
  if (at !== current) await ports.alarm.set(at);
  soon(ports, at);
}

/** Nobody can say who is due while the store does not answer: without an alarm nothing would ever look again. */
export async function armInDoubt(ports: SessionPorts, error: unknown): Promise<void> {
  ports.report('alarm', error);
  await ports.alarm.set(ports.now() + doubtMs).catch((again) => ports.report('alarm', again));
}

/** @param stumbled what is due was not seen to, and would be due again at once. */
export async function armAfter(
  ports: SessionPorts,
  asking: ReadonlySet<AccountId>,
  isLast: () => boolean,
  stumbled: boolean,
): Promise<void> {
  const [found, current, now] = [await look(ports), await ports.alarm.read(), ports.now()];
  const at = planAlarmAfter(dues(found, now, asking), stumbled ? now + shortestAlarmMs : now);
  if (at === undefined) return isLast() ? ports.alarm.clear() : undefined;
  if (at !== current) await ports.alarm.set(at);
  soon(ports, at);
}

/**
 * Alarms are coarse; while this life lasts a timer keeps short waits (undo, a penalty) exact. Set before the work as
 * well: somebody else's server may hold it up for longer than an undo lasts.
 */
function soon(ports: SessionPorts, at: EpochMs): void {
  const left = at - ports.now();
  if (left < shortestAlarmMs) ports.alarm.soon(Math.max(0, left));
}
