// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeButton, type OwnButton } from '../../../lib/temporary-session/own-button';
import { readOldButton } from '../../../lib/temporary-session/read-old-button';

const sigkey = '81a37f0b7cac68639bddfdb9b93a6c92bc211f3e3a4e683afbb31a079382dc9d';
const plain: OwnButton = { number: '80000805', alt: '点击这里给我发消息', picture: { style: 1 } };
const own: OwnButton = { ...plain, picture: { online: 'https://a.test/on.png', offline: 'https://a.test/off.png' } };

function drawn(html: string) {
  const place = document.createElement('div');
  place.innerHTML = html;
  return place;
}

describe('the code of a button', () => {
  it('of version 1 is a link and a picture, and nothing that runs', () => {
    const code = encodeButton(plain);
    expect(code).toBe(
      '<a target="_blank" rel="noopener" href="http://wpa.qq.com/msgrd?v=3&amp;uin=80000805&amp;site=qq&amp;menu=yes">' +
        '<img border="0" src="http://wpa.qq.com/pa?p=1:80000805:1" alt="点击这里给我发消息"></a>',
    );
  });

  it('of V2 carries the key through untouched, in the link and in the click', () => {
    const code = encodeButton({ ...plain, sigkey });
    const link = drawn(code).querySelector('a');
    expect(link?.getAttribute('href')).toBe(`http://sighttp.qq.com/cgi-bin/check?sigkey=${sigkey}`);
    expect(link?.getAttribute('onclick')).toContain(`"&sigkey=${sigkey}"`);
  });

  it('with pictures of one’s own asks the service who is there, and shows offline until it has said', () => {
    const code = encodeButton(own);
    expect(code).toContain('<script src="http://webpresence.qq.com/getonline?Type=1&amp;80000805:"></script>');
    expect(drawn(code).querySelector('img')?.getAttribute('src')).toBe('https://a.test/off.png');
    const script = /<script>(if [^<]*)<\/script>/.exec(code)?.[1] ?? '';
    const picture = { src: 'https://a.test/off.png' };
    const run = new Function('online', 'document', script);
    run([0], { getElementById: () => picture });
    expect(picture.src).toBe('https://a.test/off.png');
    run([1], { getElementById: (id: string) => (id === 'qq-80000805' ? picture : undefined) });
    expect(picture.src).toBe('https://a.test/on.png');
  });

  it('for a signature has no script and no handler, whatever the button is', () => {
    for (const button of [plain, own, { ...own, sigkey }]) {
      const code = encodeButton(button, { scriptFree: true });
      expect(code).not.toMatch(/<script|onclick/);
      expect(drawn(code).querySelectorAll('a > img')).toHaveLength(1);
    }
  });

  it('says what was typed and never more: no text of a person becomes markup or script', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom('"><script>alert(1)</script>', "' onload='x", '</script><script>x', '\u2028', '&quot;'),
    );
    fc.assert(
      fc.property(text, text, text, (alt, source, address) => {
        const code = encodeButton({ ...own, alt, source, picture: { online: address, offline: address } });
        const place = drawn(code);
        expect(place.querySelector('img')?.getAttribute('alt')).toBe(alt);
        expect(place.querySelectorAll('script')).toHaveLength(3);
        expect(place.querySelectorAll('*')).toHaveLength(5);
        for (const element of place.querySelectorAll('*')) {
          expect(element.getAttributeNames().filter((name) => name.startsWith('on'))).toEqual([]);
        }
      }),
    );
  });
});

describe('old code that is pasted', () => {
  it('of the 2010 text gives number, style, words and key, broken as it was printed', () => {
    const code = `<a href="http://sighttp.qq.com/cgi-bin/check?sigkey=${sigkey}";target=_blank; onclick="var tempSrc='http://sighttp.qq.com/wpa.js?rantime='+Math.random()+'&sigkey=${sigkey}';return false;"><img border="0" SRC='http://wpa.qq.com/pa?p=1:80000805:1' alt="点击这里给我发消息"></a>`;
    expect(readOldButton(code)).toEqual({
      number: '80000805',
      style: 1,
      version: 1,
      alt: '点击这里给我发消息',
      sigkey,
    });
  });

  it('of the years before 2008 gives number, style and site', () => {
    const code =
      '<A href="http://wpa.qq.com/msgrd?V=1&amp;Uin=80000805&amp;Site=My Shop&amp;Menu=yes" target=blank><IMG SRC=http://wpa.qq.com/pa?p=1:80000805:4 border=0 alt=QQ></A>';
    expect(readOldButton(code)).toEqual({ number: '80000805', style: 4, version: 1, alt: 'QQ', source: 'MyShop' });
  });

  it.each([
    // 1999 to 2004: a face, large or small (web-presence F11).
    [
      '<a href="http://search.tencent.com/cgi-bin/friend/user_show_info?ln=80000805"><img src="http://icon.tencent.com/80000805/l/612/" alt="QQ"></a>',
      { number: '80000805', style: 1, version: 1, alt: 'QQ' },
    ],
    ['<img src=http://icon.tencent.com/80000805/s/180/ border=0>', { number: '80000805', style: 4, version: 1 }],
    // 2004 to 2010: a picture that said online for ever, and whom it meant stands in the link alone.
    [
      '<a target=blank href=tencent://message/?uin=80000805&Site=shop&Menu=yes><img src="http://is.qq.com/webpresence/images/status/03_online.gif"></a>',
      { number: '80000805', style: 3, version: 1, source: 'shop' },
    ],
    ['<img src="http://wpa.qq.com/pa?p=1:80000805">', { number: '80000805', style: 1, version: 1 }],
  ])('of still earlier years, %s, is read too', (code, button) => {
    expect(readOldButton(code)).toEqual(button);
  });

  it('says where picture and link are of different people', () => {
    const code =
      '<a href="http://wpa.qq.com/msgrd?v=3&uin=2943747028&site=qq&menu=yes"><img src="http://wpa.qq.com/pa?p=2:1347413475:51"></a>';
    expect(readOldButton(code)).toEqual({
      number: '1347413475',
      style: 51,
      version: 2,
      source: 'qq',
      calls: '2943747028',
    });
  });

  it('is not taken for a button where it is none, and is read in time that does not grow past its bound', () => {
    expect(readOldButton('<img src="https://example.com/pa.png">')).toBeUndefined();
    expect(readOldButton('')).toBeUndefined();
    expect(readOldButton('<img src=http://wpa.qq.com/pa?p=1:123456789012>')).toBeUndefined();
    expect(readOldButton('<img src=http://is.qq.com/webpresence/images/status/03_online.gif>')).toBeUndefined();
    expect(readOldButton(`${'<a href="'.repeat(200_000)}pa?p=1:80000805:1`)).toBeUndefined();
  });

  it('is what was made, when it is made by us', () => {
    for (const button of [plain, { ...plain, sigkey }, { ...plain, source: 'shop.test' }]) {
      expect(readOldButton(encodeButton(button))).toMatchObject({ number: '80000805', style: 1, alt: plain.alt });
    }
  });
});
