import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortCount } from '../../../lib/format/count';
import { initial } from '../../../lib/format/initial';
import { splitLinks } from '../../../lib/format/links';
import { cleanName } from '../../../lib/format/name';
import { longestPreview, previewLine, raiseFirst } from '../../../lib/format/preview';

describe('a name', () => {
  it('loses marks that reorder the text around it, and line breaks', () => {
    expect(cleanName(' a\u202egpj\u2066.exe\u2069\r\nb\u200f ')).toBe('agpj.exe b');
  });

  it('is one line without directional marks, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(cleanName(name)).not.toMatch(/[\n\r\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f]/);
      }),
    );
  });

  it('gives a face its first whole character', () => {
    expect([initial('林小满'), initial('grace'), initial('👩‍👧 mum'), initial('\u202e')]).toEqual([
      '林',
      'G',
      '👩‍👧',
      '?',
    ]);
  });
});

describe('a preview', () => {
  it('is one line and never longer than a row can use', () => {
    expect(previewLine('a\n\n b\tc')).toBe('a b c');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => {
        const line = previewLine(text);
        expect(line.length).toBeLessThanOrEqual(longestPreview + 1);
        expect(line.isWellFormed()).toBe(true);
      }),
    );
  });

  it('opens a sentence with a capital', () => {
    expect([raiseFirst('no answer'), raiseFirst('没有应答'), raiseFirst('')]).toEqual(['No answer', '没有应答', '']);
  });
});

describe('links', () => {
  const links = (text: string) =>
    splitLinks(text)
      .filter((part) => part.kind === 'link')
      .map((part) => part.text);

  it('are http and https, and nothing that could start a program', () => {
    expect(links('javascript:alert(1) ftp://a.b data:text/html,x tencent://message/?uin=1')).toEqual([]);
    expect(links('see https://a.example/b?c=d#e and HTTP://B.EXAMPLE')).toEqual([
      'https://a.example/b?c=d#e',
      'HTTP://B.EXAMPLE',
    ]);
  });

  it('end where the sentence goes on', () => {
    expect(links('(https://a.example/x). https://b.example/y，好')).toEqual([
      'https://a.example/x',
      'https://b.example/y',
    ]);
    expect(links('https://a.example/w_(x)')).toEqual(['https://a.example/w_(x)']);
    expect(links('看https://c.example。')).toEqual(['https://c.example']);
  });

  it('joined with the text between them are the message as it was', () => {
    const piece = fc.oneof(fc.string(), fc.constant(' https://a.example/x). '), fc.constant('http://'));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        expect(
          splitLinks(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('a count', () => {
  it('has room for two digits', () => {
    expect([1, 99, 100, 12_345].map(shortCount)).toEqual(['1', '99', '99+', '99+']);
  });
});
