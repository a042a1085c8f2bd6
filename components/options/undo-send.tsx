import { type UndoSeconds, undoChoices } from '../../lib/settings/settings';
import { Icon } from '../parts/glyph';
import { durationWords } from '../words';
import { useWorld } from '../world';
import { useSettings } from './use-settings';

/** How long a reply waits before it leaves, so that it can be taken back. */
export function UndoSend() {
  const { t } = useWorld().i18n;
  const [current, choose] = useSettings();
  return (
    <div class="setting">
      <div class="grow">
        <p class="strong" id="undo-send">
          {t('undo_send')}
        </p>
        <p class="small muted">{t('undo_send_note')}</p>
      </div>
      <span class="select">
        <select
          aria-labelledby="undo-send"
          disabled={current === undefined}
          value={current?.undoSeconds ?? ''}
          onChange={(event) => choose({ undoSeconds: Number(event.currentTarget.value) as UndoSeconds })}
        >
          {undoChoices.map((seconds) => (
            <option key={seconds} value={seconds}>
              {seconds === 0 ? t('undo_send_off') : durationWords(t, seconds * 1000)}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
    </div>
  );
}
