import type { Account } from '../model/account';
import type { Event } from '../model/event';
import type { AccountId, ConversationKey } from '../model/ids';
import type { Message } from '../model/message';
import { keepCount } from './begin';
import { takeIncoming, takeOwn, takeRecall } from './commit-messages';
import { takePeople } from './commit-people';
import { closeBefriended, closeRequest, takeRequest, takeRequestAnswer } from './commit-requests';
import { countLate, takeGap } from './gaps';
import { closeJournal, countUndecoded, dropJournal } from './journal';
import { takePeerKnown } from './merge-conversations';
import { endAccountMute, endConversationMutes } from './mutes';
import { takeNoProfile, takeProfile, takeRequestSent } from './people';
import type { Database, SessionRow } from './schema';
import { settle, settlingStores } from './settle';
import type { Commit, Committed } from './store';
import { keep, type StoreName, type Write, write } from './transaction';

const stores: readonly StoreName[] = [
  ...settlingStores,
  'sessions',
  'contacts',
  'groups',
  'presence',
  'people',
  'requests',
  'journal',
  'gaps',
  'drafts',
];

/**
 * Takes one answer in, wholly or not at all: a death before the end leaves the journal row, and the next wake commits
 * the same answer again, which changes nothing twice because every row knows itself (remoteKey, request key, number).
 */
export function commit(
  db: Database,
  accountId: AccountId,
  plan: (row: SessionRow, account: Account) => Commit | undefined,
): Promise<Committed> {
  return write(db, stores, async (tx) => {
    const [row, account] = await Promise.all([
      tx.objectStore('sessions').get(accountId),
      tx.objectStore('accounts').get(accountId),
    ]);
    if (row === undefined || account === undefined) {
      dropJournal(tx, accountId);
      return { conversations: [], messages: [] };
    }
    const planned = plan(row, account);
    if (planned === undefined) return { conversations: [], messages: [], session: row, previous: row };

    const listed = planned.events.some(({ kind }) => kind === 'contacts') && { listedAt: planned.now };
    const session = keepCount({ ...planned.session, ...listed }, row);
    keep(tx, 'sessions').put(session);
    // Beside the messages: nearly always it changes nothing but the journal.
    const [taken, counted] = await Promise.all([
      takeIn(tx, planned.noStates ? await toPlainOnline(tx, account) : account, planned),
      planned.journal && closeJournal(tx, row, planned.journal, planned.now),
    ]);
    if (counted) await countUndecoded(tx, accountId, counted);
    return { ...taken, session: { ...session, ...counted }, previous: row };
  });
}

/** What was chosen is not so, and no screen may say that it is (promise 10). */
async function toPlainOnline(tx: Write, { awayAt: _, ...account }: Account): Promise<Account> {
  const plain = { ...account, status: 'online' as const };
  await tx.objectStore('accounts').put(plain);
  return plain;
}

async function takeIn(
  tx: Write,
  before: Account,
  planned: Commit,
): Promise<Pick<Committed, 'conversations' | 'messages' | 'people' | 'requests'>> {
  const changed: ConversationKey[] = [];
  const messages: Message[] = [];
  // Mutes first, so that what counts is what counts at this moment.
  const { account, conversations } = await endAccountMute(tx, before, planned.now);
  changed.push(...conversations, ...(await endConversationMutes(tx, planned.now)));
  // The reply's own name next, so that its echo among the events is known.
  const settled = planned.settle && (await settle(tx, planned.settle.outboxId, planned.settle.to));
  if (settled) changed.push(settled);

  let befriended = false;
  for (const step of stepsOf(planned.events)) {
    if (Array.isArray(step)) {
      for (const { event, message } of await takeIncoming(tx, account, step, planned)) {
        changed.push([message.accountId, message.peer]);
        messages.push(message);
        await countLate(tx, account.id, event, planned.now);
      }
      continue;
    }
    const event = step;
    switch (event.kind) {
      case 'message': {
        const message = await takeOwn(tx, account, event, planned);
        if (message !== undefined) changed.push([message.accountId, message.peer]);
        break;
      }
      case 'peer-known':
        changed.push(...(await takePeerKnown(tx, account, event)));
        break;
      case 'recalled': {
        const key = await takeRecall(tx, account.id, event.remoteKey);
        if (key) changed.push(key);
        break;
      }
      case 'contacts':
        befriended = (await closeBefriended(tx, account.id, event)) || befriended;
        await takePeople(tx, account.id, event, planned.now, planned.away);
        break;
      case 'contact-gone':
      case 'groups':
      case 'contact':
      case 'presence':
      case 'everyone-else-offline':
        await takePeople(tx, account.id, event, planned.now, planned.away);
        break;
      case 'request':
        await takeRequest(tx, account.id, event, planned.now);
        break;
      case 'request-closed':
        await closeRequest(tx, account.id, event.key, event.also);
        break;
      case 'request-answered':
        await takeRequestAnswer(tx, account.id, event, planned.now);
        break;
      case 'request-sent':
        await takeRequestSent(tx, account.id, event.to, planned.now);
        break;
      case 'profile':
        await takeProfile(tx, account.id, event, planned.now);
        break;
      case 'no-profile':
        await takeNoProfile(tx, account.id, event, planned.now);
        break;
      case 'gap':
        await takeGap(tx, account.id, event);
        break;
      default:
        event satisfies never;
    }
  }
  const kinds = new Set(planned.events.map(({ kind }) => kind));
  return {
    conversations: eachOnce(changed),
    messages,
    ...(peopleEvents.some((kind) => kinds.has(kind)) && { people: true }),
    ...((befriended || requestEvents.some((kind) => kinds.has(kind))) && { requests: true }),
  };
}

const peopleEvents = [
  'contacts',
  'contact-gone',
  'groups',
  'contact',
  'presence',
  'everyone-else-offline',
  'request-answered',
  'request-sent',
  'profile',
  'no-profile',
] as const;
const requestEvents = ['request', 'request-closed', 'request-answered'] as const;

type Incoming = Extract<Event, { kind: 'message' }>;

/** Events in their order, with messages that came in one after the other together. */
function stepsOf(events: readonly Event[]): (Event | Incoming[])[] {
  const steps: (Event | Incoming[])[] = [];
  for (const event of events) {
    const last = steps.at(-1);
    if (event.kind !== 'message' || event.direction !== 'in') steps.push(event);
    else if (Array.isArray(last)) last.push(event);
    else steps.push([event]);
  }
  return steps;
}

function eachOnce(keys: readonly ConversationKey[]): ConversationKey[] {
  return [...new Map(keys.map((key) => [key.join(), key])).values()];
}
