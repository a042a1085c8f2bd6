import type { World } from '../../components/world';
import { browser } from '../../lib/page-browser';
import { announceChanges } from '../../lib/store/changes';
import { readRestored, restoredKey } from '../../lib/store/restored';
import type { Unreadable } from '../../lib/store/sound';
import { readTrouble, troubleKey } from '../../lib/store/trouble-note';
import { readUnreadable, unreadableKey } from '../../lib/store/unreadable';

/** What the background left in storage.local about the store, for the one case in which the store cannot say it. */
export function storeWorld(): Pick<World, 'storeStanding' | 'forgetRestored'> {
  return {
    async storeStanding() {
      const kept = await browser.storage.local.get([troubleKey, restoredKey, unreadableKey]);
      const trouble = readTrouble(kept[troubleKey], Date.now());
      const restored = readRestored(kept[restoredKey]);
      return {
        unreadable: readUnreadable(kept[unreadableKey]).length,
        ...(trouble && { trouble: trouble.kind }),
        ...(restored && { restored }),
      };
    },
    async forgetRestored() {
      await browser.storage.local.remove(restoredKey);
      announceChanges({ standing: true });
    },
  };
}

/** A list is read again with every change: each row is told of once a page. */
export function tellOnce(tell: (what: Unreadable) => void): (what: Unreadable) => void {
  const told = new Set<string>();
  return (what) => {
    const name = `${what.store} ${what.key.join(' ')}`;
    if (told.has(name)) return;
    told.add(name);
    tell(what);
  };
}
