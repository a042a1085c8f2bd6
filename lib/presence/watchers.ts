import type { FramePush, WatchAnswer, WatchedButton } from '../model/frame-call';
import type { RealNumber } from '../model/ids';
import { oneByOne } from '../model/one-by-one';

/** A document that shows buttons. */
export interface WatchingFrame {
  readonly tabId: number;
  readonly frameId: number;
  readonly documentId?: string;
  readonly host: string;
}

/** What is known of it, kept where a new worker finds it. */
export interface Watching extends WatchingFrame {
  readonly buttons: readonly WatchedButton[];
}

export interface WatcherPorts {
  readonly build: string;
  /** Memory of the browser: it outlives workers and ends with the browser. */
  readonly kept: { read(): Promise<unknown>; write(rows: readonly Watching[]): Promise<void> };
  /** What that frame may be told of these numbers, and which are to have no button; undefined: nothing at all. */
  states(
    frame: WatchingFrame,
    numbers: readonly RealNumber[],
  ): Promise<Pick<WatchAnswer, 'states' | 'hides'> | undefined>;
  /** An account of the person's can write to numbers like these. */
  writes(): Promise<boolean>;
  /** False where nobody is there any more. */
  push(frame: WatchingFrame, push: FramePush): Promise<boolean>;
}

const [mostFrames, mostButtons] = [300, 1000];

/** Who shows buttons, and telling them what changes. One change of the table after another, never two at once. */
export function createWatchers({ build, kept, states: statesOf, writes, push }: WatcherPorts) {
  const inTurn = oneByOne();
  const change = (to: (rows: readonly Watching[]) => readonly Watching[]) =>
    inTurn(async () => kept.write(to(readRows(await kept.read())).slice(-mostFrames)));

  return {
    /** Tells of these buttons all at once. A site that is allowed nothing hears that everybody is unknown. */
    async watch(frame: WatchingFrame, buttons: readonly WatchedButton[]): Promise<WatchAnswer> {
      const numbers = [...new Set(buttons.map(({ number }) => number))];
      const states = await statesOf(frame, numbers);
      if (states === undefined) {
        const unknown = Object.fromEntries(numbers.map((number) => [number, 'unknown' as const]));
        return { states: unknown, writes: false, hides: [] };
      }
      await change((rows) => {
        const before = rows.find((row) => isSame(row, frame));
        const others = rows.filter((row) => row.tabId !== frame.tabId || row.frameId !== frame.frameId);
        return [...others, { ...frame, buttons: [...(before?.buttons ?? []), ...buttons].slice(0, mostButtons) }];
      });
      return { ...states, writes: await writes() };
    },

    /** A document begins: what stood in that frame before has gone. */
    begun: (frame: WatchingFrame) =>
      change((rows) =>
        rows.filter((row) => row.tabId !== frame.tabId || row.frameId !== frame.frameId || isSame(row, frame)),
      ),

    /**
     * Looks everybody up again and tells each frame all of it, whatever changed: a page sees its thread busy while we draw,
     * and what it sees must not depend on who came or went.
     */
    async refresh(): Promise<void> {
      const rows = readRows(await inTurn(kept.read));
      const canWrite = rows.length > 0 && (await writes());
      const gone: Watching[] = [];
      for (const row of rows) {
        const states = await statesOf(row, [...new Set(row.buttons.map(({ number }) => number))]);
        const message: FramePush =
          states === undefined
            ? { to: 'status-button', build, stop: true }
            : { to: 'status-button', build, ...states, writes: canWrite };
        if (!(await push(row, message)) || states === undefined) gone.push(row);
      }
      if (gone.length > 0) await change((now) => now.filter((row) => !gone.some((other) => isSame(other, row))));
    },

    /** For the person's own screens, and for whoever checks. */
    all: async (): Promise<readonly Watching[]> => readRows(await inTurn(kept.read)),
  };
}

export type Watchers = ReturnType<typeof createWatchers>;

function isSame(a: WatchingFrame, b: WatchingFrame): boolean {
  return a.tabId === b.tabId && a.frameId === b.frameId && a.documentId === b.documentId && a.host === b.host;
}

/** Written by this very build, or by the one before it: then nothing of it counts. */
function readRows(raw: unknown): readonly Watching[] {
  return Array.isArray(raw) ? (raw as Watching[]).filter((row) => Array.isArray(row?.buttons)) : [];
}
