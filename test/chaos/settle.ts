import { confirmShown } from '../browser/phone';
import { readRows } from '../browser/raw-store';
import { until } from '../browser/wait';
import { badgeOf } from './compare';
import { isUntold } from './compare-notices';
import { tell } from './hand';
import { idIn } from './people';
import { type MessageRow, readAllRows, type SessionRow } from './rows';
import type { Stage } from './stage';

/** The longest back-off is five minutes; whoever still waits after that waits for ever. */
const patienceMs = 6 * 60_000;
/** Between two looks; each begins with a person's wake. */
const lookEveryMs = 1500;

/** QQ signs numbers in again that it had signed out. */
export async function signInAgain({ server, kicked, shops }: Stage): Promise<void> {
  const signedOut = shops.filter(({ uin, protocol }) => kicked.has(uin) && protocol === 'onebot');
  for (const { uin } of signedOut) await server.server.presence(uin, 'online');
  kicked.clear();
}

/** What a person does about an account that was taken over, that another number answered for, or that shows a code. */
export async function takeBackStopped({ browser, server, ids }: Stage): Promise<void> {
  for (const { accountId, state, reason } of await readRows<SessionRow>(browser.live, 'sessions')) {
    if (state === 'displaced' || (state === 'refused' && reason === 'other-number'))
      await tell(browser.live, 'account.takeBack', { accountId });
  }
  await confirmShown(browser.live, server.server, new Map([...ids].map(([uin, id]) => [id, uin])));
}

/** Waits until the store has everything the server took so far. */
export async function untilAllStored(stage: Stage): Promise<void> {
  const ours = new Set(stage.ids.keys());
  await wakeUntil(stage, 'everything to be stored', async () => {
    const { entries } = await stage.server.server.ledger();
    const accepted = entries.filter(({ kind, to }) => kind === 'accepted' && ours.has(to));
    const stored = new Set((await readRows<MessageRow>(stage.browser.live, 'messages')).map(({ text }) => idIn(text)));
    const missing = accepted.filter(({ id }) => !stored.has(id)).map(({ id }) => id);
    return missing.length === 0 ? [] : [`not stored yet: ${missing.join(', ')}`];
  });
}

/**
 * The storm is over: waits until nothing waits at the server, is on its way, or is written down to be done. Answers a
 * sentence for whatever is still unsettled after six minutes.
 */
export async function settle(stage: Stage): Promise<string[]> {
  await signInAgain(stage);
  const unsettled = await wakeUntil(stage, 'everything to settle', async () => {
    const { server, browser, calls } = stage;
    // The server first: what it has handed over by then is in the store, or in flight, when the store is read.
    const { accounts } = await server.server.state();
    const rows = await readAllRows(browser.live);
    const waiting = accounts.filter(({ uin, queue }) => stage.ids.has(uin) && queue > 0).map(({ uin }) => uin);
    const untold = (rows.notices ?? []).filter(({ state }) => isUntold(state)).length;
    const busy = rows.sessions.filter(
      ({ state, inFlight, todo }) => state !== 'online' || inFlight.length > 0 || todo.length > 0,
    );
    // What a server of WebQQ spoilt on the way it will not repeat: those bytes are kept for a later version.
    const isSpoilt = (row: object) => 'undecoded' in row && stage.shops.some(({ protocol }) => protocol === 'webqq');
    const unread = rows.journal.filter((row) => !isSpoilt(row));
    return [
      ...(waiting.length > 0 ? [`messages wait for ${waiting.join(', ')}`] : []),
      ...busy.map(
        (row) =>
          `account ${row.accountId} is ${row.state}, ${row.inFlight.length} requests on their way, ${row.todo.length} to come`,
      ),
      ...(rows.outbox.length > 0 ? [`${rows.outbox.length} replies wait`] : []),
      ...(unread.length > 0 ? [`${unread.length} answers are not read`] : []),
      ...(untold > 0 ? [`${untold} messages are still to be announced`] : []),
      ...(calls.waiting > 0 ? [`${calls.waiting} calls have no answer`] : []),
    ];
  });
  await untilBadgeFollows(stage);
  return unsettled;
}

/** `look` says what is still missing, and so does this once it has lost patience. */
async function wakeUntil(stage: Stage, what: string, look: () => Promise<string[]>): Promise<string[]> {
  let missing: string[] = [];
  await until(
    async () => {
      const { live } = stage.browser;
      await takeBackStopped(stage);
      await stage.calls.tellAll(live);
      missing = await look();
      if (missing.length > 0) await tell(live, 'wake', { why: 'person' });
      return missing.length === 0;
    },
    { what, ms: patienceMs, every: lookEveryMs },
    // What it last waited for says more than that it waited.
  ).catch((error: Error) => missing.push(error.message));
  return missing;
}

/** The toolbar follows the store a moment later. */
async function untilBadgeFollows({ browser }: Stage): Promise<void> {
  await until(
    async () => {
      const rows = await readAllRows(browser.live);
      const unread = rows.conversations.reduce((sum, row) => sum + row.unread, 0);
      return (await browser.live.badge()) === badgeOf(unread);
    },
    { what: 'the badge to follow', every: 200 },
    // What it shows then is compared.
  ).catch(() => undefined);
}
