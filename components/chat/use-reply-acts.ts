import type { RefObject } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import type { ConversationKey } from '../../lib/model/ids';
import { useFailureToast, useToasts } from '../parts/toast';
import { useWorld } from '../world';
import type { ReplyActs } from './reply-state';
import type { DraftText } from './use-draft';

/** Taking a reply back and settling one whose fate is open. A reply taken back in time returns to the composer. */
export function useReplyActs(
  [accountId, peer]: ConversationKey,
  draft: DraftText,
  field: RefObject<HTMLElement | null>,
): ReplyActs {
  const { ask, read, i18n } = useWorld();
  const { show } = useToasts();
  const failed = useFailureToast();
  const latest = useRef(draft);
  latest.current = draft;
  return useMemo(
    () => ({
      cancel: async (id, text) => {
        // What stands in the composer must be in the store when the background lays the text before it.
        await latest.current.keep();
        const answer = await ask('cancel', { id });
        if (!failed(answer) || !answer.ok) return;
        if (!answer.value) return show({ text: i18n.t('not_undone') });
        const { text: whole, quote } = await read.draft([accountId, peer]);
        latest.current.takeBack(text, whole);
        if (quote !== undefined) latest.current.setQuote(quote);
        field.current?.focus();
      },
      settle: async (message, as) => {
        failed(await ask('settle', { accountId, peer, ordinal: message.ordinal, as }));
      },
    }),
    [ask, read, i18n, show, failed, field, accountId, peer],
  );
}
