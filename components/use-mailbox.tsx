import { useCallback, useState } from 'preact/hooks';
import type { AccountId, ConversationKey } from '../lib/model/ids';
import type { AccountView, ConversationView } from '../lib/store/read';
import { useKeys } from './keys';
import { useLazy } from './lazy';
import { wantsReply } from './parse-place';
import { useFailureToast, useToasts } from './parts/toast';
import { useWorld } from './world';

const loadKeyHelp = () => import('./key-help');

export interface Opened {
  readonly key: ConversationKey;
  readonly known: ConversationView | undefined;
  readonly reply: boolean;
}

/** What popup and inbox have in common: the chosen account, the open conversation, and the keys for both. */
export function useMailbox(accounts: readonly AccountView[], start: ConversationKey | undefined) {
  const { ask, i18n } = useWorld();
  const { show } = useToasts();
  const failed = useFailureToast();
  const [accountId, choose] = useState<AccountId>();
  const [wanted, setOpened] = useState<Opened | undefined>(
    start && { key: start, known: undefined, reply: wantsReply(location.hash) },
  );
  const [showsKeys, setShowsKeys] = useState(false);
  const KeyHelp = useLazy(showsKeys, loadKeyHelp);
  // An account that was removed while chosen is no longer a filter.
  const chosen = accounts.find((view) => view.account.id === accountId);
  // Nor is a conversation of it open: it would be waited for without an end.
  const gone = accounts[0] && !accounts.some((view) => view.account.id === wanted?.key[0]);

  const open = useCallback((view: ConversationView, reply: boolean) => {
    setOpened({ key: [view.conversation.accountId, view.conversation.peer], known: view, reply });
  }, []);
  const openKey = useCallback(
    (key: ConversationKey, reply: boolean) => setOpened({ key, known: undefined, reply }),
    [],
  );
  const back = useCallback(() => setOpened(undefined), []);
  const markAllRead = useCallback(async () => {
    const answer = await ask('markAllRead', chosen === undefined ? {} : { accountId: chosen.account.id });
    if (failed(answer)) show({ text: i18n.t('all_read_toast') });
  }, [ask, chosen, failed, show, i18n]);

  const digits = Object.fromEntries(
    accounts.slice(0, 9).map((view, n) => [String(n + 1), () => choose(view.account.id)]),
  );
  useKeys({
    ...digits,
    '0': () => choose(undefined),
    'Shift+U': () => void markAllRead(),
    '?': () => setShowsKeys(true),
  });

  return {
    chosen,
    choose,
    opened: gone ? undefined : wanted,
    open,
    openKey,
    back,
    markAllRead,
    keyHelp: showsKeys && KeyHelp ? <KeyHelp close={() => setShowsKeys(false)} /> : null,
  };
}
