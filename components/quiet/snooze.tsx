import { useState } from 'preact/hooks';
import { useKeys } from '../keys';
import { useLive } from '../live';
import { useNow } from '../now';
import { Icon } from '../parts/glyph';
import { useFailureToast, useToasts } from '../parts/toast';
import { Tool } from '../parts/tool';
import { useWorld } from '../world';
import { useEndWords } from './end-words';
import { useQuietDialog } from './use-quiet-dialog';

/** Until when nothing is announced; undefined where everything is. */
export function useSnooze() {
  const { snoozedUntil, ask } = useWorld();
  const failed = useFailureToast();
  const now = useNow();
  const until = useLive(snoozedUntil, ({ settings }) => settings !== undefined, [snoozedUntil]).value;
  return {
    until: until !== undefined && until > now ? until : undefined,
    set: async (moment: number | undefined) =>
      failed(await ask('snooze', moment === undefined ? {} : { until: moment })),
  };
}

/** In the head of popup and inbox: quiet for a while, or again not. */
export function SnoozeTool() {
  const { t } = useWorld().i18n;
  const { show } = useToasts();
  const { until, set } = useSnooze();
  const [asks, setAsks] = useState(false);
  const QuietDialog = useQuietDialog(asks);
  const toggle = async () => {
    if (until === undefined) setAsks(true);
    else if (await set(undefined)) show({ text: t('snooze_ended') });
  };
  useKeys({ S: () => void toggle() });
  return (
    <>
      <Tool
        icon="moon"
        label={t(until === undefined ? 'snooze' : 'snooze_end')}
        hint="S"
        pressed={until !== undefined}
        onClick={() => void toggle()}
      />
      {asks && QuietDialog && (
        <QuietDialog
          title={t('snooze')}
          note={t('snooze_note')}
          last={t('snooze_for_good')}
          choose={(moment) => void set(moment)}
          close={() => setAsks(false)}
        />
      )}
    </>
  );
}

/** The state with its end, above the list for as long as it lasts. */
export function SnoozeBar() {
  const { t } = useWorld().i18n;
  const { until, set } = useSnooze();
  const endWords = useEndWords();
  const end = until === undefined ? '' : endWords(until);
  return (
    <div role="status">
      {until !== undefined && (
        <p class="snooze-bar">
          <Icon name="moon" />
          <span class="grow">{end === '' ? t('snoozed') : t('snoozed_until', end)}</span>
          <button type="button" class="link" onClick={() => void set(undefined)}>
            {t('snooze_end_short')}
          </button>
        </p>
      )}
    </div>
  );
}
