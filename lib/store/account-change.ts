import type { AccountId, ConversationKey, EpochMs, Peer } from '../model/ids';
import { peerKind } from '../model/ids';
import { ofConversation } from './key-range';
import type { Write } from './transaction';

/** How far back the person's own last word in a group is looked for. */
const lookBack = 200;

/**
 * Whether the account just changed: the last words with this peer, as far as they are here, went through another
 * account than the one that is about to speak. That is the moment in which somebody who knows two of the person's
 * numbers gets an answer from the wrong one: two rows of one face stand side by side in the list. In a group that two
 * accounts are in, everything arrives twice, so there only what the person wrote counts.
 */
export async function accountChanges(tx: Write, [accountId, peer]: ConversationKey): Promise<boolean> {
  const accounts = await tx.objectStore('accounts').getAll();
  const ids = accounts.filter(({ removeAt }) => removeAt === undefined).map(({ id }) => id);
  const latest = peerKind(peer) === 'g' || peerKind(peer) === 'd' ? ownLastWord : lastWord;
  const here = (await latest(tx, accountId, peer)) ?? 0;
  for (const id of ids) {
    if (id !== accountId && ((await latest(tx, id, peer)) ?? 0) > here) return true;
  }
  return false;
}

async function lastWord(tx: Write, id: AccountId, peer: Peer): Promise<EpochMs | undefined> {
  return (await tx.objectStore('conversations').get([id, peer]))?.recent;
}

async function ownLastWord(tx: Write, id: AccountId, peer: Peer): Promise<EpochMs | undefined> {
  let cursor = await tx.objectStore('messages').openCursor(ofConversation([id, peer]), 'prev');
  for (let seen = 0; cursor !== null && seen < lookBack; seen++) {
    if (cursor.value.direction === 'out') return cursor.value.at;
    cursor = await cursor.continue();
  }
  return undefined;
}
