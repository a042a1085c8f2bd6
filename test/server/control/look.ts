import { Refusal } from './refusal';
import type { GetCall } from './room';

/** How things stand. */
export const state: GetCall = ({ core, services, httpQq, onebot, webqq, webPresence, temporary }) => {
  const { world, settings, clock, faults } = core;
  for (const service of services) service.expire();
  return {
    now: clock.now(),
    ...settings.clock,
    habits: [...settings.habits],
    faults: faults.list(),
    accounts: world.profiles().map(({ uin, friends }) => ({
      uin,
      online: services.some((service) => service.isSignedIn(uin)),
      state: world.presence(uin),
      friends,
      queue: world.queue(uin).length,
      ...httpQq.describe(uin),
      ...onebot.describe(uin),
      ...webqq.describe(uin),
    })),
    webqq: webqq.overview(),
    webPresence: webPresence.overview(),
    temporary: temporary.overview(),
  };
};

/** What happened after entry `since`. */
export const ledger: GetCall = ({ core }, query) => {
  const since = query.get('since') ?? '0';
  if (!/^\d{1,15}$/.test(since)) throw new Refusal(400, 'since must be the number of an entry', 'since');
  return core.ledger.since(Number(since));
};
