import { expect, it } from 'vitest';
import { statusWords } from '../../../components/accounts/status-words';
import { i18n } from './fake-world';

const online = { state: 'online' } as const;
const words = (account: Parameters<typeof statusWords>[0], session: Parameters<typeof statusWords>[1] = online) =>
  statusWords(account, session, 1000, i18n.t);

it('says what friends see where that is not what was chosen', () => {
  expect(words({ status: 'online', protocol: 'http-qq' })).toBeUndefined();
  expect(words({ status: 'invisible', protocol: 'http-qq' })).toContain('Friends see you as offline');
  expect(words({ status: 'online', awayAt: 5, protocol: 'http-qq' })).toContain('friends see you as busy');
  expect(words({ status: 'online', awayAt: 5, protocol: 'onebot' })).toContain('friends see you as away');
  expect(words({ status: 'offline', protocol: 'http-qq' }, { state: 'signed-out' })).toContain('Nothing comes in');
});

it('says that a status was changed too often, and when it takes effect', () => {
  expect(words({ status: 'busy', protocol: 'http-qq' }, { ...online, statusHeld: 3500 })).toBe(
    'Changed too often: takes effect in 3 s',
  );
});
