import type { ConversationKey, EpochMs } from '../model/ids';
import type { PrunePlace, PruneRules } from './prune';
import type { Store } from './store';

export interface TidyPorts {
  now(): EpochMs;
  readonly store: Pick<Store, 'prune'>;
  /** What the person wants kept at this moment. */
  rules(now: EpochMs): PruneRules;
  /** The last pass that came to its end, under which rules; plain JSON, outside the store. */
  readPassed(): Promise<unknown>;
  writePassed(passed: Passed): Promise<void>;
  published(changes: { readonly conversations: readonly ConversationKey[] }): void;
}

export interface Passed {
  readonly at: EpochMs;
  readonly rules: string;
}

export const tidiedKey = 'tidied';
const day = 86_400_000;
/** Batches of one wake: some thousand rows, and then the messages that wait come first. */
const batches = 20;

/**
 * Deletes what is not to be kept: once a day, at once after the rules were changed, a few batches with each wake until
 * it is through. Where it stands is memory only, since a pass that begins anew finds less to do.
 */
export function createTidy(ports: TidyPorts): () => Promise<void> {
  let place: PrunePlace | undefined;
  let under: string | undefined;
  let running = false;

  const run = async () => {
    const now = ports.now();
    const rules = ports.rules(now);
    const name = nameRules(rules);
    if (under !== name) place = undefined;
    if (place === undefined && isFresh(await ports.readPassed(), name, now)) return;
    under = name;
    for (let n = 0; n < batches; n++) {
      const { conversations, next } = await ports.store.prune(rules, place);
      if (conversations.length > 0) ports.published({ conversations });
      place = next;
      if (next === undefined) return ports.writePassed({ at: now, rules: name });
    }
  };
  return async () => {
    if (running) return;
    running = true;
    await run().finally(() => {
      running = false;
    });
  };
}

function nameRules({ now, before, most, countsFrom, keepTemporary }: PruneRules): string {
  const kept = before === undefined ? `newest ${most ?? 'all'}` : `${Math.round((now - before) / day)} days`;
  return [kept, ...(countsFrom === undefined ? ['all counts'] : []), ...(keepTemporary ? ['all chats'] : [])].join(
    ', ',
  );
}

function isFresh(passed: unknown, rules: string, now: EpochMs): boolean {
  const { at, rules: under } = (typeof passed === 'object' && passed !== null ? passed : {}) as Partial<Passed>;
  return under === rules && typeof at === 'number' && at <= now && now - at < day;
}
