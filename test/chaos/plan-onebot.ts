import { ONEBOT_HABITS } from '../server/onebot/habits';
import type { Shop } from './people';
import { createBag, type Random } from './random';
import type { HonestFault, PlannedFault, Round } from './round';

/** What a fault strikes: an answer to a call, an event as it is told, or a socket as it opens. */
type Place = 'call' | 'event' | 'connect';

/**
 * A server that does any of these has lost nothing: what it took stands in its histories. An event that is never written
 * on a line that lives is left out, because no client can know of it; one that is late is out of order by the server's
 * own doing.
 */
const faults: Readonly<Record<Place, readonly HonestFault[]>> = {
  call: [
    'drop-before',
    'hang',
    'drop-after',
    'null',
    'close',
    'delay',
    'garbage',
    'truncate',
    'oversize',
    'wrong-seq',
    'wrong-uin',
  ],
  event: ['drop-after', 'null', 'close', 'garbage', 'truncate', 'oversize', 'wrong-uin'],
  connect: ['drop-before', 'hang', 'null', 'html', 'http-502'],
};

/** Calls of a line that opens, in the order of its needs; the first is what wrong-uin strikes. */
const calls = [
  'get_login_info',
  'get_friend_msg_history',
  'get_recent_contact',
  'get_status',
  'get_friends_with_category',
] as const;

/** Every fault at every place it may strike. */
export const onebotStrikes: ReadonlyArray<{ readonly kind: HonestFault; readonly place: Place }> = (
  ['call', 'event', 'connect'] as const
).flatMap((place) => faults[place].map((kind) => ({ kind, place })));

export function createOneBotTroubles(random: Random, shops: readonly Shop[]) {
  const nextStrike = createBag(onebotStrikes, random);
  const nextHabit = createBag(
    ONEBOT_HABITS.map(({ name }) => name),
    random,
  );
  const on = new Set<string>();

  return {
    /** Aims at what is about to happen, so that most faults strike. */
    planFault(says: Round['says'], replies: Round['replies']): PlannedFault {
      const { kind, place } = nextStrike();
      const onReply = place === 'call' && kind !== 'wrong-uin' && replies.length > 0 && random.chance(0.5);
      const uin = onReply ? random.pick(replies).shop : says.length > 0 ? random.pick(says).to : random.pick(shops).uin;
      const ms = kind === 'delay' ? { ms: random.whole(100, 3000) } : {};
      const shop = shops.find((one) => one.uin === uin);
      return { kind, uin, cmd: commandOf(shop, place, kind, onReply), times: random.whole(1, 2), ...ms };
    },

    /** Now and then the server changes its manner, or QQ signs a number out. */
    planManner(): Pick<Round, 'habit' | 'kicks'> {
      if (random.chance(0.1)) return { kicks: random.pick(shops).uin };
      if (!random.chance(0.15)) return {};
      const name = nextHabit();
      const turnsOn = !on.has(name);
      if (turnsOn) on.add(name);
      else on.delete(name);
      return { habit: { name, on: turnsOn } };
    },
  };

  function commandOf(shop: Shop | undefined, place: Place, kind: HonestFault, onReply: boolean): string {
    const streams = shop?.serves === undefined || shop.flavour !== 'snowluma';
    // A program without events is struck where it is asked for them.
    if (place === 'event') return streams ? 'message' : 'get_status';
    if (place === 'connect') return shop?.serves === 'http' ? (streams ? '_events' : 'get_status') : 'connect';
    if (kind === 'wrong-uin') return calls[0];
    return onReply ? 'send_private_msg' : random.pick(calls);
  }
}
