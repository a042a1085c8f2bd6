import { expect, it, vi } from 'vitest';
import { encodeComingId } from '../../../lib/notify/coming';
import { defaultSettings } from '../../../lib/settings/settings';
import { anAccount, aSession, freshStore, take } from '../store/fresh-store';

vi.mock('../../../lib/browser', () => ({
  browser: { i18n: { getMessage: () => 'en', getUILanguage: () => 'en' } },
}));
const { createTeller } = await import('../../../entrypoints/background/tell-people');

it('tells of whoever comes online while it tells of somebody else', async () => {
  const { store, connection } = freshStore();
  const id = await store.addAccount(anAccount(), aSession());
  const numbers = ['20001', '20002'];
  for (const number of numbers) await store.changePerson(id, number, { tell: { when: 'online' } });
  const told: string[] = [];
  const tell = createTeller(
    connection,
    store,
    async () => defaultSettings,
    {
      async create(notice) {
        told.push(notice);
        if (told.length === 1) await come('20002');
      },
    },
    (where, error) => expect.unreachable(`${where}: ${error}`),
  );
  const come = async (number: string) => {
    await take(store, id, [{ kind: 'presence', number, state: 'online', source: 'pushed' }]);
    void tell();
  };
  await come('20001');
  await tell();
  expect(told).toEqual(numbers.map((number) => encodeComingId([id, `u:${number}`])));
});
