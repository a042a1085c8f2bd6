import { useState } from 'preact/hooks';
import { cleanName } from '../../lib/format/name';
import { previewLine } from '../../lib/format/preview';
import { actId, type Deed } from '../../lib/model/act';
import { contactName } from '../../lib/model/contact';
import type { AccountView, RequestView } from '../../lib/store/read';
import { Icon } from '../parts/glyph';
import { Tag } from '../parts/tag';
import { useActs } from '../use-acts';
import { useWorld } from '../world';

interface RequestItemProps {
  readonly view: RequestView;
  readonly account: AccountView;
}

/** One who asks: 52 px as every row; opened it shows all that they wrote, and a field for a name or a reason. */
export function RequestItem({ view, account }: RequestItemProps) {
  const { i18n, clock, now } = useWorld();
  const { t } = i18n;
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const acts = useActs(account);
  const { request, contact } = view;
  const name = cleanName(contact ? contactName(contact) : '') || request.from;
  const givesReason = request.group !== undefined || acts.able('decline-reason');
  const deed = (accept: boolean): Deed => {
    // A name is kept of a friend, a reason is told of a group or where the server takes one: each only with its answer.
    const says = text.trim() !== '' && accept !== givesReason;
    return { kind: 'answer', key: request.key, accept, ...(says && { text: text.trim() }) };
  };
  const id = actId(deed(true));
  const state = acts.wordsOf(id);
  const able = acts.able('requests');
  const idle = state === undefined && able;

  const onKeyDown = (event: KeyboardEvent) => {
    if (!idle || event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toUpperCase();
    if (key !== 'E' && key !== 'X') return;
    event.preventDefault();
    event.stopPropagation();
    void acts.run(deed(key === 'E'));
  };

  return (
    <li class={`request a${account.account.colour}`} onKeyDown={onKeyDown}>
      <div class="request-row">
        <button type="button" class="request-open" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span class="face asking" aria-hidden="true">
            <Icon name="person" />
          </span>
          <span class="grow">
            <span class="line">
              <bdi class="name cut">{name}</bdi>
              <time>{clock.listTime(request.at, now())}</time>
            </span>
            <span class="line second">
              <Tag account={account.account} />
              <span class="hidden">{account.account.name}</span>
              {state ? (
                <span class={`cut ${state.tone}`}>{state.text}</span>
              ) : (
                <span class="cut">{able ? wish(previewLine(request.text)) : t('request_elsewhere')}</span>
              )}
            </span>
          </span>
        </button>
        <span class="request-acts">
          {idle && (
            <>
              <button
                type="button"
                class="btn mini main"
                title={`${t('accept')} (E)`}
                onClick={() => acts.run(deed(true))}
              >
                {t('accept')}
              </button>
              <button
                type="button"
                class="btn mini"
                title={`${t('decline')} (X)`}
                onClick={() => acts.run(deed(false))}
              >
                {t('decline')}
              </button>
            </>
          )}
          {state?.undo && (
            <button type="button" class="link" onClick={() => acts.cancel(id)}>
              {t('undo')}
            </button>
          )}
          {state?.again && (
            <button type="button" class="link" onClick={() => state.again?.()}>
              {t('retry')}
            </button>
          )}
          {(state?.ended || !able || (open && idle)) && (
            <button type="button" class="link" onClick={() => acts.close(request.key)}>
              {t(open && idle ? 'request_ignore' : 'put_aside')}
            </button>
          )}
        </span>
      </div>
      {open && (
        <div class="request-more">
          <p>{wish(request.text)}</p>
          <p class="small muted">{t('truth_dot', request.from, account.account.name)}</p>
          {idle && (
            <label>
              <span>{t(givesReason ? 'request_reason' : 'request_remark')}</span>
              <input type="text" maxLength={60} value={text} onInput={(event) => setText(event.currentTarget.value)} />
            </label>
          )}
        </div>
      )}
    </li>
  );

  function wish(said: string): string {
    const { group, invite } = request;
    const where = cleanName(view.groupName ?? '') || group || '';
    const what = group === undefined ? t('request_friend') : t(invite ? 'request_invite' : 'request_join', where);
    return said.trim() === '' ? what : t('truth_named', what, said);
  }
}
