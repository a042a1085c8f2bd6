import { browser } from '../../lib/browser';
import { planUpdate } from '../../lib/session/plan-update';
import type { SessionPorts } from '../../lib/session/ports';

/** How often a postponed update is looked at again while this worker lives. */
const againMs = 2_000;

/** Puts an update in place between two replies. A worker that dies meanwhile is replaced by the browser itself. */
export function createUpdater({ readAccounts, store, now, later, report }: SessionPorts & Later): () => Promise<void> {
  let since: number | undefined;
  return async function apply() {
    since ??= now();
    try {
      const sessions = (await readAccounts()).map(({ session }) => session);
      if (planUpdate(sessions, await store.nextDue(now()), now(), since) === 'now') browser.runtime.reload();
      else later(againMs, () => void apply());
    } catch (error) {
      report('update', error);
      later(againMs, () => void apply());
    }
  };
}

interface Later {
  readonly later: (ms: number, run: () => void) => () => void;
}
