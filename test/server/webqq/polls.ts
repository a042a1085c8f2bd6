import type { Clock } from '../clock';
import type { Uin } from '../world';

/** Why a held poll is answered. superseded: the same person polled again, elsewhere or once more. */
export type PollEnd = 'something' | 'idle' | 'superseded' | 'gone';

/** The polls that are held, one for each person: the one that polled last gets what comes (spec/webqq, B7). */
export class Polls {
  readonly #held = new Map<Uin, { serial: number; end(why: PollEnd): void }>();

  constructor(private readonly clock: Clock) {}

  /** Holds a poll until something comes, it gets too long, or its client goes away. */
  hold(uin: Uin, serial: number, ms: number, gone: AbortSignal): Promise<PollEnd> {
    this.end(uin, 'superseded');
    return new Promise((resolve) => {
      const held = { serial, end };
      const cancel = this.clock.after(ms, () => end('idle'));
      const leave = () => end('gone');
      gone.addEventListener('abort', leave);
      this.#held.set(uin, held);
      if (gone.aborted) leave();
      const polls = this.#held;
      function end(why: PollEnd): void {
        cancel();
        gone.removeEventListener('abort', leave);
        if (polls.get(uin) === held) polls.delete(uin);
        resolve(why);
      }
    });
  }

  /** Answers the person's held poll, if there is one. */
  end(uin: Uin, why: PollEnd): void {
    this.#held.get(uin)?.end(why);
  }

  /** Whether a poll of this sign-in is held: its client is alive. */
  isHeld(uin: Uin, serial: number): boolean {
    return this.#held.get(uin)?.serial === serial;
  }

  clear(): void {
    for (const { end } of [...this.#held.values()]) end('gone');
  }
}
