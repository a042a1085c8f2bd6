import { cleanName } from '../lib/format/name';
import { contactName } from '../lib/model/contact';
import { type Peer, peerKind, peerNumber } from '../lib/model/ids';
import type { ConversationView } from '../lib/store/read';

/** Who a conversation is with, on one line and without marks that reorder the text around it. */
export function peerName(view: ConversationView): string {
  const { contact, groupName, name, conversation } = view;
  const known =
    contact && (contact.called || contact.remark || contact.nick)
      ? contactName(contact)
      : (groupName ?? name ?? conversation.nick);
  return cleanName(known ?? '') || peerNumber(conversation.peer);
}

export function isGroup(peer: Peer): boolean {
  return peerKind(peer) === 'g' || peerKind(peer) === 'd';
}

/** The word beside a name that says what it is, where that is not simply a contact. */
export function kindOf({ conversation, stranger }: ConversationView): 'group' | 'temporary' | 'stranger' | undefined {
  if (isGroup(conversation.peer)) return 'group';
  if (peerKind(conversation.peer) === 's') return 'temporary';
  return stranger ? 'stranger' : undefined;
}
