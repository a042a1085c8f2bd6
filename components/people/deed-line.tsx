import type { Deed } from '../../lib/model/act';
import { actId } from '../../lib/model/act';
import { ActWords } from '../act-words';
import type { Acts } from '../use-acts';

/** How something asked of a person stands: until it leaves it can be taken back, and if it fails that is said. */
export function DeedLine({ deed, acts }: { deed: Deed; acts: Acts }) {
  const id = actId(deed);
  const state = acts.wordsOf(id);
  if (!state) return null;
  return (
    <p class="line small deed" role="status">
      <ActWords acts={acts} id={id} state={state} />
    </p>
  );
}
