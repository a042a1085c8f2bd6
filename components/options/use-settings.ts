import { useEffect, useState } from 'preact/hooks';
import { parseSettings, type Settings } from '../../lib/settings/settings';
import { useForms } from './forms';

/** What is to change; undefined where a choice is taken back. */
type Choice = { readonly [K in keyof Settings]?: Settings[K] | undefined };

/** What was chosen, undefined until read, and a way to choose. Nothing to save: a choice holds from the next act on. */
export function useSettings(): readonly [Settings | undefined, (choice: Choice) => Promise<void>] {
  const { settings } = useForms();
  const [current, setCurrent] = useState<Settings>();
  useEffect(() => void settings.read().then(setCurrent), [settings]);
  const choose = async (choice: Choice) => {
    // Read anew: another row of this page may have changed another part meanwhile.
    const next = parseSettings({ ...(await settings.read()), ...choice });
    setCurrent(next);
    await settings.write(next);
  };
  return [current, choose];
}
