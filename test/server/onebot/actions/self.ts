import type { Presence } from '../../world';
import { nickOf } from '../events';
import { isOnlineInQq, mannerOf } from '../office';
import { ActionFailed, parseNumber } from '../params';
import type { Action } from './action';

export const getLoginInfo: Action = ({ office, account }) => ({
  user_id: Number(account.uin),
  nickname: nickOf(office.core, account.uin),
});

export const getVersionInfo: Action = ({ account }) => {
  const { name, version } = mannerOf(account);
  return { app_name: name, app_version: version, protocol_version: 'v11' };
};

export const getStatus: Action = ({ office, account }) => {
  const online = isOnlineInQq(office, account);
  return { online, good: online, stat: {} };
};

export const canSendImage: Action = () => ({ yes: true });

/** Codes of a person's own status, and of others' (spec/onebot, Presence). 20 is offline by inference. */
const STATUS_CODES: Readonly<Record<Presence, number>> = { online: 10, offline: 20, away: 30, invisible: 40, busy: 50 };
/** Q-me and do-not-disturb, for which there is no presence of their own. */
const ALSO: Readonly<Record<number, Presence>> = { 60: 'online', 70: 'busy' };

export const setOnlineStatus: Action = ({ office, account, params }) => {
  const code = Number(parseNumber(params, 'status'));
  const named = (Object.keys(STATUS_CODES) as Presence[]).find((presence) => STATUS_CODES[presence] === code);
  const presence = ALSO[code] ?? named;
  if (presence === undefined || presence === 'offline') throw new ActionFailed('设置在线状态失败');
  office.core.world.setPresence(account.uin, presence);
  return undefined;
};

/** What others see of a person; the invisible look as if they were gone. */
export const getUserStatus: Action = ({ office, params }) => {
  const uin = parseNumber(params, 'user_id');
  if (office.core.world.profile(uin) === undefined) throw new ActionFailed('无法获取陌生人在线状态');
  const presence = office.core.world.presence(uin);
  return { status: STATUS_CODES[presence === 'invisible' ? 'offline' : presence], ext_status: 0 };
};
