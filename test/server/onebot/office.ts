import type { Core } from '../core';
import type { Habit } from '../settings';
import type { Account, Accounts } from './accounts';
import type { Feeds } from './feeds';
import { MANNERS, type Manner } from './flavours';
import type { History } from './history';
import type { Requests } from './requests';

/** What the parts of OneBot share. */
export interface Office {
  core: Core;
  accounts: Accounts;
  history: History;
  requests: Requests;
  feeds: Feeds;
}

export function mannerOf({ flavour }: Account): Manner {
  return MANNERS[flavour];
}

export function hasHabit({ core }: Office, habit: Habit): boolean {
  return core.settings.habits.has(habit);
}

/** Whether the number itself is signed in at QQ: the program at its port may live on without. */
export function isOnlineInQq({ core }: Office, { uin }: Account): boolean {
  return core.world.presence(uin) !== 'offline';
}
