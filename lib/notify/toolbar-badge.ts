import type { SessionState } from '../model/session';

/** What the toolbar icon says; the number is the same sum that heads the list (promise 3). */
export interface Toolbar {
  /** At most three characters; empty for none. */
  readonly text: string;
  readonly colour: string;
  /** Which drawing of the bell. */
  readonly icon: 'rest' | 'grey' | 'trouble';
  readonly title: 'unread' | 'quiet' | 'not-checked' | 'no-network' | 'no-accounts' | 'store-trouble';
}

const colours = { unread: '#c23a28', unknown: '#4c6285', stale: '#6d767b' } as const;

/** States in which only an act of the person helps. */
const needsPerson: readonly SessionState[] = ['displaced', 'refused', 'needs-permission'];
const away: readonly SessionState[] = ['unreachable', 'no-network'];

export interface ToolbarInput {
  readonly total: number;
  readonly sessions: ReadonlyArray<{ readonly state: SessionState; readonly lastOkAt?: number }>;
}

/** Pure: see ui.md, "Badge on the toolbar". What is not known is `?`, never 0. */
export function planToolbar({ total, sessions }: ToolbarInput): Toolbar {
  const text = planBadgeText(total);
  const asked = sessions.filter(({ state }) => state !== 'paused' && state !== 'signed-out');
  if (asked.length === 0) {
    return { text, colour: colours.unread, icon: 'rest', title: sessions.length === 0 ? 'no-accounts' : 'quiet' };
  }
  const checked = asked.some(({ lastOkAt }) => lastOkAt !== undefined);
  if (!checked && total === 0 && !asked.some(({ state }) => needsPerson.includes(state))) {
    return { text: '?', colour: colours.unknown, icon: 'grey', title: 'not-checked' };
  }
  if (asked.every(({ state }) => away.includes(state))) {
    return { text, colour: colours.stale, icon: 'grey', title: 'no-network' };
  }
  const icon = asked.some(({ state }) => needsPerson.includes(state)) ? 'trouble' : 'rest';
  return { text, colour: colours.unread, icon, title: total > 0 ? 'unread' : 'quiet' };
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
