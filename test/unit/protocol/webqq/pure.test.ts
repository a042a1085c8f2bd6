import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeContent, encodeContent, unescapeText } from '../../../../lib/protocol/webqq/content';
import { bkn, friendListHash, hash33, passwordProof } from '../../../../lib/protocol/webqq/hashes';
import { decodePtui, qrStateOf } from '../../../../lib/protocol/webqq/ptui';

const font = ['font', { size: 10, color: '000000', style: [0, 0, 0], name: '宋体' }];

describe('the numbers of WebQQ', () => {
  it('are those that the clients of the time computed', () => {
    expect(hash33('QRSIGabc123')).toBe(1671818786);
    expect(bkn('@abcDEF123')).toBe(890803408);
    expect(friendListHash('100001', 'a'.repeat(64))).toBe('0045004200C900EA');
    const k = '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1ff';
    expect(friendListHash('123456789', k)).toBe('004200180082565E');
    expect(friendListHash('3041234567', k)).toBe('00F0000600C156CC');
  });

  it('make a proof of a password from its MD5 alone', () => {
    expect(passwordProof('5ebe2294ecd0e0f08eab7690d2a6ee69', '100001', '!ABC')).toBe(
      '2685056EF1AEBB82A62EF87256A8C28E',
    );
  });
});

describe('the script of the sign-in hosts', () => {
  it('is read with its blank before the sixth text, by code and by words', () => {
    const state = (line: string) => qrStateOf(decodePtui(line) ?? { code: -1, url: '', words: '', nick: '' });
    expect(state("ptuiCB('66','0','','0','二维码未失效。(111111111)', '');")).toBe('waiting');
    expect(state("ptuiCB('67','0','','0','二维码认证中。(222222222)', '');")).toBe('scanned');
    expect(state("ptuiCB('66','0','','0','二维码认证中。(222222222)', '');")).toBe('scanned');
    expect(state("ptuiCB('65','0','','0','二维码已失效。(333333333)', '');")).toBe('expired');
    expect(state("ptuiCB('0','0','http://ptlogin4.web2.qq.com/check_sig?a=1','0','登录成功！', 'nick');")).toBe('done');
    expect(state("ptuiCB('7','0','','0','很遗憾，网络连接出现异常，请您稍后再试。(1)', '100001');")).toBe('refused');
  });

  it('is never run, whatever stands in it', () => {
    for (const text of [
      "ptuiCB(alert('1'))",
      "ptuiCB('0','0','x','0','y', 'z');alert(1)",
      '<html></html>',
      "ptuiCB('0','",
    ]) {
      expect(decodePtui(text)).toBeUndefined();
    }
    fc.assert(fc.property(fc.string(), (text) => void decodePtui(`ptuiCB(${text});`)));
  });
});

describe('what a message is made of', () => {
  it('is text without the font block, first or last, without the blank behind it and without entities', () => {
    expect(decodeContent([font, 'a &lt;b&gt; &#39;c&#39;\r\nd '])).toEqual({ text: "a <b> 'c'\nd" });
    expect(decodeContent(['hi', font])).toEqual({ text: 'hi' });
    expect(decodeContent([font, 'aa', ['face', 14], ' '])).toEqual({
      text: 'aa[微笑]',
      parts: [
        { kind: 'text', text: 'aa' },
        { kind: 'face', name: '微笑' },
      ],
    });
  });

  it('is a picture where it came as one, or as nothing but a font', () => {
    const picture = { text: '[image]', parts: [{ kind: 'picture' }] };
    expect(decodeContent([font, ['offpic', { success: 1, file_path: '/x' }], '\n'])).toEqual(picture);
    expect(decodeContent([font, ['cface', { name: '{1}.jpg', file_id: 2 }], ' '])).toEqual(picture);
    expect(decodeContent([font])).toEqual(picture);
    expect(decodeContent([''])).toEqual(picture);
  });

  it('names every face that the official page had a word for, by its number on the wire', () => {
    const named = (number: number) => decodeContent([['face', number]]).text;
    const inSpec = {
      0: '惊讶',
      14: '微笑',
      2: '色',
      50: '难过',
      51: '酷',
      73: '偷笑',
      74: '可爱',
      36: '爱心',
      46: '强',
    };
    for (const [number, name] of Object.entries(inSpec)) expect(named(Number(number))).toBe(`[${name}]`);
    expect([33, 63, 123, 124, 134, 136, 170].map(named)).toEqual(
      ['玫瑰', '咖啡', 'NO', 'OK', '右太极', '双喜', '青蛙'].map((name) => `[${name}]`),
    );
    // Numbers of nothing, and what is no number.
    expect([15, 135, 171, 9999].map(named)).toEqual(Array(4).fill('[face]'));
    expect(decodeContent([['face', {}]]).text).toBe('[face]');
  });

  it('that nobody here knows is named, and anything at all is read', () => {
    expect(decodeContent([['shake', 3]]).parts).toEqual([{ kind: 'other', type: 'shake', name: '3' }]);
    fc.assert(fc.property(fc.anything(), (content) => void decodeContent(content)));
  });

  it('comes back as it was sent', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^&\r]*[^ \n&\r]$/), (text) => {
        expect(decodeContent(JSON.parse(encodeContent(text))).text).toBe(text);
      }),
    );
    expect(unescapeText('&#0;&#9999999;&nbsp;&x;')).toBe('&#0;&#9999999; &x;');
  });
});
