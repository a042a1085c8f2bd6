import type { Account } from '../model/account';
import type { AccountId } from '../model/ids';
import type { Request } from '../protocol/protocol';
import type { Committed } from '../store/store';
import type { SessionPorts } from './ports';
import { takeAnswer } from './take-answer';
import { isHeld } from './turn';

/** Whether this life of the worker waits for the answer of that request. */
export type IsAsked = (key: string) => boolean;

/** What this life waits for. Whatever else stands in flight was asked by an earlier one, and is to be asked again. */
export interface Asked {
  /** From within the transaction that writes it down, so that nobody ever finds it there and takes it for left behind. */
  begin(id: AccountId, request: Request): void;
  /** Sends what is written down already, and takes its answer in. */
  take(account: Account, request: Request): Promise<Committed>;
  of(id: AccountId): IsAsked;
  /** Whether the account's own way is kept busy by a request that the server may hold until there is something. */
  isHeld(id: AccountId): boolean;
}

export function createAsked(ports: SessionPorts): Asked {
  const waiting = new Map<AccountId, Map<string, Request>>();
  const begin = (id: AccountId, request: Request) =>
    void waiting.set(id, (waiting.get(id) ?? new Map<string, Request>()).set(request.key, request));
  return {
    begin,
    async take(account, request) {
      begin(account.id, request);
      try {
        return await takeAnswer(ports, account, request);
      } finally {
        waiting.get(account.id)?.delete(request.key);
      }
    },
    of: (id) => (key) => waiting.get(id)?.has(key) === true,
    isHeld: (id) => [...(waiting.get(id)?.values() ?? [])].some(isHeld),
  };
}
