import { timeAnswer, timeWake, withCrowd } from './crowd';
import { judge, type Verdict } from './verdict';

/** Every address the embedded server listens on. */
const addresses = Array.from({ length: 9 }, (_, i) => `127.0.0.${i + 1}`);
const heldMs = 300;
const slowestMs = 2_000;

/** As many servers as accounts: nobody waits for anybody, so a wake takes as long as the slowest answer. */
export function benchHosts(): Promise<Verdict> {
  return withCrowd(addresses.length, addresses, async (crowd) => {
    const answer = await timeAnswer(crowd);
    for (const [i, { uin }] of crowd.people.entries()) {
      const ms = i === 0 ? slowestMs : heldMs;
      await crowd.server.fault({ kind: 'delay', uin, cmd: 'GetMsgEx', ms, times: 1 });
    }
    const floor = { answer, slowest: slowestMs + answer };
    const of = { accounts: addresses.length, hosts: addresses.length };
    return judge(await timeWake(crowd), floor.slowest + 200, floor, of);
  });
}
