import { cleanName } from '../lib/format/name';
import { contactName } from '../lib/model/contact';
import { peerNumber } from '../lib/model/ids';
import type { ConversationView } from '../lib/store/read';

/** Who a conversation is with, on one line and without marks that reorder the text around it. */
export function peerName(view: ConversationView): string {
  const name = view.contact === undefined ? '' : cleanName(contactName(view.contact));
  return name || peerNumber(view.conversation.peer);
}
