/** Which sound; the settings' names for them. */
export type Sound = 'bell' | 'marimba';

/** One struck note: a tone that swells at once and dies away. */
interface Note {
  /** Seconds from the beginning. */
  readonly at: number;
  readonly hz: number;
  readonly seconds: number;
  /** 0 to 1. */
  readonly loud: number;
}

/** A bell's partials are no whole multiples of each other: that is what makes it a bell. A bar of wood has two. */
const notes: Readonly<Record<Sound, readonly Note[]>> = {
  bell: [
    { at: 0, hz: 880, seconds: 1.1, loud: 0.5 },
    { at: 0, hz: 1760, seconds: 0.7, loud: 0.22 },
    { at: 0, hz: 2426, seconds: 0.45, loud: 0.14 },
    { at: 0, hz: 4767, seconds: 0.2, loud: 0.06 },
  ],
  marimba: [
    { at: 0, hz: 659.3, seconds: 0.35, loud: 0.6 },
    { at: 0, hz: 2637, seconds: 0.07, loud: 0.15 },
    { at: 0.14, hz: 987.8, seconds: 0.5, loud: 0.6 },
    { at: 0.14, hz: 3951, seconds: 0.07, loud: 0.12 },
  ],
};

/** Swelling in 4 ms: at once would click. */
const swell = 0.004;
/** An exponential fall ends nowhere; -60 dB is silence. */
const silence = 0.001;

/**
 * Plays one of the two, made on the spot: no file, nobody's recording. Resolves when it has died away.
 *
 * @param volume 1 to 100, as heard: loudness grows with the square of it.
 */
export async function playSound(context: AudioContext, sound: Sound, volume: number): Promise<void> {
  const master = context.createGain();
  master.gain.value = (volume / 100) ** 2;
  master.connect(context.destination);
  const start = context.currentTime + 0.02;
  await Promise.all(notes[sound].map((note) => strike(context, master, note, start + note.at)));
  master.disconnect();
}

function strike(context: AudioContext, into: AudioNode, { hz, seconds, loud }: Note, at: number): Promise<void> {
  const tone = context.createOscillator();
  const fall = context.createGain();
  tone.frequency.value = hz;
  fall.gain.setValueAtTime(silence, at);
  fall.gain.exponentialRampToValueAtTime(loud, at + swell);
  fall.gain.exponentialRampToValueAtTime(silence, at + seconds);
  tone.connect(fall).connect(into);
  tone.start(at);
  tone.stop(at + seconds);
  return new Promise((resolve) => {
    tone.onended = () => {
      fall.disconnect();
      resolve();
    };
  });
}
