import type { ComponentChildren } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import type { AccountView } from '../../lib/store/read';
import { useLazy } from '../lazy';
import { Ghosts } from '../parts/empty';
import type { useMailbox } from '../use-mailbox';
import type { Who } from './who';

const loadPeople = () => import('./people-screen');

export interface People {
  readonly shown: boolean;
  /** All of them, or one card that leads back to where it was asked for. */
  readonly show: (who?: Who) => void;
  readonly hide: () => void;
  /** What popup and inbox put where they want it; its code is loaded when it is first wanted. */
  readonly screen: ComponentChildren;
}

/** The screen of people, the same in popup and inbox. */
export function usePeople(
  accounts: readonly AccountView[],
  { chosen, open }: Pick<ReturnType<typeof useMailbox>, 'chosen' | 'open'>,
  openLink: () => void,
): People {
  const [shown, set] = useState<{ readonly who?: Who }>();
  const [typed, type] = useState('');
  const Screen = useLazy(shown !== undefined, loadPeople);
  const hide = useCallback(() => set(undefined), []);
  const screen = Screen ? (
    <Screen
      accounts={accounts}
      accountId={chosen?.account.id}
      start={shown?.who}
      typed={typed}
      type={type}
      back={hide}
      write={(view) => open(view, true)}
      openLink={openLink}
    />
  ) : (
    <Ghosts />
  );
  const show = (who?: Who) => {
    type('');
    set(who ? { who } : {});
  };
  return { shown: shown !== undefined, show, hide, screen };
}
