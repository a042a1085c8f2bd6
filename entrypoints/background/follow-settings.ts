import { browser } from '../../lib/browser';
import { defaultSettings, parseSettings, type Settings, settingsKey } from '../../lib/settings/settings';

/**
 * The person's settings as last seen. They are looked at again with every wake instead of listened for: a listener on
 * storage would be called for each snapshot that this worker itself writes there.
 */
export function followSettings(): { now(): Settings; refresh(): Promise<Settings>; known(): boolean } {
  let current = defaultSettings;
  let known = false;
  return {
    now: () => current,
    /** False until they were read once in this life. */
    known: () => known,
    async refresh() {
      try {
        current = parseSettings((await browser.storage.local.get(settingsKey))[settingsKey]);
        known = true;
      } catch {
        // Unreadable settings are no reason not to ask for messages: the last ones stand.
      }
      return current;
    },
  };
}
