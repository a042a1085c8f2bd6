import { parseCount } from '../params';
import type { Action } from './action';

/** More than a client waits for anyway. */
const LONGEST_MS = 60_000;

/** go-cqhttp's long polling: `timeout` in seconds, one queue for all who ask. */
export const getUpdates: Action = async ({ office, account, params }) => {
  const ms = Math.min(parseCount(params, 'timeout', 0) * 1000, LONGEST_MS);
  const news = await office.feeds.poll(account.uin, 'get_updates', parseCount(params, 'limit', 100) || 100, ms);
  return news.map(({ event }) => event);
};

/** LLBot's: `timeout` in milliseconds, a place in the ring for each key. */
export const getEvent: Action = async ({ office, account, params }) => {
  const ms = Math.min(parseCount(params, 'timeout', 0), LONGEST_MS);
  const news = await office.feeds.poll(account.uin, `get_event ${String(params.key ?? '')}`, 100, ms);
  return news.map(({ event }) => event);
};
