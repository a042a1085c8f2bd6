import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../../lib/protocol/json';
import { decodeCq, encodeCq } from '../../../../lib/protocol/onebot/cq';
import { decodeContent, encodeContent } from '../../../../lib/protocol/onebot/segments';
import { uin } from './talk';

const one = (type: string, data: Record<string, unknown>) => decodeContent([{ type, data }], uin);

describe('CQ codes', () => {
  it('come out as they went in, whatever is written in them', () => {
    const word = fc.stringMatching(/^[a-z_]{1,8}$/);
    const code = fc.record({
      type: word.filter((type) => type !== 'text'),
      data: fc.dictionary(word, fc.string({ unit: fc.constantFrom('a', ',', '[', ']', '&', ';', '=', '&amp;', '汉') })),
    });
    const text = fc
      .string({ minLength: 1, unit: fc.constantFrom('a', '[', ']', '&', '#91;', '[CQ:at,qq=1]', '汉') })
      .map((words) => ({ type: 'text', data: { text: words } }));
    const message = fc.array(fc.oneof(code, text)).map((segments) =>
      // Two texts side by side become one.
      segments.filter(({ type }, index) => type !== 'text' || segments[index - 1]?.type !== 'text'),
    );
    fc.assert(
      fc.property(message, (segments) => {
        expect(plain(decodeCq(encodeCq(segments)))).toEqual(plain(segments));
      }),
    );
  });

  it('are unescaped once and no more', () => {
    expect(decodeCq('&amp;#91;')).toEqual([{ type: 'text', data: { text: '&#91;' } }]);
    expect(decodeCq('[CQ:share,title=a&#44;b&amp;#44;,url=x]')).toEqual([
      { type: 'share', data: { title: 'a,b&#44;', url: 'x' } },
    ]);
  });

  it('that are broken are text', () => {
    for (const text of ['[CQ:at,qq]', '[CQ:', '[cq:at,qq=1]', '[CQ: at]']) {
      expect(decodeCq(text)).toEqual([{ type: 'text', data: { text } }]);
    }
  });
});

describe('a message', () => {
  it('of text alone has no parts', () => {
    expect(one('text', { text: '[hi]' })).toEqual({ text: '[hi]' });
  });

  it('says the same in segments and in codes', () => {
    const segments = [
      { type: 'reply', data: { id: '7' } },
      { type: 'at', data: { qq: '100001' } },
      { type: 'text', data: { text: ' 看 ' } },
      { type: 'image', data: { file: 'A.jpg', url: 'https://h/a,b' } },
    ];
    const coded = decodeContent('[CQ:reply,id=7][CQ:at,qq=100001] 看 [CQ:image,file=A.jpg,url=https://h/a&#44;b]', uin);
    expect(coded).toEqual(decodeContent(segments, uin));
    expect(coded).toEqual({
      text: '@100001 看 [image]',
      mention: true,
      parts: [
        { kind: 'quote', key: '7' },
        { kind: 'mention', number: '100001' },
        { kind: 'text', text: ' 看 ' },
        { kind: 'picture', url: 'https://h/a,b' },
      ],
    });
  });

  it.each([
    ['record', { file: 'v.amr', url: 'https://h/v' }, { kind: 'voice', url: 'https://h/v' }, '[record]'],
    ['video', { file: 'file:///c/v.mp4' }, { kind: 'video' }, '[video]'],
    ['file', { file: '账单.pdf', file_id: '1' }, { kind: 'file', name: '账单.pdf' }, '[账单.pdf]'],
    ['mface', { summary: '[赞]' }, { kind: 'picture', name: '[赞]' }, '[赞]'],
    ['face', { id: '14', raw: { faceText: '/微笑' } }, { kind: 'face', name: '/微笑' }, '[/微笑]'],
    ['face', { id: 14 }, { kind: 'face', name: '14' }, '[face]'],
    ['json', { data: '{"prompt":"[小程序] 团购"}' }, { kind: 'card', name: '[小程序] 团购' }, '[[小程序] 团购]'],
    ['share', { url: 'http://h/', title: '链接' }, { kind: 'card', name: '链接', url: 'http://h/' }, '[链接]'],
    ['location', { lat: '1', title: '店' }, { kind: 'card', name: '店' }, '[店]'],
    ['forward', { id: 'x' }, { kind: 'forward' }, '[forward]'],
    ['dice', { result: 6 }, { kind: 'dice', name: '6' }, '[6]'],
    ['poke', { type: '1' }, { kind: 'poke' }, '[poke]'],
    ['something-new', {}, { kind: 'other', type: 'something-new' }, '[something-new]'],
    [
      'json',
      { data: '{"prompt":"[小程序]票","meta":{"detail_1":{"qqdocurl":"https://t.example/1"}}}' },
      { kind: 'card', name: '[小程序]票', url: 'https://t.example/1' },
      '[[小程序]票]',
    ],
    ['xml', { data: '<msg brief="新闻"><item/></msg>' }, { kind: 'card', name: '新闻' }, '[新闻]'],
    [
      'xml',
      { data: '<msg brief="新闻" url="https://n.example/?a=1&amp;b=2"/>' },
      { kind: 'card', name: '新闻', url: 'https://n.example/?a=1&b=2' },
      '[新闻]',
    ],
    ['contact', { type: 'qq', id: '200002' }, { kind: 'card', name: '200002' }, '[200002]'],
    ['onlinefile', { fileName: '在线.zip' }, { kind: 'file', name: '在线.zip' }, '[在线.zip]'],
    ['rps', { result: '2' }, { kind: 'rps' }, '[rps]'],
    ['share', { url: 'javascript:alert(1)', title: 't' }, { kind: 'card', name: 't' }, '[t]'],
  ])('shows %s as well as text allows', (type, data, part, text) => {
    expect(one(type, data)).toEqual({ text, parts: [part] });
  });

  it('to everybody is a mention, to somebody else is none', () => {
    expect(one('at', { qq: 'all' })).toMatchObject({ mention: true });
    expect(one('at', { qq: 200002, name: 'Grace' })).toEqual({
      text: '@Grace',
      parts: [{ kind: 'mention', number: '200002', name: 'Grace' }],
    });
  });

  it('of any shape is read without an exception', () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        expect(typeof decodeContent(message, uin).text).toBe('string');
      }),
    );
  });

  it('that a person writes is never read as a code', () => {
    expect(encodeContent('[CQ:at,qq=all]')).toEqual([{ type: 'text', data: { text: '[CQ:at,qq=all]' } }]);
  });
});

describe('long numbers', () => {
  it('stay what they are, and text that looks like them too', () => {
    const text =
      '{"id":9007199254740993,"neg":-9223372036854775808,"t":"x 9007199254740993 \\" 1","f":0.12345678901234567891}';
    expect(parseJson(text)).toEqual({
      id: '9007199254740993',
      neg: '-9223372036854775808',
      t: 'x 9007199254740993 " 1',
      f: 0.12345678901234568,
    });
  });

  it('change nothing about other JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        if (!/(?<!\.\d*)\d{16}/.test(text)) expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });
});

function plain(segments: ReadonlyArray<{ type: string; data: object }>): unknown {
  return segments.map(({ type, data }) => [type, Object.entries(data)]);
}
