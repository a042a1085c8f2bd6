import { type Peer, peerOf } from '../../model/ids';
import { numberOf, rowsOf } from '../json';
import type { OneBotBatch, Reading } from './batch';
import { nextPeer } from './catch-up';
import { listActions } from './later';

/** The cursor lies in the session row, which every step writes. */
const mostLater = 2_000;

/** A list of the server came, or could not be had: whoever on it the cursor has no room for has their turn later. */
export function acceptListed(reading: Reading, action: string, data: unknown): OneBotBatch | undefined {
  const { cursor } = reading;
  const { catchUp } = cursor;
  const [first, ...lists] = catchUp?.lists ?? [];
  if (!catchUp?.peers || first !== action) return undefined;
  const kind = action === listActions.g ? 'g' : 'u';
  const listed = rowsOf(data).flatMap((row): Peer[] => {
    const number = numberOf(kind === 'g' ? row.group_id : row.user_id);
    return number ? [peerOf(kind, number)] : [];
  });
  const known = new Set([...cursor.peers, ...catchUp.peers]);
  const later = [...new Set([...(catchUp.later ?? []), ...listed.filter((peer) => !known.has(peer))])];
  const untold = (!Array.isArray(data) || later.length > mostLater) && { untold: true as const };
  const after = { ...catchUp, ...untold, lists, later: later.slice(0, mostLater), peers: catchUp.peers };
  return nextPeer(reading, cursor, after);
}
