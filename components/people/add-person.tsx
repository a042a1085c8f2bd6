import { useState } from 'preact/hooks';
import { actId, type Deed } from '../../lib/model/act';
import type { RealNumber } from '../../lib/model/ids';
import { Button } from '../parts/button';
import type { Acts } from '../use-acts';
import { useWorld } from '../world';
import { DeedLine } from './deed-line';

/** Asks somebody to be a contact. What is written goes only to those who want to be asked. */
export function AddPerson({ number, acts }: { number: RealNumber; acts: Acts }) {
  const { t } = useWorld().i18n;
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const deed: Deed = { kind: 'add', number, ...(text.trim() !== '' && { text: text.trim() }) };
  if (acts.wordsOf(actId(deed))) return <DeedLine deed={deed} acts={acts} />;
  if (!open) {
    return <Button onClick={() => setOpen(true)}>{t('person_add')}</Button>;
  }
  return (
    <form
      class="add-person"
      onSubmit={(event) => {
        event.preventDefault();
        void acts.run(deed);
      }}
    >
      <label>
        <span class="small">{t('person_add_text')}</span>
        <input
          type="text"
          class="input"
          maxLength={60}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="btn main">
        {t('person_add_send')}
      </button>
    </form>
  );
}
