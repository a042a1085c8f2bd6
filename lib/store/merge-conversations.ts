import type { Account } from '../model/account';
import type { Event } from '../model/event';
import { type ConversationKey, peerNumber } from '../model/ids';
import { joinDraft, type Message } from '../model/message';
import { planAttention, quietOf, startConversation } from './conversation-plan';
import { ofConversation } from './key-range';
import { soundConversation } from './mend';
import { type Merged, planMerge } from './merge-plan';
import { forgetCounted } from './notices';
import type { Write } from './transaction';
import { fileNotices } from './unfiled-notices';

type PeerKnown = Extract<Event, { kind: 'peer-known' }>;

/**
 * What was kept under a name of its own turns out to be somebody's conversation: all of it moves there, inside the
 * transaction that learns of it. Answers the conversations that changed.
 */
export async function takePeerKnown(tx: Write, account: Account, event: PeerKnown): Promise<ConversationKey[]> {
  const { was, is } = event;
  const [from, to]: ConversationKey[] = [
    [account.id, was],
    [account.id, is],
  ] as const;
  if (from === undefined || to === undefined || was === is) return [];
  const apart = await soundConversation(tx, from);
  if (apart === undefined) return [];
  const there = (await soundConversation(tx, to)) ?? startConversation(to, apart.recent);

  const arriving = await tx.objectStore('messages').getAll(ofConversation(from));
  const fresh: Message[] = [];
  for (const message of arriving) {
    const renamed = rename(message, event);
    // The same thing may have been handed over once more after the name was known.
    if (fresh.some(({ remoteKey }) => remoteKey === renamed.remoteKey) || (await isKnown(tx, renamed))) {
      await tx.objectStore('messages').delete([account.id, was, message.ordinal]);
      if (message.direction === 'in') await forgetCounted(tx, [account.id, was, message.ordinal]);
    } else fresh.push(renamed);
  }
  const tail = await readSince(tx, to, arriving[0]?.at ?? Number.POSITIVE_INFINITY);
  const merged = planMerge({ conversation: there, messages: tail }, { conversation: apart, messages: fresh });
  await fileNotices(tx, account.id);
  await moveMessages(tx, merged);
  await moveDraft(tx, from, to, event);
  await moveTombstones(tx, from, event);
  await tx.objectStore('conversations').delete([...from]);
  await tx.objectStore('conversations').put(planAttention(merged.conversation, quietOf(account)));
  return [from, to];
}

/** Its name begins with where it stands, its sender is whom it is from; both were the session's and are now real. */
function rename(message: Message, { was, is }: PeerKnown): Message {
  const own = message.sender === peerNumber(was) && is.startsWith('u:');
  return {
    ...message,
    remoteKey: renameKey(message.remoteKey, { was, is }),
    ...(own && { sender: peerNumber(is) }),
  };
}

function renameKey(key: string, { was, is }: Pick<PeerKnown, 'was' | 'is'>): string {
  return key.startsWith(`${was}.`) ? is + key.slice(was.length) : key;
}

/** Under another place than its own, or deleted there. */
async function isKnown(tx: Write, { accountId, peer, ordinal, remoteKey }: Message): Promise<boolean> {
  const identity: [number, string] = [accountId, remoteKey];
  const there = await tx.objectStore('messages').index('remoteKey').getKey(identity);
  if (there !== undefined) return there[1] !== peer || there[2] !== ordinal;
  return (await tx.objectStore('tombstones').getKey(identity)) !== undefined;
}

/** The last of a conversation, back to the first that came in after that moment. */
async function readSince(tx: Write, key: ConversationKey, at: number): Promise<Message[]> {
  const since: Message[] = [];
  let cursor = await tx.objectStore('messages').openCursor(ofConversation(key), 'prev');
  while (cursor !== null && cursor.value.at > at) {
    since.unshift(cursor.value);
    cursor = await cursor.continue();
  }
  return since;
}

/** With each message goes what hangs on its place: its notice, and the reply that is still on its way. */
async function moveMessages(tx: Write, { moved }: Merged): Promise<void> {
  const [messages, notices, outbox] = [tx.objectStore('messages'), tx.objectStore('notices'), tx.objectStore('outbox')];
  const places = moved.map(({ from: { accountId, peer, ordinal } }): [number, Message['peer'], number] => [
    accountId,
    peer,
    ordinal,
  ]);
  const said = await Promise.all(places.map((place) => notices.get(place)));
  const replies = await Promise.all(places.map((place) => outbox.index('lane').get(place)));
  // All gone before the first comes: places and names are taken only once.
  for (const place of places) {
    await messages.delete(place);
    await notices.delete(place);
  }
  for (const [n, { to }] of moved.entries()) {
    const [notice, reply] = [said[n], replies[n]];
    await messages.add(to);
    if (notice) await notices.put({ ...notice, peer: to.peer, ordinal: to.ordinal });
    if (reply) await outbox.put({ ...reply, peer: to.peer, n: to.ordinal });
  }
}

async function moveDraft(tx: Write, from: ConversationKey, to: ConversationKey, event: PeerKnown): Promise<void> {
  const drafts = tx.objectStore('drafts');
  const [draft, there] = [await drafts.get([...from]), await drafts.get([...to])];
  if (draft === undefined) return;
  const quote = there?.quote ?? (draft.quote && renameKey(draft.quote, event));
  await drafts.delete([...from]);
  await drafts.put({
    accountId: to[0],
    peer: to[1],
    text: there === undefined ? draft.text : joinDraft(there.text, draft.text),
    at: Math.max(draft.at, there?.at ?? 0),
    ...(quote && { quote }),
  });
}

/** What was deleted there stays away here. */
async function moveTombstones(tx: Write, [id]: ConversationKey, event: PeerKnown): Promise<void> {
  const tombstones = tx.objectStore('tombstones');
  const range = IDBKeyRange.bound([id, `${event.was}.`], [id, `${event.was}/`], false, true);
  for (const row of await tombstones.getAll(range)) {
    await tombstones.delete([id, row.remoteKey]);
    await tombstones.put({ ...row, remoteKey: renameKey(row.remoteKey, event) });
  }
}
