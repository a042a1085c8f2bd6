import type { EpochMs } from '../model/ids';

/** A packed Chromium build raises shorter alarms to this (facts: alarms, 30 s since Chromium 120). */
export const shortestAlarmMs = 30_000;

/** While a page of ours is in sight each account is asked at most this often. */
export const pageIntervalMs = 5_000;

const firstRetryMs = 5_000;
const longestRetryMs = 5 * 60_000;

/**
 * How long to leave a server alone after `failures` failures in a row (1 upwards): doubling from 5 s to 5 min, spread
 * by a quarter to either side so that thirty accounts of one server do not come back in the same instant.
 */
export function planBackOff(failures: number, random: number): number {
  const plain = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures - 1, 10));
  return Math.round(plain * (0.75 + random / 2));
}

/**
 * When the alarm must ring, before work starts: whoever is due now is retried in `shortestAlarmMs` should the worker
 * die on the way. An alarm that already rings earlier stays: fifty starts of the worker must not push it away.
 */
export function planAlarmBefore(
  dues: readonly EpochMs[],
  now: EpochMs,
  current: EpochMs | undefined,
): EpochMs | undefined {
  if (dues.length === 0) return undefined;
  const wanted = Math.min(...dues.map((due) => (due <= now ? now + shortestAlarmMs : due)));
  return current !== undefined && current > now && current < wanted ? current : wanted;
}

/** When the alarm must ring once work is done; never earlier than that, which is never in the past. */
export function planAlarmAfter(dues: readonly EpochMs[], earliest: EpochMs): EpochMs | undefined {
  return dues.length === 0 ? undefined : Math.max(earliest, Math.min(...dues));
}

/** Sign-ins an hour, kept across restarts: hammering gets numbers locked (promise 7's companion). */
export const signInsPerHour = 6;
const hourMs = 3_600_000;

/** Undefined where signing in is allowed now, else when it will be; with the sign-ins that still count. */
export function planSignIn(signIns: readonly EpochMs[], now: EpochMs): { recent: EpochMs[]; waitUntil?: EpochMs } {
  // One that lies ahead was made before the clock was set back: it counts from now, or turning clocks would be credit.
  const recent = signIns.filter((at) => at > now - hourMs).map((at) => Math.min(at, now));
  const oldest = recent[recent.length - signInsPerHour];
  return oldest === undefined ? { recent } : { recent, waitUntil: oldest + hourMs };
}
