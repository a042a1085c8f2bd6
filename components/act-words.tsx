import type { Acts } from './use-acts';
import { useWorld } from './world';

interface ActWordsProps {
  readonly acts: Acts;
  readonly id: string;
  readonly state: NonNullable<ReturnType<Acts['wordsOf']>>;
}

/** How an act of the person stands, and what can still be done about it. */
export function ActWords({ acts, id, state }: ActWordsProps) {
  const { t } = useWorld().i18n;
  return (
    <>
      <span class={`grow ${state.tone}`}>{state.text}</span>
      {state.again && (
        <button type="button" class="link" onClick={state.again}>
          {t('retry')}
        </button>
      )}
      {(state.undo || state.ended) && (
        <button type="button" class="link" onClick={() => void acts.cancel(id)}>
          {t(state.undo ? 'undo' : 'put_aside')}
        </button>
      )}
    </>
  );
}
