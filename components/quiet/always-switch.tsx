import type { ConversationView } from '../../lib/store/read';
import { useFailureToast } from '../parts/toast';
import { useWorld } from '../world';

/** A chosen contact: announced through every mute of theirs and of the account. */
export function AlwaysSwitch({ view }: { view: ConversationView }) {
  const { ask, i18n } = useWorld();
  const failed = useFailureToast();
  const { accountId, peer, always } = view.conversation;
  const change = async (box: HTMLInputElement) => {
    const ok = failed(await ask('always', { accountId, peer, always: box.checked }));
    if (!ok) box.checked = !box.checked;
  };
  return (
    <label class="line always">
      <input
        type="checkbox"
        defaultChecked={always === true}
        onChange={({ currentTarget }) => void change(currentTarget)}
      />
      <span class="grow">{i18n.t('always')}</span>
    </label>
  );
}
