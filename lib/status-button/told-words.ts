import { shownStates } from '../model/shown-state';
import type { Look } from './draw';
import { createWords } from './words';

const looks: readonly Look[] = [...shownStates, 'enterprise'];

/** All that buttons ever say, to be told to a page's frame before it asks: it would stand still for an answer. */
export function sayAll(get: (key: string, substitutions: readonly string[]) => string): Map<string, string> {
  const said = new Map<string, string>();
  const words = createWords(said, get);
  for (const look of looks) {
    words.label(look);
    words.drawn(look);
  }
  return said;
}
