import { useEffect, useRef, useState } from 'preact/hooks';
import { AccountListScreen } from '../accounts/account-list';
import { AccountStrip } from '../accounts/account-strip';
import { TruthLine } from '../accounts/truth-line';
import { Chat } from '../chat/chat';
import { FirstRun } from '../first-run';
import { useKeys } from '../keys';
import { loadPeople, useLazy } from '../lazy';
import { ListPanel } from '../list/list-panel';
import { Page } from '../page';
import { Ghosts, StoreTrouble } from '../parts/empty';
import { useStanding } from '../use-inbox';
import { useMailbox } from '../use-mailbox';
import { UnlockBar } from '../vault/unlock-bar';
import { lockSaysAll, useVault, waitsForPassphrase } from '../vault/use-vault';
import { useWorld, type World } from '../world';
import { Header } from './header';
import { SiteRow } from './site-row';

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
  const [showsPeople, setShowsPeople] = useState(false);
  const PeopleScreen = useLazy(showsPeople, loadPeople);
  const covered = opened !== undefined || showsAccounts || showsPeople;
  const under = useRef<HTMLElement>(null);

  useKeys({ A: () => setShowsAccounts(true), P: () => setShowsPeople(true) }, !covered);
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
          showPeople={() => setShowsPeople(true)}
          markAllRead={() => void mailbox.markAllRead()}
          lockable={vault?.passphrase !== undefined && !locked}
        />
        <AccountStrip views={accounts} chosen={chosen?.account.id} choose={choose} controls="list" />
        {!(locked && lockSaysAll(chosen ? [chosen] : accounts)) && <TruthLine views={accounts} chosen={chosen} />}
        {locked && <UnlockBar forget />}
        <SiteRow />
        <ListPanel
          id="list"
          accounts={accounts}
          accountId={chosen?.account.id}
          first={first?.conversations ?? []}
          chosen={undefined}
          open={mailbox.open}
          active={!covered}
        />
      </main>
      {opened && (
        <main class="over">
          <Chat
            key={opened.key.join('/')}
            conversation={opened.key}
            known={opened.known}
            account={accounts.find((view) => view.account.id === opened.key[0])}
            reply={opened.reply}
            back={back}
            openInInbox
          />
        </main>
      )}
      {showsPeople && !opened && (
        <main class="over">
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
        </main>
      )}
      {showsAccounts && !opened && (
        <main class="over">
          <AccountListScreen views={accounts} locked={locked} back={() => setShowsAccounts(false)} />
        </main>
      )}
      {mailbox.keyHelp}
    </div>
  );
}
