import { FAULT_KINDS, type Fault } from '../faults';
import { HABITS } from '../settings';
import { oneOf, optional, parseFlag, parseText, parseUin, wholeBetween } from './fields';
import type { PostCall } from './room';

const parseKind = oneOf(FAULT_KINDS);
const parseHabit = oneOf(HABITS);
const parseTimes = wholeBetween(1, 1_000_000);
const parseMs = wholeBetween(0, 3_600_000);
const parseRetcode = wholeBetween(0, 1_000_000);
const parseBytes = wholeBetween(0, 64 * 1024 * 1024);

/** Sets a fault that strikes the next requests it fits. */
export const fault: PostCall = ({ core }, body) => {
  const uin = optional(body, 'uin', parseUin);
  const cmd = optional(body, 'cmd', parseText);
  const ms = optional(body, 'ms', parseMs);
  const bytes = optional(body, 'bytes', parseBytes);
  const kind = parseKind(body, 'kind');
  const retcode = kind === 'retcode' ? parseRetcode(body, 'retcode') : undefined;
  const set: Fault = {
    kind,
    times: optional(body, 'times', parseTimes) ?? 1,
    ...(uin === undefined ? {} : { uin }),
    ...(cmd === undefined ? {} : { cmd }),
    ...(ms === undefined ? {} : { ms }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(retcode === undefined ? {} : { retcode }),
  };
  core.faults.add(set);
  return {};
};

/** Changes the server's manner. */
export const habit: PostCall = ({ core }, body) => {
  core.settings.setHabit(parseHabit(body, 'name'), parseFlag(body, 'on'));
  return {};
};
