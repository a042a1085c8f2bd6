import type { BrowserLife } from './browser-life';
import type { QueuedReply } from './compare-replies';
import type { Stubborn } from './hand';
import type { Shop } from './people';
import type { ServerLife } from './server-life';

/** All that a run has in its hands. */
export interface Stage {
  readonly server: ServerLife;
  readonly browser: BrowserLife;
  readonly shops: readonly Shop[];
  /** Account ids by number. */
  readonly ids: ReadonlyMap<string, number>;
  readonly calls: Stubborn;
  readonly queued: QueuedReply[];
  /** Numbers that QQ has signed out. */
  readonly kicked: Set<string>;
}

export function accountOf({ ids }: Pick<Stage, 'ids'>, uin: string): number {
  const id = ids.get(uin);
  if (id === undefined) throw new Error(`${uin} was never added`);
  return id;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
