import { optional, parseFlag, wholeBetween } from './fields';
import { Refusal } from './refusal';
import type { PostCall } from './room';

const parseSeconds = wholeBetween(1, 86_400);
const parseHeartbeat = wholeBetween(10, 86_400_000);
const parsePoll = wholeBetween(0, 600_000);

/** The server dies and comes back on its ports. Without `keep` it has forgotten sessions and replays. */
export const restart: PostCall = async ({ services }, body) => {
  const keep = optional(body, 'keep', parseFlag) ?? true;
  for (const service of services) await service.restart(keep);
  return {};
};

/** Everything as it was at the very start: no people, no ledger, no faults, the clock of 2005. */
export const reset: PostCall = ({ core, services }) => {
  core.journal.clear();
  core.faults.clear();
  for (const service of services) service.reset();
  return {};
};

/** Shrinks penalties and rate windows, and sets the intervals that Login tells, OneBot's heartbeats and WebQQ's holds (ms). */
export const clock: PostCall = ({ core }, body) => {
  const hi = optional(body, 'hi', parseSeconds);
  const li = optional(body, 'li', parseSeconds);
  const heartbeat = optional(body, 'heartbeat', parseHeartbeat);
  const poll = optional(body, 'poll', parsePoll);
  const { scale } = body;
  if (scale !== undefined && (typeof scale !== 'number' || !(scale > 0) || !Number.isFinite(scale))) {
    throw new Refusal(400, 'scale must be a number above 0', 'scale');
  }
  core.settings.setClock({
    ...(scale === undefined ? {} : { scale }),
    ...(hi === undefined ? {} : { hi }),
    ...(li === undefined ? {} : { li }),
    ...(heartbeat === undefined ? {} : { heartbeat }),
    ...(poll === undefined ? {} : { poll }),
  });
  return {};
};
