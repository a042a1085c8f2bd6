import type { Clock } from './clock';
import { Faults } from './faults';
import { Groups } from './groups';
import { Journal } from './journal';
import { Ledger } from './ledger';
import type { Postbox } from './postbox';
import { Settings } from './settings';
import type { StateFile } from './state-file';
import { type ProtocolName, World } from './world';

/** What every protocol and the control port share. */
export interface Core {
  clock: Clock;
  seed: number;
  journal: Journal;
  world: World;
  groups: Groups;
  ledger: Ledger;
  settings: Settings;
  faults: Faults;
  /** How people's clients are reached, where messages do not wait on a queue to be fetched. */
  postboxes: Map<ProtocolName, Postbox>;
}

/** Makes the shared parts, empty. */
export function createCore(clock: Clock, seed: number, stateFile?: StateFile): Core {
  const journal = new Journal(stateFile);
  const world = new World(journal);
  const groups = new Groups(journal);
  const ledger = new Ledger(journal);
  const settings = new Settings(journal);
  return { clock, seed, journal, world, groups, ledger, settings, faults: new Faults(), postboxes: new Map() };
}
