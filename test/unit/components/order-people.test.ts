import { expect, it } from 'vitest';
import { personName, sortPeople } from '../../../components/people/order-people';
import type { Contact } from '../../../lib/model/contact';
import type { PersonView } from '../../../lib/store/read-people';

const person = (
  number: string,
  more: Omit<Partial<PersonView>, 'contact'> & { contact?: Partial<Contact> } = {},
): PersonView => ({
  accountId: 1,
  number,
  presence: 'offline',
  ...more,
  contact: { accountId: 1, number, ...more.contact },
});
const stranger = (number: string, heardAt: number): PersonView => ({
  accountId: 1,
  number,
  presence: 'unknown',
  heardAt,
});
const numbers = (views: readonly PersonView[]) => views.map(({ number }) => number);

it('shows who is there first, then who may be, each by name in the order of pinyin', () => {
  const sorted = sortPeople(
    [
      person('1', { contact: { nick: '赵' } }),
      person('2', { contact: { nick: '陈' } }),
      person('3', { presence: 'unknown', contact: { nick: '安' } }),
      person('4', { presence: 'busy', contact: { nick: '王' } }),
      person('5', { presence: 'online', contact: { nick: '周' } }),
      person('6', { presence: 'online', contact: { nick: '林' } }),
    ],
    '',
  );
  expect(numbers(sorted.contacts)).toEqual(['6', '5', '4', '3', '2', '1']);
});

it('keeps strangers apart, who wrote last first', () => {
  const sorted = sortPeople([stranger('1', 5), person('2'), stranger('3', 9)], '');
  expect(numbers(sorted.contacts)).toEqual(['2']);
  expect(numbers(sorted.strangers)).toEqual(['3', '1']);
});

it.each([
  ['lxm', ['1']],
  ['小满', ['1']],
  ['杭州', ['1']],
  ['送货', ['1']],
  ['ZNY', ['2']],
  ['２０００', ['1', '2']],
  ['002', ['2']],
  ['grace', ['3']],
  ['nobody', []],
  ['', ['3', '1', '2']],
])('finds by what was typed: %s', (typed, expected) => {
  const views = [
    person('20001', {
      contact: { nick: '林小满', called: '杭州小满' },
      person: { accountId: 1, number: '20001', note: '周三送货' },
    }),
    person('20002', { contact: { nick: '周宁远' } }),
    person('30003', { presence: 'online', contact: { nick: 'Grace' } }),
  ];
  const found = sortPeople(views, typed).contacts.map(({ number }) => number.slice(-1));
  expect([...found].sort()).toEqual([...expected].sort());
});

it('calls people by the own word for them, without what turns text about', () => {
  expect(personName(person('1', { contact: { nick: 'nick', remark: 'remark', called: 'a\u202eb' } }))).toBe('ab');
  expect(personName(person('1', { contact: { nick: '\u3164' } }))).toBe('1');
});

it('sorts twelve thousand people faster than anybody notices', () => {
  const many = Array.from({ length: 12_000 }, (_, n) => person(String(n), { contact: { nick: `人${n}` } }));
  sortPeople(many, 'r1');
  const before = performance.now();
  expect(sortPeople(many, 'r11').contacts.length).toBeGreaterThan(100);
  expect(performance.now() - before).toBeLessThan(2000);
});
