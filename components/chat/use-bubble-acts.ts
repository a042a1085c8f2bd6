import type { RefObject } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { actId, type Deed } from '../../lib/model/act';
import type { Message } from '../../lib/model/message';
import type { AccountView } from '../../lib/store/read';
import { useToasts } from '../parts/toast';
import { plainWords } from '../plain-words';
import { useActs } from '../use-acts';
import { useWorld } from '../world';
import type { BubbleActs } from './bubble-menu';
import type { Messages } from './use-messages';

/** What can be done with a message, the same functions from drawing to drawing, so that bubbles rest. */
export function useBubbleActs(
  account: AccountView | undefined,
  messages: Messages,
  box: RefObject<HTMLElement | null>,
  quote: (message: Message) => void,
) {
  const { i18n } = useWorld();
  const { show } = useToasts();
  const acts = useActs(account);
  const latest = useRef({ acts, quote, messages });
  latest.current = { acts, quote, messages };
  const wanted = useRef<number | undefined>(undefined);

  const flash = (ordinal: number): boolean => {
    const node = box.current?.querySelector<HTMLElement>(`[data-ordinal="${ordinal}"]`);
    if (!node) return false;
    node.scrollIntoView({ block: 'center' });
    node.classList.remove('found');
    // Read so that the same message found twice is lit twice.
    void node.offsetWidth;
    node.classList.add('found');
    return true;
  };
  // A quoted message that had to be read first.
  useEffect(() => {
    if (wanted.current !== undefined && flash(wanted.current)) wanted.current = undefined;
  }, [messages.rows]);

  const tools = useMemo<BubbleActs>(
    () => ({
      quote: (message) => latest.current.quote(message),
      copy: (message) => {
        const text = message.parts ? plainWords(message.parts, i18n.t) : message.text;
        void navigator.clipboard.writeText(text).then(
          () => show({ text: i18n.t('copied_toast') }),
          () => show({ text: i18n.t('call_failed') }),
        );
      },
      recall: (message) => void latest.current.acts.run(deedOf(message)),
      canRecall: (message) => latest.current.acts.canRecall(message),
      jump: (ordinal) => {
        if (flash(ordinal)) return;
        wanted.current = ordinal;
        latest.current.messages.reach(ordinal);
      },
    }),
    [i18n, show],
  );
  const endRecall = useMemo(() => (message: Message) => void latest.current.acts.cancel(actId(deedOf(message))), []);
  const recallOf = (message: Message) =>
    message.direction === 'out' ? acts.wordsOf(actId(deedOf(message))) : undefined;
  return { tools, recallOf, endRecall };
}

function deedOf({ remoteKey }: Message): Deed {
  return { kind: 'recall', remoteKey };
}
