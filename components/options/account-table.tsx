import { useState } from 'preact/hooks';
import type { AccountId } from '../../lib/model/ids';
import type { AccountView } from '../../lib/store/read';
import { actKeys, useAccountAct } from '../accounts/use-account-act';
import { useNow } from '../now';
import { Button } from '../parts/button';
import { Glyph, Icon } from '../parts/glyph';
import { Tag } from '../parts/tag';
import { useFailureToast } from '../parts/toast';
import { describeTruth } from '../truth';
import { useWorld } from '../world';
import { AccountEdit } from './account-edit';
import { useReorder } from './use-reorder';

interface AccountTableProps {
  readonly views: readonly AccountView[];
  readonly edited: AccountId | undefined;
  readonly edit: (id: AccountId | undefined) => void;
}

/** Accounts in the person's order. Written as a list: a row opens into a form, which no table row may hold. */
export function AccountTable({ views, edited, edit }: AccountTableProps) {
  const { i18n, ask } = useWorld();
  const { t } = i18n;
  const failed = useFailureToast();
  const [said, setSaid] = useState('');
  const ids = views.map((view) => view.account.id);
  const reorder = useReorder(ids, async (order, id) => {
    const name = views.find((view) => view.account.id === id)?.account.name ?? '';
    if (failed(await ask('account.order', { ids: order }))) setSaid(t('moved', name, order.indexOf(id) + 1));
  });
  return (
    <>
      <p class="hidden" role="status">
        {said}
      </p>
      <ul class="account-table">
        {views.map((view) => (
          <li
            key={view.account.id}
            class={reorder.dragged === view.account.id ? 'dragged' : ''}
            {...reorder.row(view.account.id)}
          >
            <Row
              view={view}
              handle={views.length > 1 ? reorder.handle(view.account.id) : undefined}
              open={edited === view.account.id}
              edit={edit}
            />
            {edited === view.account.id && (
              <AccountEdit
                view={view}
                others={views.filter((other) => other !== view).map((other) => other.account)}
                close={() => edit(undefined)}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

interface RowProps {
  readonly view: AccountView;
  readonly handle: ReturnType<ReturnType<typeof useReorder>['handle']> | undefined;
  readonly open: boolean;
  readonly edit: (id: AccountId | undefined) => void;
}

function Row({ view, handle, open, edit }: RowProps) {
  const { i18n, clock } = useWorld();
  const { t } = i18n;
  const { run, dialog } = useAccountAct([view]);
  const { account } = view;
  const truth = describeTruth(view, useNow(), i18n, clock);
  const { act } = truth;
  return (
    <div class="account-cells">
      <span class="cell-tag">
        {handle && (
          <button
            type="button"
            class="handle"
            aria-label={t('move_of', account.name)}
            title={t('order_hint')}
            {...handle}
          >
            <Icon name="drag" />
          </button>
        )}
        <Tag account={account} size="l" />
      </span>
      <span class="cell-name">
        <span class="strong cut block">{account.name}</span>
        <span class="number small">{account.uin}</span>
      </span>
      <span class="cell-server small muted cut" title={account.server}>
        {account.server.replace(/^http:\/\//, '')}
      </span>
      <span class={`cell-state line small ${truth.tone}`} title={truth.long}>
        <Glyph name={truth.glyph} />
        <span class="cut">{truth.long}</span>
      </span>
      <span class="cell-acts">
        {act && act !== 'password' && (
          <Button look="mini" onClick={() => void run(view, act)}>
            {t(actKeys[act])}
          </Button>
        )}
        <Button
          look="mini"
          aria-expanded={open}
          title={t('edit_of', account.name)}
          onClick={() => edit(open ? undefined : account.id)}
        >
          {t(act === 'password' ? 'act_password' : 'edit')}
          <span class="hidden">{account.name}</span>
        </Button>
      </span>
      {dialog}
    </div>
  );
}
