import { expect, it } from 'vitest';
import { checkLocales, compare, findHan, findUnused } from '../../checks/locales';
import { plant } from './plant';

const say = (messages: Record<string, string>) =>
  Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, { message }]));
const whats = (findings: ReadonlyArray<{ what: string }>) => findings.map(({ what }) => what);

it('a key that only one language has is found', () => {
  expect(whats(compare(say({ a: 'A', b: 'B' }), say({ a: '甲', c: '丙' })))).toEqual(['b is missing', 'c is missing']);
});

it('Chinese may leave a singular out, but not the only form', () => {
  expect(compare(say({ n_one: '1 new', n_other: '$1 new' }), say({ n_other: '$1 条' }))).toEqual([]);
  expect(whats(compare(say({ n_one: '1 new' }), say({})))).toEqual(['n_one is missing']);
});

it('a lost or different placeholder is found, another order is not', () => {
  expect(compare(say({ a: '$1 of $2' }), say({ a: '$2 之 $1' }))).toEqual([]);
  expect(compare(say({ a: '$1 of $2' }), say({ a: '$1' }))).toHaveLength(1);
  expect(compare(say({ a: 'plain' }), say({ a: '$1' }))).toHaveLength(1);
});

it('Chinese among the English words is found', () => {
  expect(whats(findHan(say({ a: 'Send', b: 'Send 发送' })))).toEqual(['b is Chinese: Send 发送']);
});

it('a key that nobody names is found', () => {
  const en = say({ plain: '', lost: '', app: '', n_one: '', n_other: '', why_a: '', unit_s: '', quick: '' });
  const built = 't(`unit_$' + '{unit}`)';
  const source = `t('plain'); name: '__MSG_app__'; plural('n', 2); t(wordKey('why', x)); ${built}; // quick lost`;
  expect(whats(findUnused(en, source))).toEqual(['lost is used nowhere', 'quick is used nowhere']);
});

it('a planted key fails the check of a project', async () => {
  const project = (en: object, zh: object) =>
    plant({
      'public/_locales/en/messages.json': JSON.stringify(en),
      'public/_locales/zh_CN/messages.json': JSON.stringify(zh),
      'components/a.tsx': "t('a')",
    });
  expect((await checkLocales(await project(say({ a: 'A' }), say({ a: '甲' })))).findings).toEqual([]);
  expect((await checkLocales(await project(say({ a: 'A', b: 'B' }), say({ a: '甲' })))).findings).toHaveLength(2);
});
