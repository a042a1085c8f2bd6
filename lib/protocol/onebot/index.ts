import type { Ability, Protocol } from '../protocol';
import { acceptLateEvents, acceptReply } from './accept';
import { decodeAnswer, replyKey } from './answer';
import { pingEveryMs } from './batch';
import { historyActions, type OneBotCursor, parseCursor, startCursor } from './cursor';
import { letGo } from './held';
import { lineTo, planNext, streamOf } from './next';
import { acceptPush } from './push';
import type { OneBotSettings } from './settings';
import { spellToken } from './token';

const always: readonly Ability[] = ['send', 'quote', 'contacts', 'groups', 'requests'];
/** Abilities that end with an action the server said it does not have. */
const unlessLacking: ReadonlyArray<readonly [Ability, string]> = [
  ['status', 'set_online_status'],
  ['presence', 'nc_get_user_status'],
  ['presence-of', 'nc_get_user_status'],
  ['recall', 'delete_msg'],
  ['unfriend', 'delete_friend'],
  ['profile', 'get_stranger_info'],
  ['read', 'mark_msg_as_read'],
  ['history', historyActions.u],
];

/** OneBot 11 for one account, over a WebSocket or, where there is none, over HTTP. */
export function openOneBot(settings: OneBotSettings): Protocol<OneBotCursor> {
  return {
    codec: 1,
    // No server knows a repeated call again.
    replayMs: 0,
    outran: () => true,
    signsInFreely: true,
    start: startCursor,
    resume: parseCursor,
    abilities({ lacks }) {
      const offered = unlessLacking.filter(([, action]) => !lacks.includes(action)).map(([ability]) => ability);
      return new Set([...always, ...offered]);
    },
    next: (cursor, want, now) => planNext(settings, cursor, want, now),
    accept(cursor, to, got, now) {
      const reading = { settings, cursor, now };
      // A worker that finds no line takes the cursor and no events, so nothing may leave the cursor there.
      if (to === 'push' && got.kind === 'closed' && got.code === 0) return acceptPush(reading, got);
      return letGo(reading, to === 'push' ? acceptPush(reading, got) : acceptReply(reading, to, got));
    },
    acceptLate: (cursor, to, got, now) => acceptLateEvents({ settings, cursor, now }, to, got),
    carriesNothing(to, got) {
      if (got.kind !== 'reply') return false;
      const answer = decodeAnswer(to, got);
      if (answer.kind === 'unreadable') return false;
      return answer.kind !== 'ok' || !to.destructive || (Array.isArray(answer.data) && answer.data.length === 0);
    },
    live({ over, streams }) {
      if (over === 'socket') return { kind: 'socket', url: lineTo(settings), pingEveryMs };
      return streams && { kind: 'socket', url: streamOf(settings), pingEveryMs };
    },
    replyKey,
    spell: spellToken,
  };
}
