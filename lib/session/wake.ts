import type { Account } from '../model/account';
import type { AccountId, EpochMs } from '../model/ids';
import { isStopped } from '../model/session';
import type { Request } from '../protocol/protocol';
import type { SessionRow } from '../store/schema';
import { nextActAt } from './acts';
import { armAfter, armBefore, armInDoubt, look } from './arm';
import { type Asked, createAsked } from './asked';
import { createBeside } from './beside';
import { isFromFuture, planClockBack } from './clock-back';
import { followVault } from './follow-vault';
import { gather } from './gather';
import { planAbandon } from './plan-commit';
import { planWithoutLine } from './plan-push';
import { planStep } from './plan-step';
import type { AccountWithSession, SessionPorts } from './ports';
import { createRecovery } from './recover';
import { createReplies, type Replies } from './replies';
import { pageIntervalMs } from './schedule';
import { withoutBackOff } from './session-row';
import { noteSleep } from './silence';
import { planRest, undoRemovalMs } from './standing';
import { type Await, runTurn, type UnderWay } from './turn';

/**
 * `alarm`: whoever is due. `page`: a page of ours is in sight, so online accounts are asked every few seconds.
 * `person`: now, and past any back-off.
 */
export type Why = 'alarm' | 'page' | 'person';

export interface Wake {
  /**
   * Asks everybody it is time for and sends what may leave; resolves when all have answered or given up, or a server holds
   * what they were asked.
   */
  wake(why: Why, accountId?: AccountId): Promise<void>;
  readonly replies: Replies;
}

/** One account may have this many answers in one go; past it the next wake goes on, so that nothing turns for ever. */
const mostTurns = 200;

export function createWake(ports: SessionPorts): Wake {
  const recover = createRecovery(ports);
  const replies = createReplies(ports);
  const asked = createAsked(ports);
  const leaveBeside = createBeside(ports, asked);
  /** Accounts a person asked for while they were being asked: their answer may be older than the wish. */
  const askOnceMore = new Set<AccountId>();
  /** Accounts whose answer this worker waits for. Being due, they would have the alarm ring without end meanwhile. */
  const asking = new Set<AccountId>();

  /** Wakes under way, and turns that outlived theirs: what one of them found at rest another may just have made due. */
  let running = 0;
  /** The last wake did not come as far as the asking. */
  let stumbled = false;

  async function wake(why: Why, accountId?: AccountId): Promise<void> {
    underWay.enter();
    try {
      // Looked at once for all that comes before the asking; whoever changes something looks again.
      const found = await look(ports);
      await armBefore(ports, found);
      const all = await followVault(ports, await endMutes(found.nextMute, await putRight(found.all)));
      ports.lines?.keep(new Set(all.filter(isHeard).map(({ account }) => account.id)));
      stumbled = false;
      const due = all.filter((one) => isTime(one, why, ports.now(), accountId) || lostItsLine(one, accountId));
      await Promise.all([askAll(due, why), replies.drain(accountId, why === 'person')]);
    } catch (error) {
      ports.report('wake', error);
      stumbled = true;
    } finally {
      await underWay.leave();
    }
  }

  const underWay: UnderWay = {
    enter: () => void running++,
    async leave() {
      running--;
      await armAfter(ports, asking, () => running === 0, stumbled).catch((error) => armInDoubt(ports, error));
      await tell().catch((error) => ports.report('notices', error));
    },
  };

  /** What the clock says of what lies there, before anybody is asked: it may have been set back, and rests end. */
  async function putRight(all: readonly AccountWithSession[]): Promise<readonly AccountWithSession[]> {
    const now = ports.now();
    const ahead = all.filter(({ session }) => isFromFuture(session, now)).map(({ account }) => account.id);
    if (ahead.length > 0) {
      await ports.store.begin(ahead, (row, account) => planClockBack(row, account, now));
      ports.published({ accounts: ahead, conversations: await ports.store.mendClock(now) });
    }
    const rested = all.filter(({ account, session }) => planRest(account, session, now) !== undefined);
    for (const { account } of rested) {
      await ports.store.actOnAccounts(
        [account.id],
        (its, row) => planRest(its, row, now) ?? { account: its, session: row },
      );
      ports.published({ accounts: [account.id] });
    }
    return ahead.length + rested.length > 0 ? ports.readAccounts() : all;
  }

  /** Costs nothing while no mute is over. */
  async function endMutes(
    next: EpochMs | undefined,
    all: readonly AccountWithSession[],
  ): Promise<readonly AccountWithSession[]> {
    const now = ports.now();
    if (next === undefined || next > now) return all;
    const accounts = all.flatMap(({ account: { id, mutedUntil } }) =>
      mutedUntil !== undefined && mutedUntil <= now ? id : [],
    );
    const conversations = await ports.store.expireMutes(now);
    if (accounts.length + conversations.length > 0) ports.published({ accounts, conversations });
    return accounts.length > 0 ? ports.readAccounts() : all;
  }

  /** Last of all, so that no account's alarm waits for a system that shows nothing. */
  async function tell(): Promise<void> {
    const at = await ports.announce?.(running === 0);
    if (at === undefined) return;
    const current = await ports.alarm.read();
    if (current === undefined || current > at) await ports.alarm.set(at);
  }

  async function askAll(due: readonly AccountWithSession[], why: Why): Promise<void> {
    const start = gather<AccountId, Request>(due.length, (ids) => beginAll(ports, asked, ids, why));
    const turn = async (account: Account, wait: Await) => {
      const ran = await ports.lock(`receive/${account.id}`, async () => {
        const failed = asking.has(account.id);
        asking.add(account.id);
        // One that failed is as if it were still asked: on a full disk, say, it would be due again at once, without end.
        await follow(account, failed, start.join, wait).then(
          () => asking.delete(account.id),
          (error) => ports.report(`account ${account.id}`, error),
        );
      });
      if (ran) return;
      start.stayAway();
      if (asked.isHeld(account.id)) await leaveBeside(account);
      else if (why === 'person') askOnceMore.add(account.id);
    };
    await Promise.all(due.map(({ account }) => runTurn(ports.later, underWay, (wait) => turn(account, wait))));
  }

  async function follow(
    account: Account,
    failed: boolean,
    first: (id: AccountId) => Promise<Request | undefined>,
    wait: Await,
  ): Promise<void> {
    // Left for the next wake: all the others wait in `first` for this one.
    await recover(account, failed).catch((error) => ports.report(`account ${account.id}`, error));
    const drains: Promise<void>[] = [];
    let request = await first(account.id);
    for (let turn = 0; request && turn < mostTurns; turn++) {
      const { session, previous } = await wait(request, asked.take(account, request));
      // What was written while it was away may leave now, without holding up what comes in.
      const opened = request.via.kind === 'frame' && request.via.opens;
      if (session?.state === 'online' && (opened || previous?.state !== 'online'))
        drains.push(replies.drain(account.id));
      request = (await beginAll(ports, asked, [account.id], 'alarm')).get(account.id);
      if (!request && askOnceMore.delete(account.id)) {
        request = (await beginAll(ports, asked, [account.id], 'person')).get(account.id);
      }
    }
    await Promise.all(drains);
    if (isOver(account)) {
      // Looked at again inside the transaction: the person may have taken the removal back this very moment.
      await ports.store.deleteAccount(account.id, isOver);
      ports.published({ accounts: [account.id] });
    }
  }

  /** Only this worker could have held it, so the account is silent until somebody opens another. */
  const lostItsLine = ({ account, session }: AccountWithSession, only?: AccountId) =>
    (only === undefined || account.id === only) &&
    (session.state === 'online' || session.state === 'offline-in-qq') &&
    ports.lines?.isUp(account.id) === false &&
    planWithoutLine(ports.openProtocol(account), session, ports.now(), ports.random) !== session;

  const isOver = (account: Account) => isRemovalOver(account, ports.now());

  return { wake, replies };
}

