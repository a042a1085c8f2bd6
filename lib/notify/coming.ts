import type { Account } from '../model/account';
import type { ConversationKey } from '../model/ids';
import type { ConversationView } from '../store/read';
import { type NoticeContent, type NoticeWords, shortName, theirName } from './content';
import { encodeNoticeId, parseNoticeId } from './notice-id';
import type { Shows } from './plan';

const prefix = 'online:';

/** Its own id, beside that of the conversation: neither takes the other away. */
export function encodeComingId(key: ConversationKey): string {
  return prefix + encodeNoticeId(key);
}

export function parseComingId(id: unknown): ConversationKey | undefined {
  return typeof id === 'string' && id.startsWith(prefix) ? parseNoticeId(id.slice(prefix.length)) : undefined;
}

/** Who came online to which account, as far as the person lets notifications say it. */
export function planComing(
  account: Account,
  view: ConversationView,
  shows: Shows,
  words: Pick<NoticeWords, 'peerName'> & { readonly cameOnline: string },
): NoticeContent {
  const ours = shortName(account.name) || account.uin;
  const named = shows === 'everything' || shows === 'names';
  return {
    title: named ? `${theirName(words.peerName(view))} → ${ours}` : ours,
    message: words.cameOnline,
    context: `${account.uin} · Uinbell`,
    silent: false,
  };
}
