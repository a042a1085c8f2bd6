import { describe, expect, it } from 'vitest';
import { plainWords } from '../../../components/plain-words';
import type { Part } from '../../../lib/model/message';
import { fakeWorld, inChinese } from './fake-world';

const { t } = inChinese(fakeWorld()).i18n;

describe('pieces that are no text', () => {
  it.each<[Part, string]>([
    [{ kind: 'picture', name: '[图片]' }, '[图片]'],
    [{ kind: 'picture', name: '[动画表情]' }, '[图片 动画表情]'],
    [{ kind: 'poke', name: '戳一戳' }, '[戳一戳]'],
    [{ kind: 'file', name: '报价单.xlsx' }, '[文件 报价单.xlsx]'],
  ])('%j are named once, though their program names them too', (part, words) => {
    expect(plainWords([part], t)).toBe(words);
  });
});
