import { useState } from 'preact/hooks';
import { type MessageKey, wordKey } from '../../lib/i18n/i18n';
import { type Keep, keeps, keepsLess } from '../../lib/settings/keep';
import { useLive } from '../live';
import { Dialog } from '../parts/dialog';
import { Icon } from '../parts/glyph';
import { useWorld } from '../world';
import { useSettings } from './use-settings';

/** How long messages stay. A choice that deletes something is asked about first: what is gone does not come back. */
export function KeepHistory() {
  const { i18n, storeStanding } = useWorld();
  const { t, plural } = i18n;
  const [current, chosen] = useSettings();
  const [wanted, setWanted] = useState<Keep>();
  const { value } = useLive(storeStanding, (changes) => changes.standing === true, [storeStanding]);

  const write = (keep: Keep) => {
    setWanted(undefined);
    chosen({ keep });
  };
  const choose = (keep: Keep) => {
    if (current !== undefined && keepsLess(current.keep, keep)) setWanted(keep);
    else write(keep);
  };
  const words = (keep: Keep) => t(wordKey('keep', keep) satisfies MessageKey);
  return (
    <>
      <div class="setting">
        <div class="grow">
          <p class="strong" id="keep-history">
            {t('keep')}
          </p>
          <p class="small muted">{t('keep_note')}</p>
        </div>
        <span class="select">
          <select
            aria-labelledby="keep-history"
            disabled={current === undefined}
            value={wanted ?? current?.keep ?? ''}
            onChange={(event) => choose(event.currentTarget.value as Keep)}
          >
            {keeps.map((keep) => (
              <option key={keep} value={keep}>
                {words(keep)}
              </option>
            ))}
          </select>
          <Icon name="down" />
        </span>
      </div>
      {value !== undefined && value.unreadable > 0 && (
        <p class="setting" role="status">
          <Icon name="gap" />
          <span class="grow">{plural('unreadable', value.unreadable)}</span>
        </p>
      )}
      {wanted !== undefined && (
        <Dialog
          title={t('keep_title', words(wanted))}
          onClose={() => setWanted(undefined)}
          actions={
            <>
              <button type="button" class="btn" onClick={() => setWanted(undefined)}>
                {t('cancel')}
              </button>
              <button type="button" class="btn danger" onClick={() => write(wanted)}>
                {t('keep_do')}
              </button>
            </>
          }
        >
          <p>{t('keep_text')}</p>
        </Dialog>
      )}
    </>
  );
}
