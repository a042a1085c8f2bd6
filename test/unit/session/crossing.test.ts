import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeTruth } from '../../../components/truth';
import { createClock } from '../../../lib/format/time';
import { createI18n } from '../../../lib/i18n/i18n';
import type { AccountId } from '../../../lib/model/ids';
import { readAccounts } from '../../../lib/store/read';
import en from '../../../public/_locales/en/messages.json';
import type { FaultKind } from '../../server/faults';
import { riseUntilQuiet } from './deaths';
import { type Life, openWorld, password, signedIn, type World } from './world';

/** Promise 5 for all accounts at once: every answer is another's, while messages wait for each of them. */
const uins = ['10001', '10002', '10003', '10004', '10005', '10006'] as const;
const words: Record<string, { message: string }> = en;
const i18n = createI18n(
  (key, given) => (words[key]?.message ?? '').replace(/\$(\d)/g, (_, n) => given[Number(n) - 1] ?? ''),
  'en',
);
const clock = createClock('en', 'UTC');

let world: World;
let life: Life;
let ids: Map<string, AccountId>;
beforeEach(async () => {
  world = await openWorld();
  await world.people.account({ uin: '20001', password, nick: '林小满', friends: [...uins] });
  for (const uin of uins) await world.people.account({ uin, password, nick: uin, friends: ['20001'] });
  life = world.live();
  ids = new Map();
  for (const uin of uins) ids.set(uin, await signedIn(world, life, uin));
});
afterEach(() => world.close());

const views = () => world.connection.run((db) => readAccounts(db));
const stored = async () =>
  (await world.connection.run((db) => db.getAll('messages'))).map(({ accountId, text }) => [accountId, text]);
const mine = (text: string) => uins.map((uin) => [ids.get(uin), `${text} ${uin}`]);
const bySpot = (a: readonly unknown[], b: readonly unknown[]) => String(a).localeCompare(String(b));

it.each([
  ['wrong-uin', 'wrong-account'],
  ['wrong-seq', 'wrong-seq'],
] satisfies ReadonlyArray<readonly [FaultKind, string]>)(
  'with "%s" on every account at once nothing is stored in another, and each says so',
  async (kind, reason) => {
    for (const uin of uins) {
      await world.people.fault({ kind, uin, cmd: 'GetMsgEx', times: 2 });
      await world.people.say({ from: '20001', to: uin, text: `first ${uin}` });
    }
    await life.wake.wake('person');
    expect(await stored()).toEqual([]);
    const journal = await world.connection.run((db) => db.getAll('journal'));
    expect(journal.map(({ accountId }) => accountId).toSorted()).toEqual([...ids.values()].toSorted());

    for (const view of await views()) {
      expect(view.session).toMatchObject({ state: 'unreachable', reason, undecoded: 1 });
      const told = describeTruth(view, world.clock.now(), i18n, clock);
      const plain = words[`reason_${reason.replace('-', '_')}`]?.message ?? 'no such words';
      expect(told.long.toLowerCase()).toContain(plain.toLowerCase());
      expect(told.act).toBe('try-now');
    }

    // More arrive while the second crossed answer is on its way.
    for (const uin of uins) await world.people.say({ from: '20001', to: uin, text: `second ${uin}` });
    await riseUntilQuiet(world);
    await life.wake.wake('person');
    await riseUntilQuiet(world);
    expect((await stored()).toSorted(bySpot)).toEqual([...mine('first'), ...mine('second')].toSorted(bySpot));
    for (const view of await views()) expect(view.session).toMatchObject({ state: 'online', failures: 0 });
    expect(life.trouble).toEqual([]);
  },
);
