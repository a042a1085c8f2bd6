/** What the browser says of the person; `locked` is the screen of the computer, which Firefox does not tell. */
export type Presence = 'active' | 'idle' | 'locked';

/**
 * Whether to lock now, after so many minutes without a key or a move; never where none are given. Asked with the
 * person's own limit and not taken from the event: the browser may have been told of another limit when it fired, or
 * have forgotten ours with its last restart.
 */
export async function isAway(
  minutes: number | undefined,
  query: (seconds: number) => Promise<Presence>,
): Promise<boolean> {
  return minutes !== undefined && (await query(minutes * 60)) !== 'active';
}
