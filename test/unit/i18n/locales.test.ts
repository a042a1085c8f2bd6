import { describe, expect, it } from 'vitest';
import { createI18n, wordKey } from '../../../lib/i18n/i18n';
import type { AddTrouble } from '../../../lib/messaging/page-calls';
import type { GapReason } from '../../../lib/model/event';
import type { ReplyTrouble } from '../../../lib/model/message';
import { ownStatuses, presences } from '../../../lib/model/presence';
import type { SessionReason, SessionState } from '../../../lib/model/session';
import en from '../../../public/_locales/en/messages.json';
import zh from '../../../public/_locales/zh_CN/messages.json';

type Words = Record<string, { message: string }>;
const english: Words = en;
const chinese: Words = zh;

// Records, so that a word added to the model does not compile here before it has its words in the locales.
const states: Record<SessionState, true> = {
  'signing-in': true,
  online: true,
  waiting: true,
  displaced: true,
  refused: true,
  unreachable: true,
  'no-network': true,
  'needs-permission': true,
  locked: true,
  'offline-in-qq': true,
  paused: true,
  'signed-out': true,
};
const reasons: Record<SessionReason, true> = {
  'wrong-password': true,
  'illegal-number': true,
  'no-secret': true,
  'taken-over': true,
  'too-fast': true,
  'sign-in-budget': true,
  'nobody-listens': true,
  'name-unknown': true,
  'blocked-port': true,
  certificate: true,
  'no-answer': true,
  'answered-nothing': true,
  'line-dropped': true,
  'too-large': true,
  'not-qq': true,
  garbled: true,
  'wrong-account': true,
  'wrong-seq': true,
  'no-network': true,
  'no-permission': true,
  'server-trouble': true,
  'wrong-token': true,
  'not-onebot': true,
  'no-socket': true,
  'other-number': true,
};
const addTroubles: Record<AddTrouble, true> = {
  ...reasons,
  'already-there': true,
  'bad-server': true,
  'bad-number': true,
  'empty-password': true,
  'not-gbk': true,
};
const replyTroubles: Record<ReplyTrouble, true> = {
  'too-fast': true,
  'not-signed-in': true,
  'no-answer': true,
  'answered-nothing': true,
  'line-dropped': true,
  refused: true,
  unreachable: true,
  unsupported: true,
  'too-long': true,
};
const gapReasons: Record<GapReason, true> = { asleep: true, 'replay-lost': true, 'signed-out': true };

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

  it('say every word of the model', () => {
    const wanted = [
      ...Object.keys(states).map((state) => wordKey('state', state)),
      ...Object.keys(reasons).map((reason) => wordKey('reason', reason)),
      ...Object.keys(addTroubles).map((trouble) => wordKey('add', trouble)),
      ...Object.keys(replyTroubles).map((trouble) => wordKey('reply', trouble)),
      ...Object.keys(gapReasons).map((reason) => wordKey('gap', reason)),
      ...[...presences, ...ownStatuses].map((presence) => wordKey('presence', presence)),
    ];
    expect(wanted.filter((key) => !english[key]?.message || !chinese[key]?.message)).toEqual([]);
  });

  it('keep the house style: no exclamation, no apology, 你 and full-width marks', () => {
    for (const { message } of Object.values(english)) expect(message).not.toMatch(/!|sorry/i);
    for (const { message } of Object.values(chinese)) expect(message).not.toMatch(/[!！您]|抱歉|[\u4e00-\u9fff][,;?]/);
  });
});

describe('createI18n', () => {
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
