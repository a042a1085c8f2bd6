import { isVaultLocked, type SessionReason, type SessionState } from '../model/session';

/** What the toolbar icon says; the number is the same sum that heads the list (promise 3). */
export interface Toolbar {
  /** At most three characters; empty for none. */
  readonly text: string;
  readonly colour: string;
  /** Which drawing of the bell: each says by its shape what the colour of the badge says too. */
  readonly icon: 'rest' | 'muted' | 'grey' | 'unreachable' | 'asleep' | 'locked' | 'trouble';
  readonly title: 'unread' | 'quiet' | 'not-checked' | 'no-network' | 'no-accounts' | 'store-trouble';
}

const colours = { unread: '#c23a28', unknown: '#4c6285', stale: '#6d767b', snoozed: '#5f696e' } as const;

/** States in which only an act of the person helps. */
const helpless: readonly SessionState[] = ['displaced', 'refused', 'needs-permission', 'offline-in-qq'];
const away: readonly SessionState[] = ['unreachable', 'no-network'];

export interface ToolbarInput {
  readonly total: number;
  readonly sessions: ReadonlyArray<{
    readonly state: SessionState;
    readonly reason?: SessionReason;
    readonly lastOkAt?: number;
    /** Something that only the person can do something with, a phone in their hand. */
    readonly picture?: string;
  }>;
  /** Something muted is unread: a dot, and never a number. */
  readonly muted?: boolean;
  /** The person asked for quiet: everything counts on, and nothing is announced. */
  readonly snoozed?: boolean;
}

/** Pure: see ui.md, "Badge on the toolbar". What is not known is `?`, never 0. */
export function planToolbar({ total, sessions, muted = false, snoozed = false }: ToolbarInput): Toolbar {
  const text = planBadgeText(total);
  const title = total > 0 ? 'unread' : 'quiet';
  const asked = sessions.filter(({ state }) => state !== 'paused' && state !== 'signed-out');
  const needsPerson = asked.some(
    (session) => helpless.includes(session.state) || lacksPassword(session) || session.picture !== undefined,
  );
  const standing = { text, colour: snoozed ? colours.snoozed : colours.unread };
  const rest = snoozed ? 'asleep' : muted && total === 0 ? 'muted' : 'rest';
  if (asked.length === 0) return { ...standing, icon: rest, title: sessions.length === 0 ? 'no-accounts' : 'quiet' };
  const checked = asked.some(({ lastOkAt }) => lastOkAt !== undefined);
  const locked = asked.some(isVaultLocked);
  if (!checked && total === 0 && !needsPerson && !locked) {
    return { text: '?', colour: colours.unknown, icon: 'grey', title: 'not-checked' };
  }
  if (asked.every(({ state }) => away.includes(state))) {
    return { text, colour: colours.stale, icon: 'unreachable', title: 'no-network' };
  }
  return { ...standing, icon: needsPerson ? 'trouble' : locked ? 'locked' : rest, title };
}

function lacksPassword(session: { readonly state: SessionState; readonly reason?: SessionReason }): boolean {
  return session.state === 'locked' && !isVaultLocked(session);
}

/** The store cannot be read: how many are unread is not known, and that is neither 0 nor the number before. */
export const toolbarWithoutStore: Toolbar = {
  text: '?',
  colour: colours.unknown,
  icon: 'trouble',
  title: 'store-trouble',
};

export function planBadgeText(total: number): string {
  if (total <= 0) return '';
  return total > 99 ? '99+' : String(total);
}
