import { browser } from '../../lib/browser';
import type { EpochMs } from '../../lib/model/ids';
import { untilEnded } from '../../lib/settings/settings';
import type { Changes } from '../../lib/store/changes';
import type { SettingsKeeper } from './follow-settings';

/** Rings when a snooze ends, so that toolbar and pages say so then and not at the next message. */
const snoozeAlarm = 'snooze';

export interface Snooze {
  /** Nothing is announced before that moment; undefined ends it now. */
  set(until: EpochMs | undefined): Promise<void>;
  isOn(): Promise<boolean>;
  /** With every wake: tells everybody once it is over, and that its alarm is there. */
  follow(): Promise<void>;
}

export function createSnooze(
  settings: SettingsKeeper,
  now: () => EpochMs,
  published: (changes: Changes) => void,
): Snooze {
  let told: boolean | undefined;
  const isOn = async () => ((await settings.refresh()).snoozedUntil ?? 0) > now();
  const arm = async (until: EpochMs) => {
    if (until >= untilEnded) return void (await browser.alarms.clear(snoozeAlarm));
    const there = await browser.alarms.get(snoozeAlarm);
    if (there?.scheduledTime !== until) await browser.alarms.create(snoozeAlarm, { when: until });
  };
  return {
    isOn,
    async set(until) {
      await settings.change(({ snoozedUntil: _, ...others }) => ({
        ...others,
        ...(until !== undefined && { snoozedUntil: Math.min(until, untilEnded) }),
      }));
      if (until === undefined) await browser.alarms.clear(snoozeAlarm);
      else await arm(until);
      told = until !== undefined;
      published({ settings: true });
    },
    async follow() {
      const on = await isOn();
      if (on) await arm(settings.now().snoozedUntil ?? untilEnded);
      if (told !== undefined && told !== on) published({ settings: true });
      told = on;
    },
  };
}
