import type { AccountId } from '../../lib/model/ids';
import type { OwnStatus } from '../../lib/model/presence';
import { useFailureToast } from '../parts/toast';
import { useWorld } from '../world';

/** Sets one account's status, or everybody's where none is named. */
export function useSetStatus(): (status: OwnStatus, accountId?: AccountId) => Promise<void> {
  const { ask } = useWorld();
  const failed = useFailureToast();
  return async (status, accountId) => {
    failed(await ask('setStatus', accountId === undefined ? { status } : { accountId, status }));
  };
}
