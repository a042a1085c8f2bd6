import type { ConversationView } from '../../lib/store/read';

export const deskStates = ['open', 'answered', 'done'] as const;
export type DeskState = (typeof deskStates)[number];

/** Waiting as long as their words are the last ones: an answered chat comes back when they write again. */
export function deskState({ conversation }: ConversationView): DeskState {
  if (conversation.temporary?.doneAt !== undefined) return 'done';
  return conversation.waiting === undefined ? 'answered' : 'open';
}
