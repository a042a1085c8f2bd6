import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { wordKey } from '../../lib/i18n/i18n';
import type { Account } from '../../lib/model/account';
import type { ConversationKey } from '../../lib/model/ids';
import { longestReply } from '../../lib/model/message';
import { isStopped } from '../../lib/model/session';
import type { AccountView } from '../../lib/store/read';
import { Tag } from '../parts/tag';
import { useFailureToast } from '../parts/toast';
import { useWorld } from '../world';
import type { DraftText } from './use-draft';

interface ComposerProps {
  readonly conversation: ConversationKey;
  readonly view: AccountView | undefined;
  readonly draft: DraftText;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** Control and Enter: sent, and back to the list. */
  readonly sentAndBack: (replyId: string, text: string) => void;
  /** Takes back what waits to leave; absent where nothing does. */
  readonly undo?: (() => void) | undefined;
}

/** The guard against answering as the wrong account: the send button wears its colour, tag and last digits. */
export function Composer({ conversation, view, draft, field, sentAndBack, undo }: ComposerProps) {
  const { ask, newId, i18n } = useWorld();
  const { t } = i18n;
  const failed = useFailureToast();
  const [sending, setSending] = useState(false);
  // The same text keeps its name until it is taken in: asked twice, it is stored once.
  const replyId = useRef<string | undefined>(undefined);
  const over = draft.text.length - longestReply;
  const cannot = whyNot(view);
  const [accountId, peer] = conversation;

  // Before it is painted: other words under the old name would be taken for what is stored already.
  useLayoutEffect(() => {
    replyId.current = undefined;
  }, [draft.text]);

  useLayoutEffect(() => {
    const node = field.current;
    if (node === null) return;
    node.style.height = 'auto';
    node.style.height = `${node.scrollHeight + node.offsetHeight - node.clientHeight}px`;
  }, [draft.text, field]);

  const send = async (andBack: boolean) => {
    if (sending || cannot !== undefined || over > 0 || draft.text.trim() === '') return;
    replyId.current ??= newId();
    const id = replyId.current;
    const quoting = draft.quote === undefined ? {} : { quote: draft.quote };
    setSending(true);
    const ok = failed(await ask('send', { id, accountId, peer, text: draft.text, ...quoting }));
    setSending(false);
    if (!ok) return;
    if (draft.quote !== undefined) draft.setQuote(undefined);
    draft.sent(draft.text);
    if (andBack) sentAndBack(id, draft.text);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // In a field with text of its own, taking back means the last words typed.
    if (undo && draft.text === '' && event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return undo();
    }
    // 229: an input method has the key, also where isComposing already says no (Safari, some IMEs).
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    void send(event.ctrlKey || event.metaKey);
  };

  return (
    <form
      class={`composer a${view?.account.colour ?? 4}`}
      onSubmit={(event) => {
        event.preventDefault();
        void send(false);
      }}
    >
      <textarea
        ref={field}
        class="field"
        rows={2}
        aria-label={t('reply')}
        value={draft.text}
        onInput={(event) => draft.change(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div class="composer-foot">
        <span class="grow cut">{over > 0 ? <span class="bad">{i18n.plural('too_long', over)}</span> : <Hints />}</span>
        <SendButton account={view?.account} cannot={cannot} busy={sending || over > 0 || draft.text.trim() === ''} />
      </div>
    </form>
  );

  /** Why this account cannot send now; undefined where it can, or where its replies wait and leave by themselves. */
  function whyNot(of: AccountView | undefined): string | undefined {
    if (of === undefined) return t('cannot_no_account');
    const { state } = of.session;
    // The program answers, its QQ is gone: whatever is sent now fails.
    if (state === 'offline-in-qq') return t('cannot_offline_in_qq');
    if (!isStopped(state)) return undefined;
    return t(
      wordKey('cannot', state as 'displaced' | 'refused' | 'needs-permission' | 'locked' | 'paused' | 'signed-out'),
    );
  }
}

function Hints() {
  const { t } = useWorld().i18n;
  return (
    <>
      <kbd>Enter</kbd> {t('hint_send')} · <kbd>Shift</kbd>+<kbd>Enter</kbd> {t('hint_line')}
    </>
  );
}

interface SendButtonProps {
  readonly account: Account | undefined;
  readonly cannot: string | undefined;
  readonly busy: boolean;
}

function SendButton({ account, cannot, busy }: SendButtonProps) {
  const { t } = useWorld().i18n;
  if (account === undefined || cannot !== undefined) {
    return (
      <button type="submit" class="send" disabled>
        {account && <Tag account={account} />}
        {cannot}
      </button>
    );
  }
  return (
    <button
      type="submit"
      class={`send a${account.colour}`}
      aria-disabled={busy}
      title={t('send_as', account.name, account.uin)}
    >
      <Tag account={account} />
      <span>{t('send')}</span>
      <span class="rule" />
      <span class="last">…{account.uin.slice(-4)}</span>
    </button>
  );
}