/** Writes down what each account asks next, all in one transaction, and answers the requests that may now leave. */
async function beginAll(
  ports: SessionPorts,
  asked: Asked,
  ids: readonly AccountId[],
  why: Why,
): Promise<Map<AccountId, Request>> {
  const now = ports.now();
  const requests = new Map<AccountId, Request>();
  const abandoned: AccountId[] = [];
  await ports.store.begin(ids, (row, account) => {
    const protocol = ports.openProtocol(account);
    const awake = noteSleep(row, now);
    const lined = ports.lines?.isUp(account.id) ? awake : planWithoutLine(protocol, awake, now, ports.random);
    const planned = planStep(protocol, hurry(lined, why, now), account, now, ports.random, asked.of(account.id));
    if (planned.kind === 'abandon') {
      abandoned.push(account.id);
      return undefined;
    }
    if (planned.kind === 'ask') requests.set(account.id, planned.request);
    return planned.row;
  });
  for (const id of abandoned) await abandonOldest(ports, asked, id, now);
  // What was given up left room for something else.
  if (abandoned.length > 0)
    for (const [id, request] of await beginAll(ports, asked, abandoned, why)) requests.set(id, request);
  return requests;
}

/** Whose line may stand: nobody listens for an account that was stopped or paused. */
function isHeard({ account, session }: AccountWithSession): boolean {
  return account.pausedAt === undefined && account.removeAt === undefined && !isStopped(session.state);
}

function hurry(row: SessionRow, why: Why, now: EpochMs): SessionRow {
  if (why === 'alarm') return row;
  if (why === 'page') return { ...row, due: now };
  return { ...withoutBackOff(row), due: now };
}

async function abandonOldest(ports: SessionPorts, asked: Asked, id: AccountId, now: EpochMs): Promise<void> {
  await ports.store.commit(id, (row, account) => {
    const planned = planStep(ports.openProtocol(account), row, account, now, ports.random, asked.of(id));
    return planned.kind === 'abandon' ? planAbandon(row, planned.entry, now) : undefined;
  });
  ports.published({ accounts: [id] });
}

function isTime({ account, session }: AccountWithSession, why: Why, now: EpochMs, only?: AccountId): boolean {
  if (only !== undefined && account.id !== only) return false;
  if (session.todo.length > 0 && session.due !== undefined && session.due <= now) return true;
  if (account.removeAt !== undefined) return isRemovalOver(account, now);
  if ((nextActAt(session) ?? Number.POSITIVE_INFINITY) <= now && account.pausedAt === undefined) return true;
  if (session.due === undefined) return false;
  if (why === 'person') return true;
  if (why === 'page' && session.state === 'online') return now - (session.askedAt ?? 0) >= pageIntervalMs;
  return session.due <= now;
}

/** Further away than it ever is, the clock was set back meanwhile. */
function isRemovalOver({ removeAt }: Account, now: EpochMs): boolean {
  return removeAt !== undefined && (removeAt <= now || removeAt > now + undoRemovalMs);
}
