import { undoChoices } from '../../lib/settings/settings';
import { durationWords } from '../words';
import { useWorld } from '../world';
import { Choice } from './choice';
import { useSettings } from './use-settings';

/** How long a reply waits before it leaves, so that it can be taken back. */
export function UndoSend() {
  const { t } = useWorld().i18n;
  const [current, choose] = useSettings();
  return (
    <Choice
      id="undo-send"
      title={t('undo_send')}
      note={t('undo_send_note')}
      value={current?.undoSeconds}
      options={undoChoices.map((n) => [n, n === 0 ? t('undo_send_off') : durationWords(t, n * 1000)])}
      choose={(undoSeconds) => void choose({ undoSeconds })}
    />
  );
}
