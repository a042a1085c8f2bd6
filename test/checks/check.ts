/** One thing that breaks a rule, and where. */
export interface Finding {
  readonly where: string;
  readonly what: string;
}

export interface Checked {
  readonly findings: readonly Finding[];
  /** What was looked at and how much room is left: printed even when all is well. */
  readonly notes: readonly string[];
}

/** Looks at a project that lies in this folder. A check that finds nothing to look at must say so as a finding. */
export type Check = (root: string) => Promise<Checked>;
