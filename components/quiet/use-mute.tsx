import { useState } from 'preact/hooks';
import { forEver } from '../../lib/model/conversation';
import type { AccountView, ConversationView } from '../../lib/store/read';
import { isMuted } from '../list/use-row-acts';
import { peerName } from '../names';
import { useFailureToast, useToasts } from '../parts/toast';
import { useWorld } from '../world';
import { AlwaysSwitch } from './always-switch';
import { useEndWords } from './end-words';
import { useQuietDialog } from './use-quiet-dialog';

type Muted =
  | { readonly of: 'conversation'; readonly view: ConversationView }
  | { readonly of: 'account'; readonly view: AccountView };

export function isAccountMuted({ account }: AccountView, now: number): boolean {
  return (account.mutedUntil ?? 0) > now;
}

/** Asks for how long a conversation or an account is to be quiet; one that is muted is heard again at once. */
export function useMute() {
  const { ask, now, i18n } = useWorld();
  const { t } = i18n;
  const { show } = useToasts();
  const failed = useFailureToast();
  const endWords = useEndWords();
  const [asked, setAsked] = useState<Muted>();
  const QuietDialog = useQuietDialog(asked !== undefined);

  const set = async (muted: Muted, until: number | undefined) => {
    const how = until === undefined ? {} : { until };
    const { of, view } = muted;
    const before = of === 'account' ? view.account.mutedUntil : view.conversation.mutedUntil;
    const answer =
      of === 'account'
        ? await ask('account.mute', { accountId: view.account.id, ...how })
        : await ask('mute', { accountId: view.conversation.accountId, peer: view.conversation.peer, ...how });
    if (!failed(answer)) return;
    const end = until === undefined ? '' : endWords(until);
    const text =
      until === undefined
        ? t('unmuted_toast', nameOf(muted))
        : end === ''
          ? t('muted_toast', nameOf(muted))
          : t('muted_until_toast', nameOf(muted), end);
    // What it was before, whatever that was: taking back a choice is not another choice.
    const back = before === undefined ? undefined : Math.min(before, forEver);
    show({ text, undo: { label: t('undo'), run: () => void set(muted, back) } });
  };
  const toggle = (muted: Muted, isOn: boolean) => (isOn ? void set(muted, undefined) : setAsked(muted));

  return {
    conversation: (view: ConversationView) => toggle({ of: 'conversation', view }, isMuted(view, now())),
    account: (view: AccountView) => toggle({ of: 'account', view }, isAccountMuted(view, now())),
    dialog: asked && QuietDialog && (
      <QuietDialog
        title={t('mute_of', nameOf(asked))}
        note={t(asked.of === 'account' ? 'mute_account_note' : 'mute_note')}
        last={t('quiet_for_good')}
        choose={(until) => void set(asked, until)}
        close={() => setAsked(undefined)}
      >
        {asked.of === 'conversation' && <AlwaysSwitch view={asked.view} />}
      </QuietDialog>
    ),
  };
}

function nameOf(muted: Muted): string {
  return muted.of === 'account' ? muted.view.account.name : peerName(muted.view);
}
