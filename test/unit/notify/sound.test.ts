import { describe, expect, it } from 'vitest';
import { parseSoundAddress, soundAddress } from '../../../entrypoints/background/sound-address';
import { betweenSoundsMs, isSoundDue } from '../../../lib/notify/plan-sound';
import { playSound } from '../../../lib/notify/play-sound';
import { soundNames } from '../../../lib/settings/settings';

describe('a sound', () => {
  it('is one for what is announced together, and a clock that was set back silences none', () => {
    expect(isSoundDue(undefined, 1000)).toBe(true);
    expect(isSoundDue(10_000, 10_000)).toBe(false);
    expect(isSoundDue(10_000, 10_000 + betweenSoundsMs - 1)).toBe(false);
    expect(isSoundDue(10_000, 10_000 + betweenSoundsMs)).toBe(true);
    expect(isSoundDue(10_000, 9_000)).toBe(true);
  });

  it('is ordered by an address, and by no other', () => {
    for (const sound of soundNames)
      for (const volume of [1, 60, 100]) {
        const { search } = new URL(soundAddress({ sound, volume }), 'chrome-extension://x');
        expect(parseSoundAddress(search)).toEqual({ sound, volume });
      }
    for (const query of ['', '?sound=alarm&volume=60', '?sound=bell', '?sound=bell&volume=0', '?sound=bell&volume=1e3'])
      expect(parseSoundAddress(query)).toBeUndefined();
  });
});

/** As much of an AudioContext as the sounds use: what is struck ends when it is told to. */
function fakeContext() {
  const struck: { hz: number; from: number; to: number }[] = [];
  const gains: number[] = [];
  const node = { connect: (to: unknown) => to, disconnect: () => {} };
  const context = {
    currentTime: 5,
    destination: {},
    createGain: () => {
      const gain = {
        set value(value: number) {
          gains.push(value);
        },
        setValueAtTime: () => {},
        exponentialRampToValueAtTime: (value: number) => void expect(value).toBeGreaterThan(0),
      };
      return { ...node, gain };
    },
    createOscillator: () => {
      const tone = {
        ...node,
        frequency: { value: 0 },
        onended: undefined as undefined | (() => void),
        start: (at: number) => void struck.push({ hz: tone.frequency.value, from: at, to: 0 }),
        stop: (at: number) => {
          const last = struck.at(-1);
          if (last) last.to = at;
          queueMicrotask(() => tone.onended?.());
        },
      };
      return tone;
    },
  };
  return { context: context as unknown as AudioContext, struck, gains };
}

describe('each of the two sounds', () => {
  it.each(soundNames)(
    '%s is over in less than two seconds, and the person hears how loud it was set',
    async (sound) => {
      const { context, struck, gains } = fakeContext();
      await playSound(context, sound, 50);
      expect(gains).toEqual([0.25]);
      expect(struck.length).toBeGreaterThan(1);
      for (const { hz, from, to } of struck) {
        expect(hz).toBeGreaterThan(200);
        expect(from).toBeGreaterThan(5);
        expect(to).toBeLessThan(7);
      }
    },
  );

  it('sounds like neither of the other', async () => {
    const heard = await Promise.all(
      soundNames.map(async (sound) => {
        const { context, struck } = fakeContext();
        await playSound(context, sound, 60);
        return struck.map(({ hz }) => hz).join();
      }),
    );
    expect(new Set(heard).size).toBe(2);
  });
});
