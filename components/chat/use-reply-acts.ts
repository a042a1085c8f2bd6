import { useMemo, useRef } from 'preact/hooks';
import type { ConversationKey } from '../../lib/model/ids';
import { useFailureToast, useToasts } from '../parts/toast';
import { useWorld } from '../world';
import type { ReplyActs } from './reply-state';
import type { DraftText } from './use-draft';

/** Taking a reply back and settling one whose fate is open. A reply taken back in time returns to the composer. */
export function useReplyActs([accountId, peer]: ConversationKey, draft: DraftText): ReplyActs {
  const { ask, i18n } = useWorld();
  const { show } = useToasts();
  const failed = useFailureToast();
  const latest = useRef(draft);
  latest.current = draft;
  return useMemo(
    () => ({
      cancel: async (id, text) => {
        const answer = await ask('cancel', { id });
        if (!failed(answer) || !answer.ok) return;
        if (!answer.value) show({ text: i18n.t('not_undone') });
        else if (latest.current.text === '' && text !== '') latest.current.change(text);
      },
      settle: async (message, as) => {
        failed(await ask('settle', { accountId, peer, ordinal: message.ordinal, as }));
      },
    }),
    [ask, i18n, show, failed, accountId, peer],
  );
}
