import * as v from 'valibot';
import { mostWatched, openKinds, vias, type WatchAnswer } from '../model/frame-call';

/** Pictures of one page that are worth counting. */
const mostCounted = 1_000_000;
/** What a QQ number may be here: nothing else is ever looked up for a page. */
const number = v.pipe(v.string(), v.regex(/^[1-9]\d{4,10}$/));
const small = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));

/**
 * All that a page's frame may ask, exactly (design 6). Frames are taken as hostile: a broken renderer can send any of
 * these with any numbers, so nothing here may be worth sending.
 */
export const frameCalls = {
  /** Buttons that now stand in this frame. The answer leaves when all of it is known. */
  watch: v.strictObject({
    buttons: v.pipe(
      v.array(v.strictObject({ number, version: small(99), style: v.nullable(small(999)), via: v.picklist(vias) })),
      v.minLength(1),
      v.maxLength(mostWatched),
    ),
  }),
  /** A person clicked a button: a chat with that number, in a window of ours. */
  open: v.strictObject({ number, kind: v.picklist(openKinds) }),
  /** The scanner found that many pictures. */
  seen: v.strictObject({ count: small(mostCounted) }),
} as const;

export type FrameCall = keyof typeof frameCalls;
export type FrameInput<K extends FrameCall> = v.InferOutput<(typeof frameCalls)[K]>;
export interface FrameOutput {
  watch: WatchAnswer;
  open: null;
  seen: null;
}
