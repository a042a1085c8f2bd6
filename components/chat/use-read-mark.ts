import type { RefObject } from 'preact';
import { useCallback, useRef } from 'preact/hooks';
import type { ConversationView } from '../../lib/store/read';
import { useWorld } from '../world';

/**
 * Marks read through the last message that was really shown, and only while the page is in sight and has the focus: a
 * window behind another one has shown nobody anything.
 */
export function useReadMark(view: ConversationView, box: RefObject<HTMLElement | null>): () => void {
  const { ask } = useWorld();
  const { accountId, peer, readThrough } = view.conversation;
  const told = useRef(readThrough);
  return useCallback(() => {
    if (document.visibilityState !== 'visible' || !document.hasFocus() || box.current === null) return;
    const through = lastShown(box.current);
    if (through <= Math.max(readThrough, told.current)) return;
    told.current = through;
    void ask('markRead', { accountId, peer, through }).then((answer) => {
      if (!answer.ok) told.current = readThrough;
    });
  }, [ask, accountId, peer, readThrough, box]);
}

/** The ordinal of the lowest bubble whose end lies inside the box; 0 where there is none. */
function lastShown(box: HTMLElement): number {
  const floor = box.getBoundingClientRect().bottom + 1;
  const bubbles = box.querySelectorAll<HTMLElement>('[data-ordinal]');
  for (let n = bubbles.length - 1; n >= 0; n--) {
    const bubble = bubbles[n];
    if (bubble && bubble.getBoundingClientRect().bottom <= floor) return Number(bubble.dataset.ordinal);
  }
  return 0;
}
