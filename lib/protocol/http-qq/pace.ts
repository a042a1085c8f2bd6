import type { EpochMs } from '../../model/ids';
import type { Want } from '../protocol';
import type { HttpQqCursor, Roll } from './cursor';

/** The default, and the shortest interval that alarms of a packed build can keep (design 4). */
export const usualIntervalMs = 30_000;

/**
 * A fourth message within 2 s, or a second change of status within 5 s, is refused with RES=3, and that refusal takes
 * 20 s (design 9). Half a second more keeps two that left in time from arriving too close together.
 */
const sendsAtOnce = 3;
const sendWindowMs = 2_500;
export const statusSpacingMs = 5_500;

/** What was refused as too fast waits so long before it leaves under a new SEQ. */
export const tooFastRestMs = 2_500;
/** What was refused for a reason that nobody wrote down, and a Login that came too fast. */
export const unknownRefusalRestMs = 30_000;

const contactsAgeMs = 3_600_000;
const presenceAgeMs = 15 * 60_000;
/** A list that could not be read whole is not tried again sooner. */
const retryListMs = 5 * 60_000;

/** The poll interval: never longer than HI, after which the server misses us, nor shorter than alarms can keep. */
export function pollEveryMs(cursor: HttpQqCursor, intervalMs: number): number {
  return Math.max(usualIntervalMs, Math.min(intervalMs, cursor.hiMs));
}

/** When to poll again after something else was answered; a poll that never was is due at once. */
export function pollDueAt(cursor: HttpQqCursor, intervalMs: number, now: EpochMs): EpochMs {
  const every = pollEveryMs(cursor, intervalMs);
  // Never further away than one interval, even where the clock was set back.
  return cursor.polledAt === undefined ? now : Math.min(Math.max(now, cursor.polledAt + every), now + every);
}

/** Undefined where a message may leave now, else when it may. */
export function sendWaitUntil(cursor: HttpQqCursor, now: EpochMs): EpochMs | undefined {
  const oldest = cursor.sentAt.filter((at) => at <= now).at(-sendsAtOnce);
  return oldest === undefined || oldest + sendWindowMs <= now ? undefined : oldest + sendWindowMs;
}

export function noteSend(cursor: HttpQqCursor, now: EpochMs): HttpQqCursor {
  return { ...cursor, sentAt: [...cursor.sentAt.filter((at) => at <= now), now].slice(-sendsAtOnce) };
}

/** Undefined where the status may be changed now, else when it may. A clock set back holds nobody up. */
export function statusWaitUntil({ statusAt }: HttpQqCursor, now: EpochMs): EpochMs | undefined {
  return statusAt === undefined || statusAt > now || statusAt + statusSpacingMs <= now
    ? undefined
    : statusAt + statusSpacingMs;
}

/** Lists that have grown old. Presence is pushed as it changes, but a push can be lost, so it is read now and then. */
export function staleLists(cursor: HttpQqCursor, now: EpochMs): Want[] {
  const wants: Want[] = [];
  if (isStale(cursor.contacts, contactsAgeMs, now)) wants.push({ kind: 'contacts' });
  if (isStale(cursor.presence, presenceAgeMs, now)) wants.push({ kind: 'presence' });
  return wants;
}

function isStale({ doneAt, triedAt }: Roll, ageMs: number, now: EpochMs): boolean {
  const tired = triedAt !== undefined && now - triedAt < retryListMs && triedAt <= now;
  return !tired && (doneAt === undefined || doneAt > now || now - doneAt >= ageMs);
}
