import { randomUUID } from 'node:crypto';
import { tell } from './hand';
import { listen } from './listening';
import type { PlannedReply, Round } from './round';
import { signInAgain, takeBackStopped, untilAllStored } from './settle';
import { accountOf, pause, type Stage } from './stage';

/** One round: people write, things go wrong, and the background is killed at its moment. True where the browser was too. */
export async function playRound(stage: Stage, round: Round): Promise<boolean> {
  const { server, browser, calls } = stage;
  if (round.listens !== undefined) await listen(stage, round.listens);
  const forgets = round.server?.kind === 'forget';
  if (forgets) await makeForgettable(stage, round.replies);
  else await trouble(stage, round);
  for (const reply of round.replies) queue(stage, reply);
  if (round.reads !== undefined) calls.add('markAllRead', { accountId: accountOf(stage, round.reads) });
  await takeBackStopped(stage);

  // Nobody waits for the answers: the kill may come in the middle of the call.
  const told = Promise.all([calls.tellAll(browser.live), tell(browser.live, 'wake', { why: 'person' })]);
  await pause(round.liveMs);
  if (round.server?.kind === 'restart') await server.restart(true);
  if (forgets) await server.restart(false);
  const { server: blow } = round;
  if (blow?.kind === 'kill') await server.kill(() => pause(blow.downMs));

  const killedBrowser = round.killsBrowser && (await browser.killBrowser());
  await browser.killBackground();
  await told;
  return killedBrowser;
}

async function trouble(stage: Stage, { faults, says, habit, kicks }: Round): Promise<void> {
  const { server } = stage;
  await signInAgain(stage);
  if (habit) await server.server.habit(habit.name, habit.on);
  if (kicks !== undefined) {
    await server.server.kick(kicks);
    stage.kicked.add(kicks);
  }
  for (const fault of faults) await server.plant(fault);
  for (const message of says) await server.server.say(message);
}

/**
 * What a server handed over and then forgot, no client can ask for again: that loss is not what is tested here. So it
 * forgets while nothing waits there, and in the middle of replies it has taken without saying so.
 */
async function makeForgettable(stage: Stage, replies: readonly PlannedReply[]): Promise<void> {
  await stage.server.kill();
  await untilAllStored(stage);
  for (const { shop } of replies) await stage.server.plant({ kind: 'drop-after', uin: shop, cmd: 'CLTMSG' });
}

function queue(stage: Stage, { shop, to, text }: PlannedReply): void {
  const reply = { id: randomUUID(), accountId: accountOf(stage, shop), peer: `u:${to}`, text };
  stage.queued.push(reply);
  stage.calls.add('send', reply);
}
