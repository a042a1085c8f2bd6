import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ConversationKey } from '../../lib/model/ids';
import { joinDraft } from '../../lib/model/message';
import { useWorld } from '../world';

/** Writing rests this long before it is stored; a popup that closes stores at once. */
const restMs = 300;

export interface DraftText {
  readonly text: string;
  readonly change: (text: string) => void;
  /** That was taken in: it goes from the composer, what was written beside it meanwhile stays. */
  readonly sent: (text: string) => void;
  /** Stores at once what has been written; resolves when that is done. */
  readonly keep: () => Promise<void>;
  /** The text of a reply that was taken back: the background has laid it into the store, where `whole` stands now. */
  readonly takeBack: (text: string, whole: string) => void;
  /** The remoteKey of the message that is being answered. */
  readonly quote: string | undefined;
  readonly setQuote: (remoteKey: string | undefined) => void;
}

/** What is being written, kept in the store: a popup closes at any click outside it. */
export function useDraft(key: ConversationKey): DraftText {
  const { read, watchChanges } = useWorld();
  const [text, setText] = useState('');
  const [quote, keepQuote] = useState<string>();
  const answered = useRef<string | undefined>(undefined);
  const pending = useRef<{ text: string; timer: number } | undefined>(undefined);
  const touched = useRef(false);
  // Written or quoted here and not sent yet: nothing from elsewhere replaces it.
  const own = useRef(false);
  // What is written at this very moment; undefined once the composer is gone.
  const written = useRef<string | undefined>(undefined);
  const [accountId, peer] = key;

  const flush = useCallback(async () => {
    const waiting = pending.current;
    if (waiting === undefined) return;
    pending.current = undefined;
    clearTimeout(waiting.timer);
    await read.writeDraft([accountId, peer], waiting.text, answered.current);
  }, [read, accountId, peer]);

  // Before it is painted: an effect that came after would wipe what somebody was quick to write.
  useLayoutEffect(() => {
    touched.current = own.current = false;
    setText('');
    keepQuote(undefined);
    answered.current = undefined;
    written.current = '';
    const load = (isWritten: () => boolean) =>
      read.draft([accountId, peer]).then((kept) => {
        // What somebody has begun to write before the old draft was read is the newer text.
        if (isWritten()) return;
        written.current = kept.text;
        setText(kept.text);
        answered.current = kept.quote;
        keepQuote(kept.quote);
      });
    void load(() => touched.current);
    // A reply that was taken back from the list lies in the store and would be written over; what another page sent is gone.
    const isWritten = () => own.current;
    const stop = watchChanges(({ conversations }) => {
      if (!isWritten() && conversations?.some(([id, who]) => id === accountId && who === peer)) void load(isWritten);
    });
    const leave = () => void flush();
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', leave);
    return () => {
      stop();
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', leave);
      void flush();
      written.current = undefined;
    };
  }, [read, watchChanges, accountId, peer, flush]);

  const change = useCallback(
    (next: string) => {
      touched.current = true;
      own.current = next !== '';
      written.current = next;
      setText(next);
      clearTimeout(pending.current?.timer);
      pending.current = { text: next, timer: window.setTimeout(() => void flush(), restMs) };
      // A sent or emptied text must not come back as a draft, so that goes at once.
      if (next === '') void flush();
    },
    [flush],
  );
  const takeBack = useCallback(
    (back: string, whole: string) => {
      // Unless the store's own word came first.
      if (written.current !== undefined && written.current !== whole) change(joinDraft(back, written.current));
    },
    [change],
  );
  const latest = useRef(text);
  latest.current = text;
  const sent = (gone: string) => change(latest.current.replace(gone, ''));
  const setQuote = useCallback(
    (remoteKey: string | undefined) => {
      touched.current = true;
      own.current = latest.current !== '' || remoteKey !== undefined;
      answered.current = remoteKey;
      keepQuote(remoteKey);
      void read.writeDraft([accountId, peer], latest.current, remoteKey);
    },
    [read, accountId, peer],
  );
  return { text, change, sent, keep: flush, takeBack, quote, setQuote };
}
