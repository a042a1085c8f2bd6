import type { Shop } from './people';
import { textWith } from './people';
import { createOneBotTroubles } from './plan-onebot';
import { createWebQqTroubles } from './plan-webqq';
import { createBag, createRandom, type Random } from './random';
import { type HonestFault, honestFaults, type PlannedFault, type Round, type ServerBlow } from './round';

/**
 * Sign-ins are budgeted (6 an hour and account), and each of these costs one. A server that forgets twice and one
 * RES=20 leave room for a person who takes an account back.
 */
const mostForgets = 2;
const killsAForget = 40;
/** So many rounds listening goes on, and as many it does not. */
const roundsToListen = 4;

/** The whole storm, decided by the seed alone. */
export function planStorm(seed: number, kills: number, shops: readonly Shop[]): Round[] {
  const random = createRandom(seed);
  const nextFault = createBag(honestFaults, random);
  const troubles = {
    'http-qq': undefined,
    onebot: createOneBotTroubles(random, shops),
    webqq: createWebQqTroubles(random, shops),
  }[shops[0]?.protocol ?? 'http-qq'];
  const forgets = troubles ? new Set() : planForgets(kills);
  const thrownOut = new Set<string>();
  let said = 0;
  let answered = 0;

  return Array.from({ length: kills }, (_, k) => {
    const says = Array.from({ length: random.whole(0, 3) }, () => {
      const shop = random.pick(shops);
      const id = `say-${++said}`;
      return { from: random.pick(shop.friends), to: shop.uin, text: textWith(id, said), id };
    });
    const replies = Array.from({ length: random.whole(0, 2) }, () => {
      const shop = random.pick(shops);
      const text = textWith(`reply-${++answered}`, answered);
      return { shop: shop.uin, to: random.pick(shop.friends), text };
    });
    const faults = Array.from({ length: random.whole(1, 2) }, () =>
      troubles ? troubles.planFault(says, replies) : planFault(nextFault(), random, shops, says, replies, thrownOut),
    ).filter((fault) => fault !== undefined);
    // By the round alone: what the seed draws stays as it was.
    const turns = shops[0]?.protocol === 'webqq' && k % roundsToListen === roundsToListen / 2;
    const blow = forgets.has(k) ? ({ kind: 'forget' } as const) : planBlow(random);
    return {
      ...(blow ? { server: blow } : {}),
      ...(troubles ? troubles.planManner() : {}),
      ...(turns ? { listens: k % (2 * roundsToListen) < roundsToListen } : {}),
      faults,
      says,
      replies,
      ...(random.chance(0.2) ? { reads: random.pick(shops).uin } : {}),
      liveMs: random.chance(0.6) ? random.whole(0, 400) : random.whole(0, 2500),
      killsBrowser: k % 15 === 7,
    };
  });
}

function planForgets(kills: number): Set<number> {
  const count = Math.min(mostForgets, Math.max(1, Math.floor(kills / killsAForget)));
  return new Set(Array.from({ length: count }, (_, i) => Math.floor(((i + 1) * kills) / (count + 1))));
}

function planBlow(random: Random): ServerBlow | undefined {
  if (random.chance(0.06)) return { kind: 'restart' };
  if (random.chance(0.04)) return { kind: 'kill', downMs: random.whole(0, 1500) };
  return undefined;
}

/** Aims at what is about to happen, so that most faults strike; undefined where the account cannot bear this one. */
function planFault(
  kind: HonestFault,
  random: Random,
  shops: readonly Shop[],
  says: Round['says'],
  replies: Round['replies'],
  thrownOut: Set<string>,
): PlannedFault | undefined {
  const onReply = replies.length > 0 && random.chance(0.5);
  const uin = onReply ? random.pick(replies).shop : says.length > 0 ? random.pick(says).to : random.pick(shops).uin;
  const cmd = onReply ? 'CLTMSG' : 'GetMsgEx';
  const times = random.whole(1, 2);
  switch (kind) {
    case 'res-20':
      // Once an account: a second one that soon is somebody else's sign-in, and the budget of sign-ins is small.
      if (thrownOut.has(uin)) return undefined;
      thrownOut.add(uin);
      return { kind, uin, cmd, times: 1 };
    case 'res-3':
      return { kind, uin, cmd, times: 1 };
    case 'delay':
      return { kind, uin, cmd, times, ms: random.whole(100, 3000) };
    default:
      // Whatever the account asks next, its lists and its sign-in included.
      return { kind, uin, times, ...(random.chance(0.75) ? { cmd } : {}) };
  }
}
