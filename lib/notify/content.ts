import { cleanName } from '../format/name';
import { previewLine } from '../format/preview';
import type { Account } from '../model/account';
import { countedUnread } from '../model/conversation';
import { type AccountId, peerKind } from '../model/ids';
import type { Message } from '../model/message';
import type { Attention } from '../store/attention';
import type { ConversationView } from '../store/read';
import type { Shows } from './plan';

/** `talk`: reply and mark read; `request`: accept and decline; `undo`: take an answer to a request back. */
export type NoticeButtons = 'talk' | 'request' | 'undo';

/** What a notification says: plain text, every part of it bounded. */
export interface NoticeContent {
  readonly title: string;
  readonly message: string;
  /** A lighter line where the browser has one. */
  readonly context: string;
  /** What can be done from it, where the browser has buttons; absent: nothing but opening it. */
  readonly buttons?: NoticeButtons;
  /** It has been announced before, or a moment ago: no sound, no fresh banner, where the browser can do without. */
  readonly silent: boolean;
}

/** The person's language, handed in: nothing here knows of browsers. */
export interface NoticeWords {
  /** "3 unread messages" */
  unread(count: number): string;
  /** "Shop 3", a part of a list. */
  ofAccount(name: string, count: number): string;
  list(parts: readonly string[]): string;
  /** "Grace: hello", in a group. */
  said(sender: string, text: string): string;
  peerName(view: ConversationView): string;
  /** A message on one level, pictures and all that is no text named. */
  plain(message: Message): string;
}

export interface OneConversation {
  readonly account: Account;
  readonly view: ConversationView;
  /** The newest that is to be told. */
  readonly message: Message | undefined;
}

/** Names stand before an arrow that says whose account it is: one of theirs would say so too. */
const arrows = /[\u2190-\u21ff\u27f0-\u27ff\u2900-\u297f\u2b00-\u2b2f]/gu;
const longestName = 60;
/** Accounts named in a summary. */
const mostNamed = 6;

/** One conversation's notification. The account's name is always the person's own word, and always last. */
export function planContent(
  { account, view, message }: OneConversation,
  shows: Shows,
  silent: boolean,
  words: NoticeWords,
): NoticeContent {
  const unread = words.unread(Math.max(1, countedUnread(view.conversation)));
  const place = `${account.uin} · Uinbell`;
  const ours = shortName(account.name) || account.uin;
  const bare = { context: place, buttons: 'talk' as const, silent };
  if (shows === 'nothing' || shows === 'off') return { title: ours, message: unread, ...bare };
  const title = `${theirName(words.peerName(view))} → ${ours}`;
  if (shows === 'names' || message === undefined) return { title, message: unread, ...bare };
  const text = previewLine(words.plain(message)) || '…';
  const kind = peerKind(message.peer);
  const sender = kind === 'g' || kind === 'd' ? theirName(message.senderName ?? '') || message.sender : '';
  const context = countedUnread(view.conversation) > 1 ? `${unread} · ${place}` : place;
  return { title, message: sender ? words.said(sender, text) : text, context, buttons: 'talk', silent };
}

/**
 * Many in one: the same numbers as badge and list. `extra` is what is announced and counts nowhere, by account; `names` who wrote last, and whether others did
 * too, for the case of a single account.
 */
export function planSummary(
  accounts: readonly Account[],
  { byAccount }: Attention,
  extra: ReadonlyMap<AccountId, number>,
  { names, more }: { readonly names: readonly string[]; readonly more: boolean },
  silent: boolean,
  words: NoticeWords,
): NoticeContent {
  const counts = accounts.flatMap((account) => {
    const count = (byAccount.get(account.id) ?? 0) + (extra.get(account.id) ?? 0);
    return count > 0 ? [{ name: shortName(account.name) || account.uin, count }] : [];
  });
  const unread = words.unread(counts.reduce((sum, { count }) => sum + count, 0));
  const bare = { context: 'Uinbell', silent };
  const [only] = counts;
  if (counts.length === 1 && only !== undefined) {
    return {
      title: `${unread} → ${only.name}`,
      message: words.list([...names.map(theirName), ...(more && names.length > 0 ? ['…'] : [])]) || only.name,
      ...bare,
    };
  }
  const named = counts.slice(0, mostNamed).map(({ name, count }) => words.ofAccount(name, count));
  const rest = counts.length > mostNamed ? ['…'] : [];
  return { title: unread, message: words.list([...named, ...rest]), ...bare };
}

/** A name that is not ours, beside one that is. */
export function theirName(name: string): string {
  return shortName(name.replace(arrows, '·'));
}

export function shortName(name: string): string {
  return [...cleanName(name)].slice(0, longestName).join('');
}
