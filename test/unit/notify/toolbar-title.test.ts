import { describe, expect, it } from 'vitest';
import { createI18n } from '../../../lib/i18n/i18n';
import { type TitleInput, titleWords } from '../../../lib/notify/toolbar-title';
import en from '../../../public/_locales/en/messages.json';
import zh from '../../../public/_locales/zh_CN/messages.json';

function wordsIn(locale: Record<string, { message: string }>) {
  const fill = (key: string, values: string[]) =>
    (locale[key]?.message ?? '').replace(/\$(\d)/g, (_, n: string) => values[Number(n) - 1] ?? '');
  return createI18n(fill, 'en');
}
const hour = () => '09:42';
const account = (name: string, unread: number, state: TitleInput['accounts'][number]['state'] = 'online') => ({
  name,
  unread,
  state,
});
const say = (accounts: TitleInput['accounts'], locale = wordsIn(en)) => {
  const total = accounts.reduce((sum, { unread }) => sum + unread, 0);
  return titleWords(total > 0 ? 'unread' : 'quiet', { total, accounts }, locale, hour);
};

describe('the title of the toolbar button', () => {
  it('says which accounts the number is made of, and which one needs a look', () => {
    const accounts = [account('Service', 4), account('Youpin', 3), account('Wholesale', 0, 'unreachable')];
    expect(say(accounts)).toBe('Uinbell: 7 unread (Service 4, Youpin 3). Wholesale: No answer');
    expect(say(accounts, wordsIn(zh))).toBe('Uinbell：7 条未读（Service 4，Youpin 3）。Wholesale：连不上');
  });

  it('names three accounts and counts the others', () => {
    const accounts = [1, 2, 3, 4, 5].map((n) => account(`No. ${n}`, n));
    expect(say(accounts)).toBe('Uinbell: 15 unread (No. 5 5, No. 4 4, No. 3 3, 2 more)');
  });

  it('says the number alone where there is one account, or none that it could be of', () => {
    expect(say([account('Youpin', 3)])).toBe('Uinbell: 3 unread');
    expect(titleWords('unread', { total: 2, accounts: [] }, wordsIn(en), hour)).toBe('Uinbell: 2 unread');
  });

  it('names the account in the worst trouble', () => {
    const accounts = [account('A', 0, 'unreachable'), account('B', 0, 'refused'), account('C', 0, 'locked')];
    expect(say(accounts)).toBe('Uinbell: nothing unread. B: Refused');
  });

  it('says as of when a number stands that nobody can check', () => {
    const accounts = [{ ...account('A', 2, 'no-network'), lastOkAt: 5 }];
    expect(titleWords('no-network', { total: 2, accounts }, wordsIn(en), hour)).toMatch(/as of 09:42, 2 unread/);
  });

  it('cuts a long name and takes what turns text about out of it', () => {
    const title = say([account('\u202eabc', 1), account('长'.repeat(100), 1)]);
    expect(title).toBe(`Uinbell: 2 unread (abc 1, ${'长'.repeat(23)}… 1)`);
  });
});
