import { type Act, actId, type Deed, isDeed } from '../model/act';
import type { EpochMs } from '../model/ids';
import { isStopped } from '../model/session';
import { type Batch, type Cursor, neverLeft, type Reply, type Want } from '../protocol/protocol';
import type { SessionRow } from '../store/schema';

/** What a person asked for stands in the session row from the click to the outcome; all here is pure. */

/** Deeds do no harm when asked again, so silence is answered by asking once more, and then told. */
const mostTries = 2;

/** In place of one of that name that waits or has ended badly; one on its way is left alone. */
export function withAct(row: SessionRow, deed: Deed, now: EpochMs, notBefore: EpochMs): SessionRow {
  const id = actId(deed);
  if (actsOf(row).some((act) => act.id === id && act.state === 'leaving')) return row;
  return {
    ...withoutAct(row, id),
    acts: [...others(row, id), { id, deed, at: now, notBefore, tries: 0, state: 'waiting' }],
  };
}

/** Thought better of, or seen to; one on its way is too late. */
export function withoutAct(row: SessionRow, id: string): SessionRow {
  if (!actsOf(row).some((act) => act.id === id && act.state !== 'leaving')) return row;
  const { acts: _, ...rest } = row;
  const acts = others(row, id);
  return acts.length > 0 ? { ...rest, acts } : rest;
}

/** The next that may leave. Nothing leaves an account that only the person can start again. */
export function nextAct(row: SessionRow, now: EpochMs): Deed | undefined {
  if (isStopped(row.state)) return undefined;
  return actsOf(row).find((act) => act.state === 'waiting' && act.notBefore <= now)?.deed;
}

/** When the account has something to do for the person; undefined while it could not do it anyway. */
export function nextActAt(row: SessionRow): EpochMs | undefined {
  if (row.state !== 'online' && row.state !== 'offline-in-qq') return undefined;
  const moments = actsOf(row).flatMap((act) => (act.state === 'waiting' ? [act.notBefore] : []));
  return moments.length > 0 ? Math.min(...moments) : undefined;
}

/** Written down as it leaves. */
export function planActLeaves(row: SessionRow, want: Want): SessionRow {
  if (!isDeed(want)) return row;
  return changeAct(row, actId(want), (act) => ({ ...withoutTrouble(act), state: 'leaving', tries: act.tries + 1 }));
}

/** This server has no such thing after all. */
export function planActUnserved(row: SessionRow, deed: Deed): SessionRow {
  return changeAct(row, actId(deed), (act) => ({ ...act, state: 'failed', why: 'unsupported' }));
}

/** What an answer, or its absence, makes of the deed that was asked for. */
export function planActEnds(
  row: SessionRow,
  want: Want,
  got: Reply,
  batch: Batch<Cursor>,
  stillAsked = false,
): SessionRow {
  // It stays in flight under its key, which the server knows: nothing has ended.
  if (!isDeed(want) || stillAsked) return row;
  const id = actId(want);
  const outcome = batch.outcome ?? { kind: 'done' };
  if (got.kind === 'failure' && neverLeft.includes(got.failure)) {
    return changeAct(row, id, (act) => ({ ...act, state: 'waiting', tries: act.tries - 1 }));
  }
  if (got.kind !== 'reply' || batch.undecoded || outcome.kind === 'uncertain' || outcome.kind === 'again') {
    return planActSilence(row, want);
  }
  switch (outcome.kind) {
    case 'done':
      return withoutAct(
        changeAct(row, id, (act) => ({ ...act, state: 'waiting' })),
        id,
      );
    case 'refused':
      // This try is known not to have been carried out, or was a step of several.
      return changeAct(row, id, (act) => ({
        ...act,
        state: 'waiting',
        notBefore: outcome.until,
        tries: Math.max(0, act.tries - 1),
      }));
    case 'unsupported':
      return planActUnserved(row, want);
    case 'failed':
      // Refused the second time: the first may have been carried out, which is why there is nothing left to do.
      return changeAct(row, id, (act) => ({
        ...act,
        state: act.tries > 1 ? 'uncertain' : 'failed',
        why: outcome.why,
        ...(outcome.said !== undefined && { said: outcome.said }),
      }));
  }
}

/** Nobody knows whether it was carried out. */
export function planActSilence(row: SessionRow, want: Want): SessionRow {
  if (!isDeed(want)) return row;
  return changeAct(row, actId(want), (act) => ({ ...act, state: act.tries < mostTries ? 'waiting' : 'uncertain' }));
}

function actsOf(row: SessionRow): readonly Act[] {
  return row.acts ?? [];
}

function others(row: SessionRow, id: string): Act[] {
  return actsOf(row).filter((act) => act.id !== id);
}

function changeAct(row: SessionRow, id: string, change: (act: Act) => Act): SessionRow {
  if (!actsOf(row).some((act) => act.id === id)) return row;
  return { ...row, acts: actsOf(row).map((act) => (act.id === id ? change(act) : act)) };
}

function withoutTrouble({ why: _, said: __, ...act }: Act): Act {
  return act;
}
