import type { Command } from '../command';
import { changeStat } from './change-stat';
import { cltmsg } from './cltmsg';
import { getMsgEx } from './get-msg-ex';
import { list } from './list';
import { login } from './login';
import { logout } from './logout';
import { queryStat } from './query-stat';

/**
 * The commands this server carries out. GetInfo, Finger, AddToList, Ack_AddToList and DelFromList are not built: like
 * any other unknown command they get NULL until they stand in this list.
 */
const COMMANDS: readonly Command[] = [login, logout, list, queryStat, changeStat, getMsgEx, cltmsg];

const BY_NAME = new Map(COMMANDS.map((command) => [command.name.toUpperCase(), command]));

/** The command of this name, in whatever case it is written. */
export function commandNamed(name: string): Command | undefined {
  return BY_NAME.get(name.toUpperCase());
}
