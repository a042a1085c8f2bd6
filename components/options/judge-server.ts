/** What an address as typed means; undefined where it is none. Entry points hand it in, since protocols know. */
export type JudgeServer = (typed: string) => ServerJudgement | undefined;

export interface ServerJudgement {
  /** Canonical, as it is stored. */
  readonly server: string;
  /** False where a password's fingerprint would cross a network in the clear. */
  readonly private: boolean;
}
