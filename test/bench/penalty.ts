import { randomUUID } from 'node:crypto';
import { ask } from '../browser/ask';
import { until } from '../browser/wait';
import { friendsOf } from '../start/demo-people';
import { timeAnswer, withCrowd } from './crowd';
import { judge, type Verdict } from './verdict';

/** So long a reply may take to reach its server, whatever happens to other accounts there. */
const boundMs = 2_000;

/** Some accounts of one server sit out its 20 s; somebody answers from another. By the server's own book. */
export function benchPenalty(accounts: number, punished: number): Promise<Verdict> {
  return withCrowd(accounts, ['127.0.0.1'], async (crowd) => {
    const { browser, server, people, ids } = crowd;
    const answer = await timeAnswer(crowd);
    const sitting = people.slice(0, punished);
    for (const { uin } of sitting) await server.fault({ kind: 'res-3', uin, cmd: 'GetMsgEx', times: 1 });
    await ask(browser, 'wake', { why: 'person' });
    // Five are punished at once, which is all the places polls have: the rest wait behind them.
    await until(async () => (await server.state()).faults.reduce((sum, { times }) => sum + times, 0) <= punished - 5, {
      what: 'penalties to be sat out',
      every: 20,
    });
    const last = people.length - 1;
    const [from, accountId] = [people[last], ids[last]];
    if (!from || accountId === undefined) throw new Error('nobody is left to answer');
    const text = `through the penalty ${randomUUID()}`;
    const begun = Date.now();
    await ask(browser, 'send', { id: randomUUID(), accountId, peer: `u:${friendsOf(from)[0]?.uin}`, text });
    const accepted = await until(
      async () => (await server.ledger()).entries.find((entry) => entry.kind === 'accepted' && entry.text === text),
      { what: 'the reply on the server', ms: 30_000 },
    );
    return judge(accepted.at - begun, boundMs, { answer }, { accounts, punished });
  });
}
