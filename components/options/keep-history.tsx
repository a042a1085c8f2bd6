import { useState } from 'preact/hooks';
import { type MessageKey, wordKey } from '../../lib/i18n/i18n';
import { keepsLess } from '../../lib/settings/keep';
import { type Keep, keeps } from '../../lib/settings/settings';
import { useLive } from '../live';
import { Confirm } from '../parts/confirm';
import { Icon } from '../parts/glyph';
import { useWorld } from '../world';
import { Choice } from './choice';
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
      <Choice
        id="keep-history"
        title={t('keep')}
        note={t('keep_note')}
        value={wanted ?? current?.keep}
        options={keeps.map((keep) => [keep, words(keep)])}
        choose={choose}
      />
      {value !== undefined && value.unreadable > 0 && (
        <p class="setting" role="status">
          <Icon name="gap" />
          <span class="grow">{plural('unreadable', value.unreadable)}</span>
        </p>
      )}
      {wanted !== undefined && (
        <Confirm
          title={t('keep_title', words(wanted))}
          text={t('keep_text')}
          act={t('keep_do')}
          run={() => write(wanted)}
          close={() => setWanted(undefined)}
        />
      )}
    </>
  );
}
