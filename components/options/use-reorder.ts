import type { TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AccountId } from '../../lib/model/ids';

/** The ids with one of them taken to another place. */
export function moved(ids: readonly AccountId[], id: AccountId, to: number): AccountId[] {
  const rest = ids.filter((other) => other !== id);
  const place = Math.min(rest.length, Math.max(0, to));
  return [...rest.slice(0, place), id, ...rest.slice(place)];
}

/** Order by dragging a row, or by arrow keys on its handle. */
export function useReorder(ids: readonly AccountId[], order: (ids: AccountId[], id: AccountId) => void) {
  const [dragged, setDragged] = useState<AccountId>();
  // A row that is put elsewhere in the page drops the focus.
  const held = useRef<HTMLElement | undefined>(undefined);
  useLayoutEffect(() => {
    if (document.activeElement === document.body) held.current?.focus();
  }, [ids.join()]);
  return {
    dragged,
    row: (id: AccountId) => ({
      onDragOver: (event: DragEvent) => {
        if (dragged !== undefined) event.preventDefault();
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        if (dragged !== undefined && dragged !== id) order(moved(ids, dragged, ids.indexOf(id)), dragged);
        setDragged(undefined);
      },
    }),
    handle: (id: AccountId) => ({
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer?.setData('text/plain', String(id));
        setDragged(id);
      },
      onDragEnd: () => setDragged(undefined),
      onKeyDown: (event: TargetedKeyboardEvent<HTMLElement>) => {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        held.current = event.currentTarget;
        const to = ids.indexOf(id) + step;
        if (to >= 0 && to < ids.length) order(moved(ids, id, to), id);
      },
    }),
  };
}
