import { useEffect, useRef, useState } from 'preact/hooks';
import { useKeys } from '../keys';

/**
 * One stop for the tab key and arrows inside, as in the list of conversations; `/` leads to the search, and the arrow
 * down from there to the first row.
 *
 * @param start the row to come back to.
 * @param ready whether there are rows.
 */
export function useRowKeys(start: string | undefined, ready: boolean) {
  const box = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const [at, setAt] = useState(start);
  const rows = () => [...(box.current?.querySelectorAll<HTMLElement>('.conv-open') ?? [])];
  const go = (step: number) => {
    const all = rows();
    const next = all.indexOf(document.activeElement as HTMLElement) + step;
    if (next < 0) search.current?.focus();
    else all[Math.min(all.length - 1, next)]?.focus();
  };
  useKeys({
    J: () => go(1),
    ArrowDown: () => go(1),
    K: () => go(-1),
    ArrowUp: () => go(-1),
    Home: () => rows()[0]?.focus(),
    End: () => rows().at(-1)?.focus(),
    '/': () => search.current?.focus(),
  });
  useEffect(() => {
    if (ready && start !== undefined) box.current?.querySelector<HTMLElement>('.conv-open[tabindex="0"]')?.focus();
  }, [ready]);
  const onSearchKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' || event.isComposing) return;
    event.preventDefault();
    go(1);
  };
  return { box, search, at, setAt, onSearchKey };
}
