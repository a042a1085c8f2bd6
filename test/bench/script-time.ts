/** An event of Chromium's trace; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  /** Of `dur`, what the thread really ran. */
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly data?: { readonly url?: string; readonly message?: string } };
}

/** A time in which our files ran, in milliseconds. */
export interface Slice {
  readonly from: number;
  readonly ms: number;
  /** The part of it in which the thread was not kept waiting by other programs. */
  readonly ran: number;
}

/** Where a script begins to run: whatever it calls, timers and observers included, ends inside. */
const entries = new Set(['EvaluateScript', 'FunctionCall', 'v8.run']);

/** Every stretch in which a file with one of these names ran, and what a page marked by `performance.mark`. */
export function readTrace(trace: Buffer, files: readonly string[]) {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const ours = traceEvents
    .filter(({ name, ph, args }) => ph === 'X' && entries.has(name) && isOurs(args?.data?.url, files))
    .sort((a, b) => a.ts - b.ts);
  const slices: Slice[] = [];
  const ends = new Map<string, number>();
  for (const { ts, dur = 0, tdur = dur, pid, tid } of ours) {
    const thread = `${pid}.${tid}`;
    // Inside one that is counted already.
    if (ts < (ends.get(thread) ?? Number.NEGATIVE_INFINITY)) continue;
    ends.set(thread, ts + dur);
    slices.push({ from: ts / 1000, ms: dur / 1000, ran: tdur / 1000 });
  }
  const marks = new Map(
    traceEvents.filter(({ ph }) => ph === 'R' || ph === 'I').map(({ name, ts }) => [name, ts / 1000] as const),
  );
  return { slices, marks };
}

function isOurs(url: string | undefined, files: readonly string[]): boolean {
  return url !== undefined && files.some((file) => url.endsWith(`/${file}`));
}
