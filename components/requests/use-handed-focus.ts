import { useLayoutEffect, useRef } from 'preact/hooks';

/** For a row that may go with the focus in it: its neighbour gets it then, at what `place` names. */
export function useHandedFocus(place: string) {
  const row = useRef<HTMLLIElement>(null);
  useLayoutEffect(
    () => () => {
      const gone = row.current;
      if (!gone?.contains(document.activeElement)) return;
      const next = gone.nextElementSibling ?? gone.previousElementSibling;
      next?.querySelector<HTMLElement>(place)?.focus();
    },
    [],
  );
  return row;
}
