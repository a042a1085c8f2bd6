import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { lockChoices, type Settings } from '../../lib/settings/settings';
import { Icon } from '../parts/glyph';
import { useFailureToast } from '../parts/toast';
import { useWorld } from '../world';
import { useForms } from './forms';

/** When it locks by itself. Nothing to save: a choice holds at once. */
export function LockChoices({ lockOnStart }: { lockOnStart: boolean }) {
  const { i18n, ask } = useWorld();
  const { t } = i18n;
  const { settings } = useForms();
  const failed = useFailureToast();
  const [current, setCurrent] = useState<Settings>();
  useEffect(() => void settings.read().then(setCurrent), [settings]);

  const chooseAway = async (value: string) => {
    const { lockAfter: _, ...others } = await settings.read();
    const minutes = lockChoices.find((choice) => String(choice) === value);
    const next: Settings = { ...others, ...(minutes !== undefined && { lockAfter: minutes }) };
    setCurrent(next);
    await settings.write(next);
  };
  const chooseStart = async (on: boolean) => void failed(await ask('vault.lockOnStart', { on }));
  return (
    <>
      <Choice
        id="lock-away"
        title={t('lock_away')}
        note={t('lock_away_note')}
        value={String(current?.lockAfter ?? 'never')}
        disabled={current === undefined}
        choose={(value) => void chooseAway(value)}
      >
        <option value="never">{t('lock_never')}</option>
        {lockChoices.map((minutes) => (
          <option key={minutes} value={String(minutes)}>
            {t('lock_minutes', minutes)}
          </option>
        ))}
      </Choice>
      <Choice
        id="lock-start"
        title={t('lock_start')}
        note={t(lockOnStart ? 'lock_start_note' : 'lock_start_not_note')}
        value={lockOnStart ? 'yes' : 'no'}
        choose={(value) => void chooseStart(value === 'yes')}
      >
        <option value="yes">{t('lock_start_yes')}</option>
        <option value="no">{t('lock_start_no')}</option>
      </Choice>
    </>
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly value: string;
  readonly disabled?: boolean;
  readonly choose: (value: string) => void;
  readonly children: ComponentChildren;
}

function Choice({ id, title, note, value, disabled = false, choose, children }: ChoiceProps) {
  return (
    <div class="setting wraps">
      <div class="grow">
        <p class="strong" id={id}>
          {title}
        </p>
        <p class="small muted" id={`${id}-note`}>
          {note}
        </p>
      </div>
      <span class="select">
        <select
          aria-labelledby={id}
          aria-describedby={`${id}-note`}
          disabled={disabled}
          value={value}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {children}
        </select>
        <Icon name="down" />
      </span>
    </div>
  );
}
