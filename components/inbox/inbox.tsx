import { useEffect, useState } from 'preact/hooks';
import { AccountStrip } from '../accounts/account-strip';
import { TruthLine } from '../accounts/truth-line';
import { FirstRun } from '../first-run';
import { useKeys } from '../keys';
import { useLazy } from '../lazy';
import { ListPanel } from '../list/list-panel';
import type { RowId } from '../list/order';
import { Page } from '../page';
import { parseDeskHash, wantsReply } from '../parse-place';
import { Empty, Ghosts, StoreTrouble } from '../parts/empty';
import { Tool } from '../parts/tool';
import { usePeople } from '../people/use-people';
import { placeAddress } from '../place';
import { useChat } from '../use-chat';
import { useStanding } from '../use-inbox';
import { useMailbox } from '../use-mailbox';
import { UnlockBar } from '../vault/unlock-bar';
import { lockSaysAll, useVault, waitsForPassphrase } from '../vault/use-vault';
import { useWorld, type World } from '../world';
import { parseConversationHash, parseFrom, parseRequestHash } from './parse-inbox-place';
import { Sidebar } from './sidebar';
import { useNarrow } from './use-narrow';

const loadDesk = () => import('../desk/desk');
const loadSiteChat = () => import('../number/site-chat');

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
  const [from, setFrom] = useState(readFrom);
  const [desk, setDesk] = useState(() => parseDeskHash(location.hash));
  const showDesk = () => {
    people.hide();
    setDesk({});
  };
  const people = usePeople(accounts, mailbox, showDesk);
  const { hide: hidePeople } = people;
  useKeys({ P: () => people.show(), O: showDesk });
  const locked = waitsForPassphrase(useVault(), accounts);
  const [asked, setAsked] = useState(() => parseRequestHash(location.hash));
  const Chat = useChat(opened !== undefined && from?.id !== opened.key.join('/'));
  const Desk = useLazy(desk !== undefined, loadDesk);
  const SiteChat = useLazy(from !== undefined, loadSiteChat);
  const chooseList = (id: Parameters<typeof choose>[0]) => {
    setDesk(undefined);
    choose(id);
  };

  useEffect(() => {
    document.title = attention.total > 0 ? `(${attention.total}) Uinbell` : 'Uinbell';
  }, [attention.total]);

  // The address names the conversation, so that a reload and a notification lead to it.
  useEffect(() => {
    const site = from && from.id === opened?.key.join('/') ? { from } : {};
    const chat = opened && placeAddress({ page: 'inbox', key: opened.key, ...site }).replace('inbox.html', '');
    const hash = chat ?? (desk ? '#desk' : '');
    if (location.hash !== hash) history.replaceState(null, '', hash || location.pathname);
  }, [opened, desk, from]);
  useEffect(() => {
    const follow = () => {
      const key = parseConversationHash(location.hash);
      if (key) {
        setFrom(readFrom());
        openKey(key, wantsReply(location.hash));
      }
      const request = parseRequestHash(location.hash);
      if (request) {
        setAsked(request);
        hidePeople();
        setDesk(undefined);
        choose(undefined);
        if (narrow) back();
        history.replaceState(null, '', location.pathname);
      }
      const wanted = parseDeskHash(location.hash);
      if (wanted) {
        setDesk(wanted);
        back();
      }
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [openKey, back, choose, narrow, hidePeople]);

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
  const chat = opened && {
    conversation: opened.key,
    known: opened.known,
    account: accounts.find((view) => view.account.id === opened.key[0]),
    reply: opened.reply,
    back: narrow ? mailbox.back : undefined,
  };
  return (
    <div class={`inbox${opened ? ' opened' : ''}`}>
      <Sidebar
        accounts={accounts}
        attention={attention}
        chosen={desk ? 'desk' : chosen?.account.id}
        choose={chooseList}
        showsPeople={people.shown}
        showPeople={(on) => (on ? people.show() : people.hide())}
        showDesk={showDesk}
      />
      {people.shown && <Middle class="middle">{people.screen}</Middle>}
      <Middle class="middle" aria-labelledby="middle-title" hidden={people.shown}>
        <header class="middle-top">
          <h1 id="middle-title" class="grow cut">
            {desk ? t('ts_title') : chosen ? chosen.account.name : t('all_conversations')}
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
            <Tool icon="person" label={t('people')} hint="P" onClick={() => people.show()} />
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
            active={!(narrow && opened) && !people.shown}
            asked={asked}
            showPerson={people.show}
          />
        )}
      </Middle>
      <main class="right">
        {chat && from && from.id === openedId ? (
          SiteChat ? (
            <SiteChat key={openedId} chat={chat} accounts={accounts} from={from} />
          ) : (
            <Ghosts />
          )
        ) : chat ? (
          Chat ? (
            <Chat key={openedId} {...chat} />
          ) : (
            <Ghosts />
          )
        ) : (
          <Empty icon="bell" title={t('pick_title')} text={t('pick_text')} />
        )}
      </main>
      {mailbox.keyHelp}
    </div>
  );
}

/** The site whose button led here, and the chat that it opened: for another chat it says nothing. */
function readFrom() {
  const [from, key] = [parseFrom(location.hash), parseConversationHash(location.hash)];
  return from && key && { ...from, id: key.join('/') };
}
