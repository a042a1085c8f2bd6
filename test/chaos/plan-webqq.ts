import type { Shop } from './people';
import { createBag, type Random } from './random';
import type { HonestFault, PlannedFault, Round } from './round';

/**
 * A server that does any of these has lost nothing: what it could not hand over whole it hands over again. What reached
 * a client that died with it in hand is gone for good, and must be told.
 */
export const webqqFaults = [
  'drop-before',
  'hang',
  'html',
  'http-502',
  'http-504',
  'drop-after',
  'delay',
  'null',
  'garbage',
  'truncate',
  'oversize',
  'close',
  'retcode',
  'wrong-uin',
] as const satisfies readonly HonestFault[];

/** Numbers by what they strike; 103 ends a sign-in, of which there are six an hour. */
export const webqqRetcodes = {
  poll2: [116, 109, 110, 120, 121, 4711, 103],
  send_buddy_msg2: [1202, 100_100, 108],
} as const;

/** Habits that do no more than a client must bear; those that close a way to sign in stay off. */
export const webqqHabits = [
  'late-idle',
  'idle-says-ok',
  'one-item',
  'oldest-first',
  'duplicates',
  'entities',
  'font-last',
  'scanned-says-66',
  'official-order',
] as const;

const lists = ['get_user_friends2', 'get_friend_uin2', 'get_online_buddies2', 'get_recent_list2'] as const;
/** Sign-ins that troubles may cost an account, well under the budget of an hour. */
const mostSignIns = 2;

export function createWebQqTroubles(random: Random, shops: readonly Shop[]) {
  const nextFault = createBag(webqqFaults, random);
  const nextHabit = createBag(webqqHabits, random);
  const on = new Set<string>();
  const cost = new Map<string, number>();

  /** Whether the account can bear another sign-in. */
  const bears = (uin: string) => {
    const before = cost.get(uin) ?? 0;
    if (before >= mostSignIns) return false;
    cost.set(uin, before + 1);
    return true;
  };

  return {
    /** Aims at what is about to happen, so that most faults strike. */
    planFault(says: Round['says'], replies: Round['replies']): PlannedFault | undefined {
      const kind = nextFault();
      const onReply = replies.length > 0 && random.chance(0.5);
      const uin = onReply ? random.pick(replies).shop : says.length > 0 ? random.pick(says).to : random.pick(shops).uin;
      if (kind === 'wrong-uin') return bears(uin) ? { kind, uin, cmd: 'login2', times: 1 } : undefined;
      const cmd = onReply
        ? 'send_buddy_msg2'
        : kind !== 'retcode' && random.chance(0.25)
          ? random.pick(lists)
          : 'poll2';
      if (kind === 'retcode') {
        const retcode = random.pick(webqqRetcodes[cmd as keyof typeof webqqRetcodes]);
        const ends = retcode === 103 || retcode === 108;
        return ends && !bears(uin) ? undefined : { kind, uin, cmd, times: 1, retcode };
      }
      const ms = kind === 'delay' ? { ms: random.whole(100, 3000) } : {};
      return { kind, uin, cmd, times: random.whole(1, 2), ...ms };
    },

    /** Now and then the server changes its manner, or another client takes a number over. */
    planManner(): Pick<Round, 'habit' | 'kicks'> {
      if (random.chance(0.05)) {
        const { uin } = random.pick(shops);
        return bears(uin) ? { kicks: uin } : {};
      }
      if (!random.chance(0.15)) return {};
      const name = nextHabit();
      const turnsOn = !on.has(name);
      if (turnsOn) on.add(name);
      else on.delete(name);
      return { habit: { name, on: turnsOn } };
    },
  };
}
