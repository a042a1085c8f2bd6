import { browser } from '../../lib/browser';
import { defaultSettings, parseSettings, type Settings, settingsKey } from '../../lib/settings/settings';

export interface SettingsKeeper {
  now(): Settings;
  refresh(): Promise<Settings>;
  /** False until they were read once in this life. */
  known(): boolean;
  /** What the background itself sets down. Throws where they cannot be read: what is not known must not be lost. */
  change(plan: (settings: Settings) => Settings): Promise<void>;
}

/**
 * The person's settings as last seen. They are looked at again with every wake instead of listened for: a listener on
 * storage would be called for each snapshot that this worker itself writes there.
 */
export function followSettings(): SettingsKeeper {
  let current = defaultSettings;
  let known = false;
  return {
    now: () => current,
    known: () => known,
    async change(plan) {
      current = plan(parseSettings((await browser.storage.local.get(settingsKey))[settingsKey]));
      known = true;
      await browser.storage.local.set({ [settingsKey]: current });
    },
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
