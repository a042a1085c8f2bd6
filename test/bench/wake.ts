import { timeAnswer, timeWake, withCrowd } from './crowd';
import { judge, type Verdict } from './verdict';

const heldMs = 300;
const slowestMs = 2_000;
/** `lib/session/lanes.ts` gives polls five of a browser's six sockets to a host. */
const lanes = 5;

/** All accounts of one server are asked at once; one answer is slow, and the others must not wait for it in turn. */
export function benchWake(accounts: number): Promise<Verdict> {
  return withCrowd(accounts, ['127.0.0.1'], async (crowd) => {
    const answer = heldMs + (await timeAnswer(crowd));
    for (const [i, { uin }] of crowd.people.entries()) {
      const ms = i === 0 ? slowestMs : heldMs;
      await crowd.server.fault({ kind: 'delay', uin, cmd: 'GetMsgEx', ms, times: 1 });
    }
    const bound = Math.ceil(accounts / lanes) * answer + slowestMs + 200;
    return judge(await timeWake(crowd), bound, { answer, slowest: slowestMs }, { accounts, hosts: 1 });
  });
}
