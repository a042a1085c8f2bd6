import { useEffect, useRef } from 'preact/hooks';
import { isNameless } from '../../lib/model/contact';
import { type AccountId, peerKind, peerNumber } from '../../lib/model/ids';
import type { AccountView, ConversationView } from '../../lib/store/read';
import { useWorld } from '../world';

/** A list that is scrolled through asks only about where it comes to rest. */
const restMs = 600;
/** How often people who stay in sight are mentioned again; the background asks only what it knows no more. */
const againMs = 60_000;
/** As many as one call carries. */
export const mostNumbers = 64;

/** Mentions people in sight whose presence, or name, is told only on asking. */
export function useLooks(views: readonly ConversationView[], accounts: readonly AccountView[]): void {
  const people = accounts
    .filter(({ session }) => session.state === 'online')
    .map(({ account, session: { abilities = [] } }) => ({
      accountId: account.id,
      numbers: views
        .filter(
          ({ conversation, contact }) =>
            conversation.accountId === account.id &&
            peerKind(conversation.peer) === 'u' &&
            (abilities.includes('presence-of') || (abilities.includes('profile') && isNameless(contact))),
        )
        .map(({ conversation }) => peerNumber(conversation.peer))
        .slice(0, mostNumbers),
    }))
    .filter(({ numbers }) => numbers.length > 0);
  useLook(people);
}

/** Mentions these people now and as long as they are in sight. */
export function useLook(people: ReadonlyArray<{ readonly accountId: AccountId; readonly numbers: string[] }>) {
  const { ask } = useWorld();
  const latest = useRef(people);
  latest.current = people;
  const names = JSON.stringify(people.map(({ accountId, numbers }) => [accountId, [...numbers].sort()]));

  useEffect(() => {
    const tell = () => {
      if (document.visibilityState !== 'visible') return;
      for (const { accountId, numbers } of latest.current) void ask('look', { accountId, numbers });
    };
    const rest = setTimeout(tell, restMs);
    const again = setInterval(tell, againMs);
    return () => {
      clearTimeout(rest);
      clearInterval(again);
    };
  }, [ask, names]);
}
