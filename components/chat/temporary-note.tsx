import { useEffect, useState } from 'preact/hooks';
import { isTemporary } from '../../lib/model/ids';
import type { ConversationView } from '../../lib/store/read';
import { Icon } from '../parts/glyph';
import { useWorld } from '../world';

/** In a chat that a stranger began: how long what they write stays here. */
export function TemporaryNote({ view }: { view: ConversationView }) {
  const { i18n, keepsTemporary } = useWorld();
  const [keeps, setKeeps] = useState<boolean>();
  useEffect(() => void keepsTemporary().then(setKeeps), [keepsTemporary]);
  const { peer, temporary } = view.conversation;
  if (keeps === undefined || !(isTemporary(peer) || (temporary !== undefined && view.stranger))) return null;
  return (
    <p class="note">
      <Icon name="clock" />
      {i18n.t(keeps ? 'temporary_kept_note' : 'temporary_note')}
    </p>
  );
}
