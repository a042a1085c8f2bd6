/** Milliseconds since 1970-01-01 UTC, always handed in, never read from a clock inside a rule. */
export type EpochMs = number;

/** Given by the store when an account is added, counted upwards and never given twice, not even after removal. */
export type AccountId = number;

/** A QQ number, group number or discussion number. Text, because OneBot's numbers may pass 2^53. */
export type RealNumber = string;

/**
 * The other side of a conversation: `u:` person, `g:` group, `d:` discussion, `s:` a temporary session that needs
 * its own way of sending (through a group). HTTP QQ reaches everybody alike, so its strangers are `u:` too: whether
 * somebody is a stranger is asked of the contacts when it is shown, and befriending never moves a conversation.
 */
export type Peer = `${PeerKind}:${RealNumber}`;
export type PeerKind = 'u' | 'g' | 'd' | 's';

/** The same person seen by two accounts is two conversations. */
export type ConversationKey = readonly [accountId: AccountId, peer: Peer];

export function peerOf(kind: PeerKind, number: RealNumber): Peer {
  return `${kind}:${number}`;
}

export function peerKind(peer: Peer): PeerKind {
  return peer.slice(0, 1) as PeerKind;
}

export function peerNumber(peer: Peer): RealNumber {
  return peer.slice(2);
}

/** A chat with somebody who is no contact and that needs its own way of sending: what was read of it goes after 30 days. */
export function isTemporary(peer: Peer): boolean {
  return peerKind(peer) === 's' && !isNameless(peer);
}

/** Where what came under a number of one session is kept until its real one is known: `s:0` and that number. */
export function namelessPeer(sessionNumber: string): Peer {
  return peerOf('s', `0${sessionNumber}`);
}

/** Nobody knows yet whose conversation it is: no real number begins with a 0. */
export function isNameless(peer: Peer): boolean {
  return peer.startsWith('s:0');
}
