import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shownStates } from '../../../lib/model/shown-state';
import { sayAll } from '../../../lib/status-button/told-words';
import { createWords } from '../../../lib/status-button/words';

/** As a browser answers: `$1` filled in, '' for a key that is not there. */
function speak(lang: string) {
  const messages = JSON.parse(readFileSync(`public/_locales/${lang}/messages.json`, 'utf8'));
  return (key: string, substitutions: readonly string[]): string => {
    const { message = '' } = messages[key] ?? {};
    return message.replace(/\$(\d)/g, (_: string, at: string) => substitutions[Number(at) - 1] ?? '');
  };
}

test.each(['en', 'zh_CN'])('in %s a page never waits for a word: all that buttons say was told before', (lang) => {
  const asked: string[] = [];
  const words = createWords(new Map([...sayAll(speak(lang))]), (key) => {
    asked.push(key);
    return '';
  });
  for (const look of [...shownStates, 'enterprise'] as const) {
    expect(words.label(look)).toContain('#');
    const { state, brand, enterprise } = words.drawn(look);
    expect([state[0], brand[0]].every((width) => width > 0)).toBe(true);
    expect(enterprise).not.toBe('');
  }
  expect(asked).toEqual([]);
});

test('what was not told before is asked for once', () => {
  const asked: string[] = [];
  const words = createWords(new Map(), (key) => {
    asked.push(key);
    return key;
  });
  expect([words.label('online'), words.label('online')]).toEqual(['button_label', 'button_label']);
  expect(asked).toEqual(['presence_online', 'button_label']);
});
