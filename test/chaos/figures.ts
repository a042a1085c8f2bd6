import type { Verdict } from './compare';

/** The one line that a run ends with. */
export interface Figures extends Omit<Verdict, 'differences'> {
  readonly protocol: string;
  readonly seed: number;
  /** Backgrounds killed, each certainly alive before and dead after. */
  readonly kills: number;
  readonly browserKills: number;
  /** With its memory, without it, and by SIGKILL. */
  readonly serverRestarts: number;
  /** Faults that struck, by kind. */
  readonly faults: Readonly<Record<string, number>>;
  readonly seconds: number;
}
