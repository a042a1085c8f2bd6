import { describe, expect, it } from 'vitest';
import { createI18n, wordKey } from '../../../lib/i18n/i18n';
import en from '../../../public/_locales/en/messages.json';
import zh from '../../../public/_locales/zh_CN/messages.json';

type Words = Record<string, { message: string }>;
const english: Words = en;
const chinese: Words = zh;

describe('both languages', () => {
  it('have the same words, save singulars that Chinese does not have', () => {
    const wanted = Object.keys(english).filter((key) => !key.endsWith('_one'));
    expect(Object.keys(chinese)).toEqual(wanted);
  });

  it('fill in the same substitutions', () => {
    const marks = (words: Words, key: string) => [...new Set(words[key]?.message.match(/\$\d/g))].sort();
    for (const key of Object.keys(chinese)) expect([key, marks(chinese, key)]).toEqual([key, marks(english, key)]);
  });

  it('use names that Chromium loads', () => {
    for (const key of Object.keys(english)) expect(key).toMatch(/^[a-zA-Z0-9_@]+$/);
  });

  it('keep the house style: no exclamation, no apology, 你 and full-width marks', () => {
    for (const { message } of Object.values(english)) expect(message).not.toMatch(/!|sorry/i);
    for (const { message } of Object.values(chinese)) expect(message).not.toMatch(/[!！您]|抱歉|[\u4e00-\u9fff][,;?]/);
  });
});

describe('createI18n', () => {
  it('turns the hyphens of the model into what locale files allow', () => {
    expect(wordKey('reason', 'nobody-listens-here')).toBe('reason_nobody_listens_here');
  });

  const from = (words: Words) => (key: string, substitutions: string[]) =>
    (words[key]?.message ?? '').replace(/\$(\d)/g, (_, n) => substitutions[Number(n) - 1] ?? '');

  it('picks the singular in English and never in Chinese', () => {
    const both = [createI18n(from(english), 'en-GB'), createI18n(from(chinese), 'zh-CN')];
    expect(both.map(({ plural }) => plural('accounts_online', 1))).toEqual(['1 account online', '1 个账号在线']);
    expect(both.map(({ plural }) => plural('accounts_online', 2))).toEqual(['2 accounts online', '2 个账号在线']);
  });

  it("writes dates in the words' language, in the region of the browser", () => {
    expect(createI18n(from(english), 'en-GB').locale).toBe('en-GB');
    expect(createI18n(from(english), 'de').locale).toBe('en');
    expect(createI18n(from(chinese), 'zh-TW').locale).toBe('zh-TW');
  });
});
