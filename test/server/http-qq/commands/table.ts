import type { Command } from '../command';
import { ackAddToList } from './ack-add-to-list';
import { addToList } from './add-to-list';
import { changeStat } from './change-stat';
import { cltmsg } from './cltmsg';
import { delFromList } from './del-from-list';
import { finger } from './finger';
import { getInfo } from './get-info';
import { getMsgEx } from './get-msg-ex';
import { list } from './list';
import { login } from './login';
import { logout } from './logout';
import { queryStat } from './query-stat';

/** The twelve commands; any other gets NULL. */
const COMMANDS: readonly Command[] = [
  login,
  logout,
  list,
  queryStat,
  getInfo,
  finger,
  addToList,
  ackAddToList,
  delFromList,
  changeStat,
  getMsgEx,
  cltmsg,
];

const BY_NAME = new Map(COMMANDS.map((command) => [command.name.toUpperCase(), command]));

/** The command of this name, in whatever case it is written. */
export function commandNamed(name: string): Command | undefined {
  return BY_NAME.get(name.toUpperCase());
}
