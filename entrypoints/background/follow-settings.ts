import { browser } from '../../lib/browser';
import { defaultSettings, parseSettings, type Settings, settingsKey } from '../../lib/settings/settings';

/**
 * The person's settings as last seen. They are looked at again with every wake instead of listened for: a listener on
 * storage would be called for each snapshot that this worker itself writes there.
 */
export function followSettings(): { now(): Settings; refresh(): Promise<Settings> } {
  let current = defaultSettings;
  return {
    now: () => current,
    async refresh() {
      try {
        current = parseSettings((await browser.storage.local.get(settingsKey))[settingsKey]);
      } catch {
        // Unreadable settings are no reason not to ask for messages: the last ones stand.
      }
      return current;
    },
  };
}
