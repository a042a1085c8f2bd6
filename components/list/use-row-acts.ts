import { useMemo } from 'preact/hooks';
import { forEver, isQuietGroup } from '../../lib/model/conversation';
import type { EpochMs } from '../../lib/model/ids';
import type { ConversationView } from '../../lib/store/read';
import { isGroup, peerName } from '../names';
import { useFailureToast, useToasts } from '../parts/toast';
import { useWorld } from '../world';
import type { RowActs } from './conversation-row';

export function isMuted(view: ConversationView, now: EpochMs): boolean {
  return (view.conversation.mutedUntil ?? 0) > now;
}

/** What can be done with a conversation from its row, and from its head. */
export function useRowActs(): Omit<RowActs, 'open' | 'muteFor'> {
  const { ask, now, i18n } = useWorld();
  const { show } = useToasts();
  const failed = useFailureToast();
  return useMemo(() => {
    const { t } = i18n;
    const call = (view: ConversationView) => ({
      accountId: view.conversation.accountId,
      peer: view.conversation.peer,
    });
    const setMute = async (view: ConversationView, mute: boolean) => {
      const ok = failed(await ask('mute', { ...call(view), ...(mute ? { until: forEver } : {}) }));
      if (!ok) return;
      const text = t(mute ? 'muted_toast' : 'unmuted_toast', peerName(view));
      show({ text, undo: { label: t('undo'), run: () => void setMute(view, !mute) } });
    };
    const setLoud = async (view: ConversationView, loud: boolean) => {
      if (!failed(await ask('loud', { ...call(view), loud }))) return;
      const text = t(loud ? 'loud_toast' : 'quiet_toast', peerName(view));
      show({ text, undo: { label: t('undo'), run: () => void setLoud(view, !loud) } });
    };
    return {
      loud: (view) => {
        if (isGroup(view.conversation.peer)) void setLoud(view, isQuietGroup(view.conversation));
      },
      markRead: async (view) => {
        failed(await ask('markRead', { ...call(view), through: view.conversation.lastOrdinal }));
      },
      mute: (view) => void setMute(view, !isMuted(view, now())),
      // The preview is the newest message, so its ordinal is the conversation's last.
      retry: async (view) => {
        failed(await ask('settle', { ...call(view), ordinal: view.conversation.lastOrdinal, as: 'again' }));
      },
    };
  }, [ask, now, i18n, show, failed]);
}
