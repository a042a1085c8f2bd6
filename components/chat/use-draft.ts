import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ConversationKey } from '../../lib/model/ids';
import { useWorld } from '../world';

/** Writing rests this long before it is stored; a popup that closes stores at once. */
const restMs = 300;

export interface DraftText {
  readonly text: string;
  readonly change: (text: string) => void;
}

/** What is being written, kept in the store: a popup closes at any click outside it. */
export function useDraft(key: ConversationKey): DraftText {
  const { read } = useWorld();
  const [text, setText] = useState('');
  const pending = useRef<{ text: string; timer: number } | undefined>(undefined);
  const touched = useRef(false);
  const [accountId, peer] = key;

  const flush = useCallback(() => {
    const waiting = pending.current;
    if (waiting === undefined) return;
    pending.current = undefined;
    clearTimeout(waiting.timer);
    void read.writeDraft([accountId, peer], waiting.text);
  }, [read, accountId, peer]);

  useEffect(() => {
    touched.current = false;
    setText('');
    // What somebody has begun to write before the old draft was read is the newer text.
    void read.draft([accountId, peer]).then((kept) => !touched.current && setText(kept));
    const leave = () => flush();
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', leave);
      flush();
    };
  }, [read, accountId, peer, flush]);

  const change = useCallback(
    (next: string) => {
      touched.current = true;
      setText(next);
      clearTimeout(pending.current?.timer);
      pending.current = { text: next, timer: window.setTimeout(flush, restMs) };
      // A sent or emptied text must not come back as a draft, so that goes at once.
      if (next === '') flush();
    },
    [flush],
  );
  return { text, change };
}
