import { playSound } from '../../lib/notify/play-sound';
import { parseSoundAddress } from '../background/sound-address';

/** Chromium's worker has no sound of its own. This document plays the one its address names, and closes. */
const asked = parseSoundAddress(location.search);
if (asked === undefined) window.close();
else void playSound(new AudioContext(), asked.sound, asked.volume).finally(() => window.close());
