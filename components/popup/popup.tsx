import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { AccountStrip } from '../accounts/account-strip';
import { TruthLine } from '../accounts/truth-line';
import { FirstRun } from '../first-run';
import { useKeys } from '../keys';
import { loadLink, useLazy } from '../lazy';
import { ListPanel } from '../list/list-panel';
import { Page } from '../page';
import { parseDeskHash } from '../parse-place';
import { Ghosts, StoreTrouble } from '../parts/empty';
import { usePeople } from '../people/use-people';
import { useChat } from '../use-chat';
import { useStanding } from '../use-inbox';
import { useMailbox } from '../use-mailbox';
import { UnlockBar } from '../vault/unlock-bar';
import { lockSaysAll, useVault, waitsForPassphrase } from '../vault/use-vault';
import { useWorld, type World } from '../world';
import { Header } from './header';

const loadAccounts = () => import('../accounts/account-list');
const loadSiteRow = () => import('./site-row');

export function Popup({ world }: { world: World }) {
  return (
    <Page world={world}>
      <PopupScreens />
    </Page>
  );
}

/** List, conversation, accounts. The list stays where it was underneath, so that going back shows the same place. */
function PopupScreens() {
  const { open } = useWorld();
  const standing = useStanding();
  const { accounts, attention, first } = standing;
  const vault = useVault();
  const locked = waitsForPassphrase(vault, accounts);
  const mailbox = useMailbox(accounts, undefined);
  const { chosen, choose, opened, back } = mailbox;
  const [showsAccounts, setShowsAccounts] = useState(false);
  const link = useHandedLink(opened === undefined, back);
  const people = usePeople(accounts, mailbox, () => link.show({}));
  const LinkScreen = useLazy(link.shown !== undefined, loadLink);
  const Chat = useChat(opened !== undefined);
  const AccountListScreen = useLazy(showsAccounts, loadAccounts);
  // Not before the first list: whether there are old pictures on the page below takes a question anyway.
  const SiteRow = useLazy(standing.ready, loadSiteRow);
  const covered = opened !== undefined || showsAccounts || people.shown || link.shown !== undefined;
  const under = useRef<HTMLElement>(null);

  useKeys({ A: () => setShowsAccounts(true), P: () => people.show(), O: () => link.show({}) }, !covered);
  useKeys({ Escape: () => setShowsAccounts(false) }, showsAccounts);
  useEffect(() => {
    if (!covered) under.current?.querySelector<HTMLElement>('.conv.on .conv-open, .conv-open[tabindex="0"]')?.focus();
  }, [covered]);

  if (standing.error !== undefined) return <StoreTrouble error={standing.error} again={standing.again} />;
  if (!standing.ready) return <Ghosts />;
  if (accounts.length === 0) {
    return (
      <main class="popup">
        <FirstRun add={() => open({ page: 'options', part: 'first-run' })} />
      </main>
    );
  }
  return (
    <div class="popup">
      <main ref={under} class="under" inert={covered}>
        <Header
          accounts={accounts}
          attention={attention}
          showAccounts={() => setShowsAccounts(true)}
          showPeople={() => people.show()}
          markAllRead={() => void mailbox.markAllRead()}
          lockable={vault?.passphrase !== undefined && !locked}
        />
        <AccountStrip views={accounts} chosen={chosen?.account.id} choose={choose} controls="list" />
        {!(locked && lockSaysAll(chosen ? [chosen] : accounts)) && <TruthLine views={accounts} chosen={chosen} />}
        {locked && <UnlockBar forget />}
        {SiteRow && <SiteRow />}
        <ListPanel
          id="list"
          accounts={accounts}
          accountId={chosen?.account.id}
          first={first?.conversations ?? []}
          chosen={undefined}
          open={mailbox.open}
          active={!covered}
          showPerson={people.show}
        />
      </main>
      {opened && (
        <main class="over">
          {Chat ? (
            <Chat
              key={opened.key.join('/')}
              conversation={opened.key}
              known={opened.known}
              account={accounts.find((view) => view.account.id === opened.key[0])}
              reply={opened.reply}
              back={back}
              openInInbox
            />
          ) : (
            <Ghosts />
          )}
        </main>
      )}
      {link.shown && !opened && (
        <main class="over">
          {LinkScreen ? (
            <LinkScreen
              accounts={accounts}
              typed={link.shown.typed}
              back={() => link.show(undefined)}
              open={(view) => mailbox.open(view, true)}
            />
          ) : (
            <Ghosts />
          )}
        </main>
      )}
      {people.shown && !opened && !link.shown && <main class="over">{people.screen}</main>}
      {showsAccounts && !opened && !link.shown && (
        <main class="over">
          {AccountListScreen ? (
            <AccountListScreen views={accounts} locked={locked} back={() => setShowsAccounts(false)} />
          ) : (
            <Ghosts />
          )}
        </main>
      )}
      {mailbox.keyHelp}
    </div>
  );
}

/** A link for the screen of links: from the address (a page's menu, the address bar), or pasted outside any field. */
function useHandedLink(enabled: boolean, leaveChat: () => void) {
  const [shown, show] = useState(() => parseDeskHash(location.hash));
  useEffect(() => {
    const follow = () => {
      const handed = parseDeskHash(location.hash);
      if (!handed) return;
      show(handed);
      leaveChat();
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [leaveChat]);
  // With the commit: after it, a paste that follows the way back at once would be heard by nobody.
  useLayoutEffect(() => {
    if (!enabled) return;
    const paste = (event: ClipboardEvent) => {
      if (event.target instanceof Element && event.target.closest('input, textarea') !== null) return;
      const typed = event.clipboardData?.getData('text/plain').trim();
      if (typed) show({ typed });
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [enabled]);
  return { shown, show };
}
