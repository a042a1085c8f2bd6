import { useEffect, useState } from 'preact/hooks';
import type { AccountView, Attention } from '../lib/store/read';
import type { Snapshot } from '../lib/store/snapshot';
import { type Live, useLive } from './live';
import { useWorld } from './world';

const nothing: Attention = { total: 0, byAccount: new Map() };

export interface Standing {
  readonly accounts: readonly AccountView[];
  readonly attention: Attention;
  readonly first: Snapshot | undefined;
  /** False until accounts are known, from the picture or from the store. */
  readonly ready: boolean;
  readonly error: unknown;
  readonly again: () => void;
}

/** Accounts and the one number: first from the picture of the last commit, then from the store. */
export function useStanding(): Standing {
  const { read, firstSight } = useWorld();
  const [first, setFirst] = useState<Snapshot>();
  useEffect(() => {
    void firstSight().then(setFirst, () => undefined);
  }, [firstSight]);
  // Both in one reading, so that the header never shows another sum than the chips.
  const live: Live<{ accounts: AccountView[]; attention: Attention }> = useLive(
    async () => {
      const [accounts, attention] = await Promise.all([read.accounts(), read.attention()]);
      return { accounts, attention };
    },
    ({ accounts, conversations, requests, standing }) =>
      [accounts, conversations, requests, standing].some((each) => each !== undefined),
    [read],
  );
  const known = live.value ?? first;
  return {
    accounts: known?.accounts ?? [],
    attention: known?.attention ?? nothing,
    first,
    ready: known !== undefined,
    error: known === undefined ? live.error : undefined,
    again: live.reload,
  };
}
