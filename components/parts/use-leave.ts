import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Closes what is open once the pointer or the focus is put elsewhere. */
export function useLeave(box: RefObject<HTMLElement | null>, open: boolean, close: () => void): void {
  useEffect(() => {
    if (!open) return;
    const leave = ({ target }: Event) => {
      if (target instanceof Node && !box.current?.contains(target)) close();
    };
    const events = ['pointerdown', 'focusin'];
    for (const event of events) document.addEventListener(event, leave);
    return () => {
      for (const event of events) document.removeEventListener(event, leave);
    };
  }, [open]);
}
