import { cleanName } from '../format/name';
import type { EpochMs } from '../model/ids';
import type { SessionState } from '../model/session';
import type { Toolbar } from './toolbar-badge';

export interface TitleInput {
  readonly total: number;
  readonly accounts: ReadonlyArray<{
    readonly name: string;
    readonly unread: number;
    readonly state: SessionState;
    readonly lastOkAt?: EpochMs;
  }>;
}

/** The words of it, from whoever has a browser: `t('toolbar_unread', 7)`. */
export interface TitleWords {
  readonly t: (key: `toolbar_${TitleKey}` | `state_${StateKey}`, ...values: (string | number)[]) => string;
}
type TitleKey =
  | 'unread'
  | 'unread_of'
  | 'quiet'
  | 'not_checked'
  | 'no_network'
  | 'no_network_since'
  | 'store_trouble'
  | 'no_accounts'
  | 'addend'
  | 'addends'
  | 'and'
  | 'more'
  | 'trouble';
type StateKey = 'displaced' | 'refused' | 'unreachable' | 'needs_permission' | 'locked' | 'offline_in_qq';

/** Names in a tooltip: more are counted, since it is one line that nobody can scroll. */
const mostNamed = 3;
const longestName = 24;

/** What is wrong with an account, worst first: one of them is named. */
const troubles: ReadonlyArray<readonly [SessionState, StateKey]> = [
  ['refused', 'refused'],
  ['displaced', 'displaced'],
  ['needs-permission', 'needs_permission'],
  ['locked', 'locked'],
  ['offline-in-qq', 'offline_in_qq'],
  ['unreachable', 'unreachable'],
];

/** The sum in words, and the account that most needs a look: "Uinbell: 7 unread (Youpin 3, Service 4). Trade: no answer". */
export function titleWords(
  kind: Toolbar['title'],
  { total, accounts }: TitleInput,
  { t }: TitleWords,
  hour: (at: EpochMs) => string,
): string {
  switch (kind) {
    case 'no-network': {
      const last = Math.max(...accounts.map(({ lastOkAt = 0 }) => lastOkAt));
      return last === 0 ? t('toolbar_no_network', total) : t('toolbar_no_network_since', total, hour(last));
    }
    case 'not-checked':
      return t('toolbar_not_checked');
    case 'no-accounts':
      return t('toolbar_no_accounts');
    case 'store-trouble':
      return t('toolbar_store_trouble');
    case 'quiet':
      return withTrouble(t('toolbar_quiet'), accounts, t);
    case 'unread':
      return withTrouble(sumWords(total, accounts, t), accounts, t);
    default:
      return kind satisfies never;
  }
}

/** Where there is one account its name adds nothing to the number. */
function sumWords(total: number, accounts: TitleInput['accounts'], t: TitleWords['t']): string {
  const adding = accounts.filter(({ unread }) => unread > 0).sort((a, b) => b.unread - a.unread);
  const named = adding.slice(0, mostNamed).map(({ name, unread }) => t('toolbar_addend', shortName(name), unread));
  if (accounts.length < 2 || named.length === 0) return t('toolbar_unread', total);
  const left = adding.length - named.length;
  const addends = left > 0 ? [...named, t('toolbar_more', left)] : named;
  const sum = addends.reduce((so, one) => t('toolbar_addends', so, one));
  return t('toolbar_unread_of', total, sum);
}

function withTrouble(words: string, accounts: TitleInput['accounts'], t: TitleWords['t']): string {
  for (const [state, key] of troubles) {
    const worst = accounts.find((account) => account.state === state);
    if (worst) return t('toolbar_and', words, t('toolbar_trouble', shortName(worst.name), t(`state_${key}`)));
  }
  return words;
}

function shortName(name: string): string {
  const clean = cleanName(name);
  return clean.length > longestName ? `${clean.slice(0, longestName - 1).replace(/[\ud800-\udbff]$/, '')}…` : clean;
}
