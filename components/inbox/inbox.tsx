import { useEffect, useState } from 'preact/hooks';
import { AccountStrip } from '../accounts/account-strip';
import { TruthLine } from '../accounts/truth-line';
import { Chat } from '../chat/chat';
import { FirstRun } from '../first-run';
import { useKeys } from '../keys';
import { loadPeople, useLazy } from '../lazy';
import { ListPanel } from '../list/list-panel';
import type { RowId } from '../list/order';
import { Page } from '../page';
import { Empty, Ghosts, StoreTrouble } from '../parts/empty';
import { Tool } from '../parts/tool';
import { parseConversationHash, parseDeskHash, placeAddress, wantsReply } from '../place';
import { useStanding } from '../use-inbox';
import { useMailbox } from '../use-mailbox';
import { UnlockBar } from '../vault/unlock-bar';
import { lockSaysAll, useVault, waitsForPassphrase } from '../vault/use-vault';
import { useWorld, type World } from '../world';
import { Sidebar } from './sidebar';
import { useNarrow } from './use-narrow';

const loadDesk = () => import('../desk/desk');

export function Inbox({ world }: { world: World }) {
  return (
    <Page world={world}>
      <InboxColumns />
    </Page>
  );
}

/** The popup's parts in a page that stays open: three columns, two from 900 px down, one under 680. */
function InboxColumns() {
  const { i18n, open } = useWorld();
  const { t } = i18n;
  const standing = useStanding();
  const { accounts, attention, first } = standing;
  const mailbox = useMailbox(accounts, parseConversationHash(location.hash));
  const { chosen, choose, opened, openKey, back } = mailbox;
  const narrow = useNarrow();
  const [showsPeople, setShowsPeople] = useState(false);
  const PeopleScreen = useLazy(showsPeople, loadPeople);
  useKeys({ P: () => setShowsPeople(true) });
  const locked = waitsForPassphrase(useVault(), accounts);
  const [desk, setDesk] = useState(() => parseDeskHash(location.hash));
  const Desk = useLazy(desk !== undefined, loadDesk);
  const chooseList = (id: Parameters<typeof choose>[0]) => {
    setDesk(undefined);
    choose(id);
  };

  useEffect(() => {
    document.title = attention.total > 0 ? `(${attention.total}) Uinbell` : 'Uinbell';
  }, [attention.total]);

  // The address names the conversation, so that a reload and a notification lead to it.
  useEffect(() => {
    const chat = opened && placeAddress({ page: 'inbox', key: opened.key }).replace('inbox.html', '');
    const hash = chat ?? (desk ? '#desk' : '');
    if (location.hash !== hash) history.replaceState(null, '', hash || location.pathname);
  }, [opened, desk]);
  useEffect(() => {
    const follow = () => {
      const key = parseConversationHash(location.hash);
      if (key) openKey(key, wantsReply(location.hash));
      const wanted = parseDeskHash(location.hash);
      if (wanted) {
        setDesk(wanted);
        back();
      }
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [openKey, back]);

  if (standing.error !== undefined) return <StoreTrouble error={standing.error} again={standing.again} />;
  if (!standing.ready) return <Ghosts />;
  if (accounts.length === 0) {
    return (
      <main class="inbox-empty">
        <FirstRun add={() => open({ page: 'options', part: 'first-run' })} />
      </main>
    );
  }
  // In one column it is the only thing there, so it is what the page is about.
  const Middle = narrow && !opened ? 'main' : 'section';
  const openedId = opened && (`${opened.key[0]}/${opened.key[1]}` as RowId);
  return (
    <div class={`inbox${opened ? ' opened' : ''}`}>
      <Sidebar
        accounts={accounts}
        attention={attention}
        chosen={desk ? 'desk' : chosen?.account.id}
        choose={chooseList}
        showsPeople={showsPeople}
        showPeople={setShowsPeople}
        showDesk={() => {
          setShowsPeople(false);
          setDesk({});
        }}
      />
      {showsPeople && (
        <Middle class="middle">
          {PeopleScreen ? (
            <PeopleScreen
              accounts={accounts}
              accountId={chosen?.account.id}
              back={() => setShowsPeople(false)}
              write={(view) => mailbox.open(view, true)}
            />
          ) : (
            <Ghosts />
          )}
        </Middle>
      )}
      <Middle class="middle" aria-labelledby="middle-title" hidden={showsPeople}>
        <header class="middle-top">
          <h1 id="middle-title" class="grow cut">
            {desk ? t('desk_title') : chosen ? chosen.account.name : t('all_conversations')}
          </h1>
          {desk && (
            <Tool icon="expand" label={t('desk_make')} onClick={() => open({ page: 'options', part: 'temporary' })} />
          )}
          {!desk && (chosen ? chosen.unread : attention.total) > 0 && (
            <Tool
              icon="read"
              label={chosen ? t('mark_account_read', chosen.account.name) : t('mark_all_read')}
              hint="Shift+U"
              onClick={() => void mailbox.markAllRead()}
            />
          )}
          <span class="only-narrow">
            <Tool icon="person" label={t('people')} hint="P" onClick={() => setShowsPeople(true)} />
            <Tool icon="settings" label={t('settings')} onClick={() => open({ page: 'options', part: 'accounts' })} />
          </span>
        </header>
        {narrow && <AccountStrip views={accounts} chosen={chosen?.account.id} choose={chooseList} controls="list" />}
        {!(locked && lockSaysAll(chosen ? [chosen] : accounts)) && <TruthLine views={accounts} chosen={chosen} />}
        {locked && <UnlockBar forget />}
        {desk && !Desk && <Ghosts />}
        {desk && Desk ? (
          <Desk accounts={accounts} chosen={openedId} typed={desk.typed} open={(view) => mailbox.open(view, false)} />
        ) : null}
        {!desk && (
          <ListPanel
            id="list"
            accounts={accounts}
            accountId={chosen?.account.id}
            first={first?.conversations ?? []}
            chosen={openedId}
            open={mailbox.open}
            active={!(narrow && opened)}
          />
        )}
      </Middle>
      <main class="right">
        {opened ? (
          <Chat
            key={openedId}
            conversation={opened.key}
            known={opened.known}
            account={accounts.find((view) => view.account.id === opened.key[0])}
            reply={opened.reply}
            back={narrow ? mailbox.back : undefined}
          />
        ) : (
          <Empty icon="bell" title={t('pick_title')} text={t('pick_text')} />
        )}
      </main>
      {mailbox.keyHelp}
    </div>
  );
}
