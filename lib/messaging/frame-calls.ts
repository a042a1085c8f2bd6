import * as v from 'valibot';
import { mostWatched, openKinds, vias, type WatchAnswer } from '../model/frame-call';
import { exactly, list, matching, whole } from './shapes';

/** Pictures of one page that are worth counting. */
const mostCounted = 1_000_000;
/** What a QQ number may be here: nothing else is ever looked up for a page. */
const number = matching(/^[1-9]\d{4,10}$/);

/**
 * All that a page's frame may ask, exactly (design 6). Frames are taken as hostile: a broken renderer can send any of
 * these with any numbers, so nothing here may be worth sending.
 */
export const frameCalls = {
  /** Buttons that now stand in this frame. The answer leaves when all of it is known. */
  watch: exactly({
    buttons: list(
      exactly({ number, version: whole(0, 99), style: v.nullable(whole(0, 999)), via: v.picklist(vias) }),
      1,
      mostWatched,
    ),
  }),
  /** A person clicked a button: a chat with that number, in a window of ours. */
  open: exactly({ number, kind: v.picklist(openKinds) }),
  /** The scanner found pictures, that many at least. */
  seen: exactly({ count: whole(0, mostCounted) }),
} as const;

export type FrameCall = keyof typeof frameCalls;
export type FrameInput<K extends FrameCall> = v.InferOutput<(typeof frameCalls)[K]>;
export interface FrameOutput {
  watch: WatchAnswer;
  open: null;
  seen: null;
}
