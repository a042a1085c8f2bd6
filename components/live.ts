import { type Inputs, useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Changes } from '../lib/store/changes';
import { useWorld } from './world';

export interface Live<T> {
  /** Undefined until the first read is through. */
  readonly value: T | undefined;
  readonly error: unknown;
  readonly reload: () => void;
}

/**
 * What the store holds, read again after each change that concerns it. Changes that arrive during a read lead to one
 * more read, not to one each: a burst of commits costs two reads.
 */
export function useLive<T>(read: () => Promise<T>, concerns: (changes: Changes) => boolean, inputs: Inputs): Live<T> {
  const { watchChanges } = useWorld();
  const [state, setState] = useState<{ value?: T; error?: unknown }>({});
  const latest = useRef({ read, concerns });
  latest.current = { read, concerns };
  const reloadRef = useRef(() => {});

  useEffect(() => {
    let alive = true;
    let reading = false;
    let again = false;
    const run = async () => {
      if (reading) {
        again = true;
        return;
      }
      reading = true;
      do {
        again = false;
        try {
          const value = await latest.current.read();
          if (alive) setState({ value });
        } catch (error) {
          if (alive) setState((before) => ({ ...before, error }));
        }
      } while (again && alive);
      reading = false;
    };
    reloadRef.current = () => void run();
    setState({});
    void run();
    const stop = watchChanges((changes) => {
      if (latest.current.concerns(changes)) void run();
    });
    return () => {
      alive = false;
      stop();
    };
  }, inputs);

  const reload = useCallback(() => reloadRef.current(), []);
  return { value: state.value, error: state.error, reload };
}
