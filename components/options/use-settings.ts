import { useEffect, useState } from 'preact/hooks';
import { parseSettings, type Settings } from '../../lib/settings/settings';
import { useFailureToast } from '../parts/toast';
import { useForms } from './forms';

/** What is to change; undefined where a choice is taken back. */
type Choice = { readonly [K in keyof Settings]?: Settings[K] | undefined };

/**
 * What was chosen, undefined until read, and a way to choose, false where that could not be stored. Nothing to save: a
 * choice holds from the next act on.
 */
export function useSettings(): readonly [Settings | undefined, (choice: Choice) => Promise<boolean>] {
  const { settings } = useForms();
  const failed = useFailureToast();
  const [current, setCurrent] = useState<Settings>();
  useEffect(() => void settings.read().then(setCurrent), [settings]);
  const choose = async (choice: Choice) => {
    // Read anew: another row of this page may have changed another part meanwhile.
    const before = await settings.read();
    const next = parseSettings({ ...before, ...choice });
    setCurrent(next);
    try {
      await settings.write(next);
      return true;
    } catch {
      setCurrent(before);
      return failed({ ok: false });
    }
  };
  return [current, choose];
}
