import type { AccountId, ConversationKey } from '../model/ids';

/** What open pages are told: which rows changed, never what is in them. */
export interface Changes {
  readonly conversations?: readonly ConversationKey[];
  /** Accounts or their sessions. */
  readonly accounts?: readonly AccountId[];
  /** Accounts that somebody asks something of, or no longer. */
  readonly requests?: readonly AccountId[];
  /** A passphrase was set or changed, or it was locked or unlocked. */
  readonly vault?: true;
  /** Contacts or presence of an account. */
  readonly contacts?: readonly AccountId[];
  /** What is to be said of the store itself: trouble, or what was restored. */
  readonly standing?: true;
  /** What the person chose for everything, where the background changed it. */
  readonly settings?: true;
}

const channelName = 'uinbell-changes';

export function announceChanges(changes: Changes): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage(changes);
  channel.close();
}

/** Calls back for every change until the returned function is called. */
export function watchChanges(listener: (changes: Changes) => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = (event: MessageEvent<Changes>) => listener(event.data);
  return () => channel.close();
}
