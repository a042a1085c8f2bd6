import { browser } from '../../lib/browser';
import { isSoundDue } from '../../lib/notify/plan-sound';
import { playSound } from '../../lib/notify/play-sound';
import { defaultVolume, type Settings } from '../../lib/settings/settings';
import { type AskedSound, soundAddress } from './sound-address';

/** Chromium's, which the polyfill does not know. */
interface Offscreen {
  createDocument(how: { url: string; reasons: string[]; justification: string }): Promise<void>;
}

export interface Sounder {
  /** A sound was chosen. */
  isOn(): boolean;
  /** A notification stands there that was not there before. Many at once are heard once; never throws. */
  announced(): void;
}

/** Plays what the person chose: by the offscreen document in Chromium, by the event page itself in Firefox. */
export function createSounder(
  settings: () => Settings,
  now: () => number,
  report: (where: string, error: unknown) => void,
): Sounder {
  let last: number | undefined;
  return {
    isOn: () => settings().sound !== undefined,
    announced() {
      const { sound, volume = defaultVolume } = settings();
      if (sound === undefined || !isSoundDue(last, now())) return;
      last = now();
      play({ sound, volume }).catch((error) => report('sound', error));
    },
  };
}

async function play(asked: AskedSound): Promise<void> {
  const { offscreen } = browser as unknown as { offscreen?: Offscreen };
  if (offscreen === undefined) {
    const context = new AudioContext();
    await playSound(context, asked.sound, asked.volume);
    return context.close();
  }
  try {
    const justification = 'To play the sound that the person chose for new messages';
    await offscreen.createDocument({ url: soundAddress(asked), reasons: ['AUDIO_PLAYBACK'], justification });
  } catch (error) {
    // There can be one at a time: while it is there the sound before is still to be heard, and one is enough.
    if (!String(error).includes('single offscreen')) throw error;
  }
}
