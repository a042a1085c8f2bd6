import type { EpochMs } from '../model/ids';
import type { RequestKey, RequestNotice } from '../store/request-notices';
import type { Store } from '../store/store';
import type { NoticeContent } from './content';
import {
  idOf,
  isRepeated,
  keyOf,
  planAnswered,
  planManyRequests,
  planRequest,
  planRequestRound,
  type RequestRoundInput,
  type RequestWords,
} from './plan-requests';
import { encodeRequestId, manyRequestsId } from './request-id';
import { createRounds, type RoundPorts } from './rounds';

export interface RequestPorts extends RoundPorts {
  readonly store: Pick<Store, 'readRequestNotices' | 'moveRequestNotices' | 'repeatRequestNotices'>;
  readonly words: RequestWords;
  choice(): Promise<Pick<RequestRoundInput, 'shows' | 'snoozedUntil'>>;
}

export interface RequestAnnouncer {
  /**
   * Brings notifications of requests in line with the store. Never throws; resolves when a round that began after the
   * call has ended, with when to call again where the browser refused.
   */
  announce(): Promise<EpochMs | undefined>;
  /** The person answered from a notification: for as long as that can be taken back, another says so. */
  answered(key: RequestKey, accept: boolean): Promise<void>;
  /** An update has taken notifications away: shows those again, silently, that were up and are not answered. */
  again(): Promise<void>;
}

/**
 * Requests are told as messages are: row → showing → create → shown, so that a death leaves either a row that is still
 * to be shown or a notification that is up. Each has an id of its own, so "showing and up" can only mean itself; the
 * one for many is taken away before its rows move.
 */
export function createRequestAnnouncer(ports: RequestPorts): RequestAnnouncer {
  const { store, notifications } = ports;
  const rounds = createRounds(ports, 'requests', round);

  async function round(): Promise<void> {
    const open = await store.readRequestNotices();
    const up = new Set(await notifications.ids());
    const choice = await ports.choice();
    const { told, quiet, single, many, stale } = planRequestRound({ open, up, ...choice, now: ports.now() });
    for (const id of stale) await notifications.clear(id);
    for (const [to, those] of [...told, ...quiet]) await store.moveRequestNotices(those.map(keyOf), to);
    if (rounds.isHeldBack()) return;
    for (const one of single) {
      await show(idOf(one), [one], 'showing', 'shown', () => planRequest(one, choice.shows, ports.words));
    }
    if (many.length === 0) return;
    if (up.has(manyRequestsId)) await notifications.clear(manyRequestsId);
    await show(manyRequestsId, many, 'summing', 'summed', () =>
      planManyRequests(
        open.filter((one) => many.includes(one) || one.notice === 'summed'),
        many.every(isRepeated),
        ports.words,
      ),
    );
  }

  async function show(
    id: string,
    those: readonly RequestNotice[],
    begun: string,
    done: string,
    content: () => NoticeContent,
  ): Promise<void> {
    // What was told before stays marked so: after a death here it is silent as well.
    const [repeated, fresh] = [those.filter(isRepeated), those.filter((one) => !isRepeated(one))];
    const moved = await store.moveRequestNotices(fresh.map(keyOf), begun);
    if (moved.length + repeated.length === 0) return;
    if (!(await rounds.create(id, content()))) {
      await store.moveRequestNotices(moved, 'waiting');
      return;
    }
    const shown = [...moved, ...repeated.map(keyOf)];
    const told = await store.moveRequestNotices(shown, done);
    // Answered in the very moment it was shown: the next round takes it away.
    if (told.length < shown.length) rounds.follow();
  }

  return {
    announce: () => rounds.run(false),
    async again() {
      try {
        await store.repeatRequestNotices();
      } catch (error) {
        ports.report('requests', error);
      }
      await rounds.run(false);
    },
    async answered(key, accept) {
      const open = await store.readRequestNotices();
      const one = open.find(({ request }) => request.accountId === key[0] && request.key === key[1]);
      if (one?.answered !== 'waiting') return;
      const { shows } = await ports.choice();
      await notifications.create(encodeRequestId('undo', key), planAnswered(one, accept, shows, ports.words));
    },
  };
}
