import '../styles/number.css';
import type { ComponentProps } from 'preact';
import { peerNumber } from '../../lib/model/ids';
import type { AccountView } from '../../lib/store/read';
import Chat from '../chat/chat';
import type { From } from '../place';
import { AboutNumber } from './about-number';
import { useNumber } from './use-number';

interface SiteChatProps {
  readonly chat: ComponentProps<typeof Chat>;
  readonly accounts: readonly AccountView[];
  readonly from: From;
}

/** The chat that a button on a page opened: what is known of the number, as whom to write, and the other ways there. */
export default function SiteChat({ chat, accounts, from }: SiteChatProps) {
  const number = peerNumber(chat.conversation[1]);
  const { standing, look } = useNumber(from.host, number);
  const state = standing?.known.state;
  return (
    <Chat
      {...chat}
      presence={state === 'mine' ? undefined : state}
      closed={standing?.enterprise === true}
      about={(draft) => (
        <AboutNumber
          number={number}
          key={number}
          standing={standing}
          look={look}
          from={from}
          accounts={accounts}
          conversation={chat.conversation}
          draft={draft}
        />
      )}
    />
  );
}
