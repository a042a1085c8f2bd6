import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { actId } from '../../lib/model/act';
import { isQuietGroup } from '../../lib/model/conversation';
import type { ConversationKey } from '../../lib/model/ids';
import { peerNumber } from '../../lib/model/ids';
import type { Message } from '../../lib/model/message';
import type { Presence } from '../../lib/model/presence';
import type { AccountView, ConversationView } from '../../lib/store/read';
import { ActWords } from '../act-words';
import { useKeys } from '../keys';
import { isMuted, useRowActs } from '../list/use-row-acts';
import { useLive } from '../live';
import { isGroup, kindOf, peerName } from '../names';
import { useNow } from '../now';
import { Ghosts, StoreTrouble } from '../parts/empty';
import { Face } from '../parts/face';
import { Glyph, Icon } from '../parts/glyph';
import { Tag } from '../parts/tag';
import { useToasts } from '../parts/toast';
import { Tool } from '../parts/tool';
import { useMute } from '../quiet/use-mute';
import { describeTruth } from '../truth';
import { type Acts, useActs } from '../use-acts';
import { useWorld } from '../world';
import { Composer } from './composer';
import { MessageLog } from './message-log';
import { QuoteBar, quoteLine } from './quote';
import { TemporaryNote } from './temporary-note';
import { type DraftText, useDraft } from './use-draft';
import { useLooking } from './use-looking';
import { useMessages } from './use-messages';
import { useReplyActs } from './use-reply-acts';
import '../styles/chat.css';

interface ChatProps {
  readonly conversation: ConversationKey;
  /** What the list already knows, so that the head is there at once. */
  readonly known: ConversationView | undefined;
  readonly account: AccountView | undefined;
  /** Opened by the key for answering. */
  readonly reply: boolean;
  /** What the place that opened it has to say, between the head and what was written. */
  readonly about?: (draft: DraftText) => ComponentChildren;
  /** Where that place knows better than the contacts. */
  readonly presence?: Presence | undefined;
  /** Nobody's account can write to it. */
  readonly closed?: boolean;
  /** Absent where there is no list to go back to: the inbox shows both. */
  readonly back?: (() => void) | undefined;
  /** Offered in the popup, not in the inbox itself. */
  readonly openInInbox?: boolean;
}

/** One conversation. Give it a `key`: another conversation is another chat. */
export default function Chat({
  conversation,
  known,
  account,
  reply,
  about,
  presence,
  closed = false,
  back,
  openInInbox = false,
}: ChatProps) {
  const { read, i18n, open, now } = useWorld();
  const { t } = i18n;
  const [accountId, peer] = conversation;
  const row = useLive(
    () => read.conversation([accountId, peer]),
    (changes) =>
      changes.conversations !== undefined || changes.contacts !== undefined || changes.accounts !== undefined,
    [read, accountId, peer],
  );
  const stored = row.value ?? known;
  const view = useMemo(() => stored && (presence ? { ...stored, presence } : stored), [stored, presence]);
  const draft = useDraft(conversation);
  const messages = useMessages(conversation, draft.quote);
  const deeds = useActs(account);
  const field = useRef<HTMLTextAreaElement>(null);
  const { mute, loud } = useRowActs();
  const muting = useMute();
  useLooking(...conversation);
  const { show, undo } = useToasts();
  const acts = useReplyActs(conversation, draft, field);
  const ready = view !== undefined;
  const alone = back !== undefined;

  useEffect(() => {
    if (ready && (reply || alone)) field.current?.focus();
  }, [reply, ready, alone]);

  const keepFriend = () => {
    const id = actId({ kind: 'unfriend', number: peerNumber(peer) });
    if (!deeds.wordsOf(id)?.undo) return false;
    void deeds.cancel(id);
    return true;
  };
  // What Undo takes back: the newest that still waits to leave.
  const held = useMemo(() => {
    const newest = messages.rows.findLast((row) => row.delivery === 'queued');
    return newest && messages.outbox.get(newest.remoteKey);
  }, [messages.rows, messages.outbox]);
  const undoHeld = held && (() => acts.cancel(held.id, held.text));
  useKeys({
    Escape: () => (back ? back() : field.current === document.activeElement && field.current?.blur()),
    R: () => field.current?.focus(),
    M: () => view && mute(view),
    'Shift+M': () => view && muting.conversation(view),
    G: () => view && loud(view),
    Z: () => undo() || keepFriend() || undoHeld?.(),
  });

  const quote = (message: Message) => {
    if (deeds.able('quote') && !message.remoteKey.startsWith('o')) draft.setQuote(message.remoteKey);
    // A protocol that knows no quotes carries it as plain text, where the person can see and change it.
    else draft.change(`> ${quoteLine(message, t)}\n${draft.text}`);
    field.current?.focus();
  };
  const answered = draft.quote === undefined ? undefined : messages.quoted.get(draft.quote);
  const sentAndBack = (replyId: string, text: string) => {
    back?.();
    if (view === undefined || account === undefined) return;
    show({
      text: t('sent_toast', peerName(view), account.account.name),
      undo: { label: t('undo'), run: () => acts.cancel(replyId, text) },
    });
  };

  if (view === undefined)
    return (
      <section class="chat">{row.error ? <StoreTrouble error={row.error} again={row.reload} /> : <Ghosts />}</section>
    );
  const heard = view.conversation.heard !== undefined || messages.rows.some(({ direction }) => direction === 'in');
  const unseen = messages.ready && !closed ? mayBeUnseen(view, account, heard) : undefined;
  const muted = isMuted(view, now());
  return (
    <section class="chat" aria-label={t('messages_with', peerName(view))}>
      <header class="chat-top">
        {back && <Tool icon="back" label={t('back')} hint="Esc" onClick={back} />}
        <Face peer={peer} name={peerName(view)} presence={view.presence} stranger={view.stranger} />
        <div class="grow">
          <h1 class="cut">
            <bdi>{peerName(view)}</bdi>
          </h1>
          <p class="small muted cut">{subtitle(view, t, about === undefined)}</p>
        </div>
        {!muted && isGroup(peer) && (
          <Tool
            icon={isQuietGroup(view.conversation) ? 'bell' : 'at'}
            label={t(isQuietGroup(view.conversation) ? 'loud' : 'quiet')}
            hint="G"
            onClick={() => loud(view)}
          />
        )}
        <Tool
          icon={muted ? 'bell' : 'mute'}
          label={t(muted ? 'unmute' : 'mute')}
          hint="Shift+M"
          onClick={() => muting.conversation(view)}
        />
        {isFriend(view) && deeds.able('unfriend') && (
          <Tool
            icon="unfriend"
            label={t('unfriend')}
            onClick={() => void deeds.run({ kind: 'unfriend', number: peerNumber(peer) })}
          />
        )}
        {openInInbox && (
          <Tool icon="expand" label={t('open_in_inbox')} onClick={() => open({ page: 'inbox', key: conversation })} />
        )}
      </header>
      {account && <Band view={account} />}
      {about?.(draft)}
      {messages.error !== undefined && !messages.ready ? (
        <StoreTrouble error={messages.error} again={messages.again} />
      ) : (
        <MessageLog
          view={view}
          colour={account?.account.colour ?? 4}
          messages={messages}
          acts={acts}
          account={account}
          quote={quote}
        />
      )}
      <TemporaryNote view={view} />
      {unseen && (
        <p class="note">
          <Icon name="person" />
          {t(unseen)}
        </p>
      )}
      {account && <FriendEnds view={view} account={account} deeds={deeds} />}
      {answered && <QuoteBar of={answered} drop={() => draft.setQuote(undefined)} />}
      {!closed && (
        <Composer
          conversation={conversation}
          view={account}
          draft={draft}
          field={field}
          sentAndBack={sentAndBack}
          undo={undoHeld}
        />
      )}
      {muting.dialog}
    </section>
  );
}

