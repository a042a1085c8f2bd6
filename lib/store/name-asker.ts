import type { AccountId, RealNumber } from '../model/ids';
import type { Write } from './transaction';

/** What somebody who waits for a yes or a no is called: they are no contact, whose row would hold it. */
export async function nameAsker(tx: Write, accountId: AccountId, from: RealNumber, nick: string): Promise<void> {
  const requests = tx.objectStore('requests');
  for (const row of await requests.index('open').getAll()) {
    if (row.accountId === accountId && row.from === from && row.nick !== nick) await requests.put({ ...row, nick });
  }
}
