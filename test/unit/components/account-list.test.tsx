// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import AccountListScreen from '../../../components/accounts/account-list';
import { accountView, fakeWorld, leave, show } from './fake-world';

afterEach(leave);

it('an account says how many answers are kept because nobody here can read them', async () => {
  const views = [accountView(1), accountView(2, { undecoded: 2 })];
  const page = await show(
    fakeWorld({ accounts: views }),
    <AccountListScreen views={views} locked={false} back={() => {}} />,
  );
  const rows = [...page.querySelectorAll('.account-row')].map((row) => row.textContent ?? '');
  expect(rows[0]).not.toContain('could not be read');
  expect(rows[1]).toContain(
    '2 answers could not be read. The newest, 50 at most, are kept and read again after an update.',
  );
});

it('an account is offered what its server can set', async () => {
  const abilities = ['send', 'status'] as const;
  const views = [
    accountView(1, { abilities }),
    accountView(2, { abilities }, { protocol: 'onebot' }),
    accountView(3, { abilities: ['send'] }, { protocol: 'onebot' }),
  ];
  const page = await show(
    fakeWorld({ accounts: views }),
    <AccountListScreen views={views} locked={false} back={() => {}} />,
  );
  const offered = [...page.querySelectorAll('select')].map((select) =>
    [...select.options].map(({ value }) => value).join(' '),
  );
  expect(offered).toEqual([
    'online busy invisible offline',
    'online busy invisible offline',
    'online away busy invisible offline',
    'online offline',
  ]);
});
