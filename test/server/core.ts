import type { Clock } from './clock';
import { Faults } from './faults';
import { Journal } from './journal';
import { Ledger } from './ledger';
import { Settings } from './settings';
import type { StateFile } from './state-file';
import { World } from './world';

/** What every protocol and the control port share. */
export interface Core {
  clock: Clock;
  seed: number;
  journal: Journal;
  world: World;
  ledger: Ledger;
  settings: Settings;
  faults: Faults;
}

/** Makes the shared parts, empty. */
export function createCore(clock: Clock, seed: number, stateFile?: StateFile): Core {
  const journal = new Journal(stateFile);
  const world = new World(journal);
  const ledger = new Ledger(journal);
  const settings = new Settings(journal);
  return { clock, seed, journal, world, ledger, settings, faults: new Faults() };
}
