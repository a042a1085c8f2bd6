import type { Sound } from '../../lib/notify/play-sound';
import { soundNames } from '../../lib/settings/settings';

export interface AskedSound {
  readonly sound: Sound;
  /** 1 to 100. */
  readonly volume: number;
}

/** The whole order stands in the document's address, so that no message has to find it awake. */
export function soundAddress({ sound, volume }: AskedSound): string {
  return `/offscreen.html?sound=${sound}&volume=${volume}`;
}

/** Undefined for an address that orders nothing. */
export function parseSoundAddress(query: string): AskedSound | undefined {
  const params = new URLSearchParams(query);
  const sound = soundNames.find((name) => name === params.get('sound'));
  const volume = Number(params.get('volume'));
  return sound === undefined || !(volume >= 1 && volume <= 100) ? undefined : { sound, volume };
}
