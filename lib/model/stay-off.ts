import type { EpochMs } from './ids';

const morningHour = 6;
/** Somebody who stays off at five in the morning does not mean six. */
const shortestMs = 4 * 3_600_000;

/**
 * When "off today" ends: at the next 06:00 on the person's own clock that is at least four hours away. A day ends with
 * its night: at midnight the other client would be thrown out in the middle of a talk.
 */
export function planStayOff(now: EpochMs): EpochMs {
  const morning = new Date(now);
  morning.setHours(morningHour, 0, 0, 0);
  // By the calendar and not by 24 hours: a day on which clocks change has 23 or 25.
  while (morning.getTime() - now < shortestMs) morning.setDate(morning.getDate() + 1);
  return morning.getTime();
}
