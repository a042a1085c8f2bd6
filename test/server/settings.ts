import { DurablePart, type Journal } from './journal';
import { ONEBOT_HABITS } from './onebot/habits';
import { WEB_PRESENCE_HABITS } from './web-presence/habits';
import { WEBQQ_HABITS } from './webqq/habits';

/** Manners of real servers that clients met over the years (spec/http-qq, A3 and A4). */
const HTTP_QQ_HABITS = [
  'seq-minus-one',
  'echo-cmd-case',
  'trailing-amp',
  'extra-fields',
  'slow-segments',
  'refuse-with-3',
] as const;
export const HABITS = [
  ...HTTP_QQ_HABITS,
  ...ONEBOT_HABITS.map(({ name }) => name),
  ...WEBQQ_HABITS.map(({ name }) => name),
  ...WEB_PRESENCE_HABITS.map(({ name }) => name),
] as const;
export type Habit = (typeof HABITS)[number];

/** The clock's knobs: `hi` and `li` in seconds, as Login tells them. */
export interface ClockSettings {
  scale: number;
  hi: number;
  li: number;
  /** Milliseconds between OneBot's heartbeats; each flavour's own if absent. */
  heartbeat?: number;
  /** Milliseconds that WebQQ holds a poll for which there is nothing. */
  poll: number;
}

type SettingsChange = { clock: ClockSettings } | { habit: Habit; on: boolean } | { ports: Record<string, number> };

/** What Login told in 2005 (spec/http-qq, Login), and how long SmartQQ held a poll (spec/webqq, B7). */
const TOLD_IN_2005: ClockSettings = { scale: 1, hi: 60, li: 300, poll: 60_000 };

/** How the server behaves at present, as the control port set it. */
export class Settings extends DurablePart<SettingsChange> {
  #clock = TOLD_IN_2005;
  #ports: Record<string, number> = {};
  readonly #habits = new Set<Habit>();

  constructor(journal: Journal) {
    super('settings', journal);
  }

  get clock(): ClockSettings {
    return this.#clock;
  }

  setClock(change: Partial<ClockSettings>): void {
    this.record({ clock: { ...this.#clock, ...change } });
  }

  /**
   * A penalty or rate window under the present scale. The scale only ever shrinks: 0.05 and 20 both mean twenty times
   * shorter, since nobody wants a longer penalty and both readings of the word are natural.
   */
  shrink(ms: number): number {
    const { scale } = this.#clock;
    return scale > 1 ? ms / scale : ms * scale;
  }

  get habits(): ReadonlySet<Habit> {
    return this.#habits;
  }

  setHabit(habit: Habit, on: boolean): void {
    this.record({ habit, on });
  }

  /** The ports this state was served on, so that a server that died comes back where its clients look for it. */
  get ports(): Record<string, number> {
    return this.#ports;
  }

  setPorts(ports: Record<string, number>): void {
    this.record({ ports });
  }

  override apply(change: SettingsChange): void {
    if ('clock' in change) this.#clock = change.clock;
    else if ('ports' in change) this.#ports = change.ports;
    else if (change.on) this.#habits.add(change.habit);
    else this.#habits.delete(change.habit);
  }

  override *rebuild(): Iterable<SettingsChange> {
    yield { clock: this.#clock };
    yield { ports: this.#ports };
    for (const habit of this.#habits) yield { habit, on: true };
  }

  /** Back to 2005; the ports stay, since the listeners do. */
  override clear(): void {
    this.#clock = TOLD_IN_2005;
    this.#habits.clear();
  }
}
