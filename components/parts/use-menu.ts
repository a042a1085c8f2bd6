import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { useLeave } from './use-leave';

/** An open menu takes the keys at its first item, and closes when the person goes on elsewhere. */
export function useMenu(box: RefObject<HTMLElement | null>, open: boolean, close: () => void): void {
  useEffect(() => {
    if (open) menuItems(box.current)[0]?.focus();
  }, [open]);
  useLeave(box, open, close);
}

/** Arrows go round in a menu. */
export function moveInMenu(box: HTMLElement | null, step: number): void {
  const all = menuItems(box);
  const at = all.indexOf(document.activeElement as HTMLElement);
  all[(at + step + all.length) % all.length]?.focus();
}

/** Which way a key leads: 0 for any other than an arrow. */
export function stepOf({ key }: KeyboardEvent): number {
  return key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
}

function menuItems(box: HTMLElement | null): HTMLElement[] {
  return [...(box?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
}
