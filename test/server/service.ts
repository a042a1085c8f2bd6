import type { Uin } from './world';

/** One protocol's front door. Each protocol of the server is one of these, and they know nothing of each other. */
export interface Service {
  /** Its name in the ready line. */
  readonly name: string;
  /** Dies and comes back on the same port; without `keep` it has forgotten sessions and replays. */
  restart(keep: boolean): Promise<void>;
  /** Forgets what it keeps in memory beside the durable parts. */
  reset(): void;
  stop(): Promise<void>;
  /** Whether a client is signed in as this person. */
  isSignedIn(uin: Uin): boolean;
  /** Ends the person's session as if they had signed in elsewhere; false if there was none. */
  kick(uin: Uin): boolean;
  /** Ends the sessions that have been silent for too long. */
  expire(): void;
}
