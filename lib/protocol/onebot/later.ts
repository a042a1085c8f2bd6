import type { OneBotBatch } from './batch';
import { type CatchUp, historyActions, type OneBotCursor, recentAction } from './cursor';

/**
 * A server without a list of who wrote is asked conversation by conversation. The cursor knows the latest sixty of them;
 * whoever has more friends and groups has their turn by and by, a few with each look at the server, so that coming back
 * costs no flood of questions. Who writes meanwhile has their turn at once. A gap is told only of what cannot be had.
 */
const turnsAtOnce = 20;

export const listActions = { u: 'get_friend_list', g: 'get_group_list' } as const;

export function isList(action: string): boolean {
  return action === listActions.u || action === listActions.g;
}

/** Nobody asks just now; the next look at the server goes on. */
export function isResting({ peers, lists = [] }: CatchUp): boolean {
  return peers?.length === 0 && lists.length === 0;
}

/** Lists that name whom the cursor has no room for. */
export function planLists({ morePeers, lacks }: OneBotCursor, { later }: CatchUp): readonly string[] {
  if (!morePeers || !lacks.includes(recentAction) || later) return [];
  return (['u', 'g'] as const).flatMap((kind) => (lacks.includes(historyActions[kind]) ? [] : listActions[kind]));
}

/** A few whose turn has come, with a look at the server. */
export function withTurns(batch: OneBotBatch): OneBotBatch {
  const { cursor } = batch;
  const { catchUp } = cursor;
  if (!catchUp || !cursor.signedIn || !isResting(catchUp) || !catchUp.later) return batch;
  const { later } = catchUp;
  const after = { ...catchUp, peers: later.slice(0, turnsAtOnce), later: later.slice(turnsAtOnce) };
  return { ...batch, cursor: { ...cursor, catchUp: after }, then: [...batch.then, { kind: 'catch-up' }] };
}
