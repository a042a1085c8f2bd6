import { useEffect, useState } from 'preact/hooks';
import type { Settings } from '../../lib/settings/settings';
import { useForms } from './forms';

/** What was chosen, undefined until read, and a way to choose. Nothing to save: a choice holds from the next act on. */
export function useSettings(): readonly [Settings | undefined, (choice: Partial<Settings>) => void] {
  const { settings } = useForms();
  const [current, setCurrent] = useState<Settings>();
  useEffect(() => void settings.read().then(setCurrent), [settings]);
  const choose = async (choice: Partial<Settings>) => {
    // Read anew: another row of this page may have changed another part meanwhile.
    const next = { ...(await settings.read()), ...choice };
    setCurrent(next);
    await settings.write(next);
  };
  return [current, (choice) => void choose(choice)];
}
