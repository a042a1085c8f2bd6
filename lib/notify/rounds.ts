import type { EpochMs } from '../model/ids';
import type { NoticeContent } from './content';
import { longestRetryMs, retryMs } from './plan';

/** The browser's notifications. Every call may fail: the system, or the person, may have switched them off. */
export interface NotificationPort {
  create(id: string, content: NoticeContent): Promise<void>;
  clear(id: string): Promise<void>;
  /** What is up. */
  ids(): Promise<readonly string[]>;
}

export interface RoundPorts {
  now(): EpochMs;
  readonly notifications: NotificationPort;
  /** Whether the browser, or the system behind it, shows what it is given: told at each try. */
  refused(isRefused: boolean): void;
  report(where: string, error: unknown): void;
}

export interface Rounds {
  /** Never throws; resolves when a round that began after the call has ended, with when to call again. */
  run(caughtUp: boolean): Promise<EpochMs | undefined>;
  /** Another one follows the one that is under way. */
  follow(): void;
  isHeldBack(): boolean;
  /** False where the browser would not: then nothing is tried for a while. */
  create(id: string, content: NoticeContent): Promise<boolean>;
}

/** One round after another, whoever asks; while the browser refuses, ever longer nothing is tried. */
export function createRounds(ports: RoundPorts, where: string, round: (caughtUp: boolean) => Promise<void>): Rounds {
  let failures = 0;
  let notBefore = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;
  let wanted: { caughtUp: boolean } | undefined;
  /** Further away than it ever is, the clock was set back meanwhile. */
  const isHeldBack = () => notBefore > ports.now() && notBefore <= ports.now() + longestRetryMs;

  async function loop(): Promise<void> {
    while (wanted !== undefined) {
      const { caughtUp } = wanted;
      wanted = undefined;
      try {
        await round(caughtUp);
      } catch (error) {
        ports.report(where, error);
      }
    }
    running = undefined;
  }

  return {
    async run(caughtUp) {
      wanted = { caughtUp: caughtUp || wanted?.caughtUp === true };
      running ??= loop();
      await running;
      return isHeldBack() ? notBefore : undefined;
    },
    follow() {
      wanted ??= { caughtUp: false };
    },
    isHeldBack,
    async create(id, content) {
      try {
        await ports.notifications.create(id, content);
      } catch (error) {
        ports.report('notification', error);
        ports.refused(true);
        notBefore = ports.now() + retryMs(failures++);
        return false;
      }
      failures = 0;
      ports.refused(false);
      return true;
    },
  };
}
