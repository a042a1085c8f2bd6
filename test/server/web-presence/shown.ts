import { type Uin, visiblePresence, type World } from '../world';

/** All that a stranger's page was ever told of somebody: there, not there, or that the person allows no telling. */
export type Shown = 'online' | 'offline' | 'not-enabled';

/** Away and busy count as there, invisible as not (spec/web-presence, F4). Nobody has enabled a number nobody has. */
export function shownState(world: World, uin: Uin): Shown {
  if (world.profile(uin) === undefined) return 'not-enabled';
  return visiblePresence(world.presence(uin)) === 'offline' ? 'offline' : 'online';
}