function subtitle(view: ConversationView, t: ReturnType<typeof useWorld>['i18n']['t'], state: boolean): string {
  const number = peerNumber(view.conversation.peer);
  const kind = kindOf(view);
  if (kind === 'group') {
    const counts = t(isQuietGroup(view.conversation) ? 'group_quiet' : 'group_loud');
    return t('truth_dot', t('group'), t('truth_dot', number, counts));
  }
  const who = kind ? t('truth_dot', number, t(kind)) : number;
  return state ? t('truth_dot', t(`presence_${view.presence}`), who) : who;
}

/**
 * Why what is written here may not be seen: both cases of the 2005 text (CLTMSG). Somebody who has written sees it; of a
 * contact nobody can tell whether they have us on their list. Other protocols know only of strangers.
 */
function mayBeUnseen(
  view: ConversationView,
  account: AccountView | undefined,
  heard: boolean,
): 'stranger_note' | 'unheard_note' | undefined {
  const overHttpQq = account?.account.protocol === 'http-qq';
  if (view.stranger) return heard && overHttpQq ? undefined : 'stranger_note';
  return isFriend(view) && overHttpQq && !heard ? 'unheard_note' : undefined;
}

function isFriend({ contact, stranger, conversation }: ConversationView): boolean {
  return contact !== undefined && !stranger && !isGroup(conversation.peer);
}

/** A friendship that is being ended: until it leaves it can be kept, and if it fails that is said. */
function FriendEnds({ view, account, deeds }: { view: ConversationView; account: AccountView; deeds: Acts }) {
  const id = actId({ kind: 'unfriend', number: peerNumber(view.conversation.peer) });
  const state = account && deeds.wordsOf(id);
  if (!state) return null;
  return (
    <p class="note" role="status">
      <Icon name="unfriend" />
      <ActWords acts={deeds} id={id} state={state} />
    </p>
  );
}

/** Which account this chat belongs to, always in sight, with that account's own truth. */
function Band({ view }: { view: AccountView }) {
  const { i18n, clock } = useWorld();
  const truth = describeTruth(view, useNow(), i18n, clock);
  const { account } = view;
  return (
    <div class={`band a${account.colour}`}>
      <Tag account={account} />
      <span class="strong cut">{account.name}</span>
      <span class="number">{account.uin}</span>
      <span class="grow" />
      <Glyph name={truth.glyph} />
      <span class={`cut ${truth.tone === 'calm' ? 'muted' : truth.tone}`} title={truth.long}>
        {truth.brief}
      </span>
    </div>
  );
}
