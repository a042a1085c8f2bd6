import { useEffect, useRef } from 'preact/hooks';

/** By `event.key`; a letter with shift is `Shift+U`. One that answers false has done nothing: the next listener may. */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => unknown>>;

/**
 * Single letters for the whole page, never while somebody writes, an input method composes or a dialog is open. The
 * newest listener comes first and what it takes is not handed on, so a chat's Escape does not close the popup.
 */
export function useKeys(keys: Keys, enabled = true): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key !== 'Escape' && inField(event.target)) return;
      if (document.querySelector('dialog[open]') !== null) return;
      const letter = event.key.length === 1 ? event.key.toUpperCase() : event.key;
      const name = event.shiftKey && /^[A-Z]$/.test(letter) ? `Shift+${letter}` : letter;
      const act = latest.current[name];
      if (act && act(event) !== false) event.preventDefault();
    };
    listeners.unshift(listen);
    if (listeners.length === 1) document.addEventListener('keydown', dispatch);
    return () => {
      listeners.splice(listeners.indexOf(listen), 1);
      if (listeners.length === 0) document.removeEventListener('keydown', dispatch);
    };
  }, [enabled]);
}

const listeners: Array<(event: KeyboardEvent) => void> = [];

function dispatch(event: KeyboardEvent): void {
  for (const listen of [...listeners]) {
    listen(event);
    if (event.defaultPrevented) return;
  }
}

function inField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}
