import type { Deed } from '../../lib/model/act';
import { actId } from '../../lib/model/act';
import type { Acts } from '../use-acts';
import { useWorld } from '../world';

/** How something asked of a person stands: until it leaves it can be taken back, and if it fails that is said. */
export function DeedLine({ deed, acts }: { deed: Deed; acts: Acts }) {
  const { t } = useWorld().i18n;
  const id = actId(deed);
  const state = acts.wordsOf(id);
  if (!state) return null;
  return (
    <p class="line small deed" role="status">
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
    </p>
  );
}
