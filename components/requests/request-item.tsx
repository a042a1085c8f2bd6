import { useEffect, useRef, useState } from 'preact/hooks';
import { actId, type Deed } from '../../lib/model/act';
import type { AccountView, RequestView } from '../../lib/store/read';
import { Button } from '../parts/button';
import { Icon } from '../parts/glyph';
import { Tag } from '../parts/tag';
import type { Who } from '../people/who';
import { askerName, briefWish, wishWords } from '../request-words';
import { useActs } from '../use-acts';
import { useWorld } from '../world';
import { useHandedFocus } from './use-handed-focus';

interface RequestItemProps {
  readonly view: RequestView;
  readonly account: AccountView;
  /** It was asked for by name: it stands open, and the keys are in it. */
  readonly asked?: boolean;
  readonly showPerson: (who: Who) => void;
}

/** One who asks: 52 px as every row; opened it shows all that they wrote, and a field for a name or a reason. */
export default function RequestItem({ view, account, asked = false, showPerson }: RequestItemProps) {
  const { i18n, clock, now } = useWorld();
  const { t } = i18n;
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!asked) return;
    setOpen(true);
    opener.current?.focus();
  }, [asked]);
  const row = useHandedFocus('.request-open');
  const acts = useActs(account);
  const { request } = view;
  const name = askerName(view);
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
  const no = t(request.yesOnly ? 'request_ignore' : 'decline');

  // A button goes with what it does; the focus stays in the row. The second half of a double click is no click: it falls on
  // whatever took the button's place.
  const press = (act: () => unknown) => (event: MouseEvent) => {
    if (event.detail > 1) return;
    opener.current?.focus();
    void act();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (!idle || event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toUpperCase();
    if (key !== 'E' && key !== 'X') return;
    event.preventDefault();
    event.stopPropagation();
    if (key === 'X' && request.yesOnly) void acts.close(request.key);
    else void acts.run(deed(key === 'E'));
  };

  return (
    <li ref={row} class={`request a${account.account.colour}`} onKeyDown={onKeyDown}>
      <div class="request-row">
        <button ref={opener} type="button" class="request-open" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span class="face asking" aria-hidden="true">
            <Icon name="befriend" />
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
                <span class="cut" title={wishWords(view, request.text, t)}>
                  {able ? briefWish(view, t) : t('request_elsewhere')}
                </span>
              )}
            </span>
          </span>
        </button>
        <span class="request-acts">
          {idle && (
            <>
              <Button look="mini main" title={`${t('accept')} (E)`} onClick={press(() => acts.run(deed(true)))}>
                {t('accept')}
              </Button>
              <Button
                look="mini"
                title={`${no} (X)`}
                onClick={press(() => (request.yesOnly ? acts.close(request.key) : acts.run(deed(false))))}
              >
                {no}
              </Button>
            </>
          )}
          {state?.undo && (
            <button type="button" class="link" onClick={press(() => acts.cancel(id))}>
              {t('undo')}
            </button>
          )}
          {state?.again && (
            <button type="button" class="link" onClick={press(() => state.again?.())}>
              {t('retry')}
            </button>
          )}
          {(state?.ended || !able || (open && idle && !request.yesOnly)) && (
            <button type="button" class="link" onClick={press(() => acts.close(request.key))}>
              {t(open && idle ? 'request_ignore' : 'put_aside')}
            </button>
          )}
        </span>
      </div>
      {open && (
        <div class="request-more">
          <p>{wishWords(view, request.text, t)}</p>
          {request.yesOnly && <p class="small">{t('request_doubted')}</p>}
          <p class="line small muted">
            <span class="grow cut">{t('truth_dot', request.from, account.account.name)}</span>
            <button
              type="button"
              class="link"
              onClick={() => showPerson({ accountId: request.accountId, number: request.from })}
            >
              {t('person_card')}
            </button>
          </p>
          {idle && request.group === undefined && acts.able('accept-one-way') && (
            <button
              type="button"
              class="link"
              onClick={() => acts.run({ kind: 'answer', key: request.key, accept: true, oneWay: true })}
            >
              {t('accept_one_way')}
            </button>
          )}
          {idle && !request.yesOnly && (
            <label>
              <span>{t(givesReason ? 'request_reason' : 'request_remark')}</span>
              <input type="text" maxLength={60} value={text} onInput={(event) => setText(event.currentTarget.value)} />
            </label>
          )}
        </div>
      )}
    </li>
  );
}
