import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isEnterprise, readBackground, readHandler, readLink, readPicture } from '../../../lib/status-button/match';

const base = 'http://shop.test/kefu.html';
const read = (text: string) => readPicture(text, base);
const picture = (number: string, version: number, style: number | null) => ({ number, version, style });

test.each([
  ['http://wpa.qq.com/pa?p=2:20000417:51', picture('20000417', 2, 51)],
  ['https://wpa.qq.com/pa?p=1:20000417:4', picture('20000417', 1, 4)],
  ['//wpa.qq.com/pa?p=2:20000417:52', picture('20000417', 2, 52)],
  ['HTTP://WPA.QQ.COM/pa?P=20:20000417:20', picture('20000417', 20, 20)],
  [' http://wpa.qq.com/pa?p=2:20000417:46', picture('20000417', 2, 46)],
  ['http://wpa.qq.com/pa?p=2:20000417:41 &r=0.22914223582483828', picture('20000417', 2, 41)],
  ['http://wpa.qq.com/pa?p=2:20000417\n:45 &r=0.2', picture('20000417', 2, 45)],
  ['http://wpa.qq.com/pa?p=2:20000417:8"', picture('20000417', 2, 8)],
  ['http://wpa.qq.com/pa?p=1:20000417:1/', picture('20000417', 1, 1)],
  ['http://wpa.qq.com/pa?p=2%3A20000417%3A51', picture('20000417', 2, 51)],
  ['http://wpa.qq.com/pa?r=0.5&p=2:20000417:51', picture('20000417', 2, 51)],
  ['http://wpa.qq.com/pa?p=1:20000417', picture('20000417', 1, null)],
  ['http://wpa.qq.com/pa?p=2:20000000001:51', picture('20000000001', 2, 51)],
])('%j is a status picture', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test.each([
  'http://wpa.qq.com.evil.example/pa?p=2:20000417:51',
  'http://evilwpa.qq.com/pa?p=2:20000417:51',
  'http://wpa.qq.com@evil.example/pa?p=2:20000417:51',
  'http://name@wpa.qq.com/pa?p=2:20000417:51',
  'http://wpa.qq.com:8080/pa?p=2:20000417:51',
  'http://wpa.qq.соm/pa?p=2:20000417:51',
  'https://i0.example.com/wpa.qq.com/pa?p=2:20000417:51',
  'http://wpa.qq.com/pb?p=2:20000417:51',
  'http://wpa.qq.com/pa.gif?p=2:20000417:51',
  'ftp://wpa.qq.com/pa?p=2:20000417:51',
  '/wpa.qq.com/pa?p=2:20000417:51',
  'http://wpa.qq.com/pa?p=2::53',
  'http://wpa.qq.com/pa?p=2:0123456:51',
  'http://wpa.qq.com/pa?p=2:2000:51',
  `http://wpa.qq.com/pa?p=2:${'2'.repeat(40)}:51`,
  'http://wpa.qq.com/pa?p=2:２００００００３８:51',
  'http://wpa.qq.com/pa?p=2:{{qq}}:51',
  'http://wpa.qq.com/imgd?IDKEY=0e85e0469d38d60e&pic=51',
  'http://wpa.qq.com:99999/pa?p=2:20000417:51',
])('%j is none', (text) => {
  expect(read(text)).toBeUndefined();
});

test('whatever text comes in, a picture has a number of 5 to 11 digits or there is none', () => {
  const address = fc.tuple(fc.string(), fc.string()).map(([a, b]) => `http://wpa.qq.com/pa?p=${a}:${b}`);
  fc.assert(
    fc.property(fc.oneof(fc.string(), address), (text) => {
      const found = read(text);
      return found === undefined || /^[1-9]\d{4,10}$/.test(found.number);
    }),
  );
});

test('an inline background gives every address in it, quotes and escapes undone', () => {
  expect(readBackground('url("a.png"), url("http://x/\\"y\\\\z")')).toEqual(['a.png', 'http://x/"y\\z']);
  expect(readBackground('linear-gradient(red, blue)')).toEqual([]);
});

test.each([
  ['http://wpa.qq.com/msgrd?v=3&uin=20000417&site=qq&menu=yes', '20000417'],
  ['http://wpa.qq.com/msgrd?V=1&Uin=20000417amp;Site=QQ', '20000417'],
  ['http://wpa.qq.com/msgrd?v=1&;uin=20000417%20', '20000417'],
  ['http://wpa.qq.com/msgrd?V=1&Uin==20000417', '20000417'],
  ['//wpa.qq.com/msgrd?v=3&uin=20000417', '20000417'],
  ['https://wpa.qq.com/wpa_jump_page?v=3&uin=20000417', '20000417'],
  ['Tencent://Message/?Uin=20000417&websiteName=q-zone.qq.com', '20000417'],
  ['tencent://message?uin=20000417', '20000417'],
  ['tencent://message/?Menu=yes&uin=20000417&Site=&Service=200&sigT=0e85', '20000417'],
  ['mqqwpa://im/chat?chat_type=wpa&uin=20000417&version=1', '20000417'],
  ['http://b.qq.com/webc.htm?new=0&sid=20000417&o=www.example.com', '20000417'],
  ['http://shang.qq.com/open_webaio.html?sigt=0e&sigu=7d&tuin=20000417', '20000417'],
  // The 2025 text's, blanks and all (spec/temporary-session, Links).
  ['https://qm.qq.com/go?tn= temporar y&from=yourdomain.com&uin=20000417&menu=custom', '20000417'],
  ['mqqwpa://im/chat?chat_type=temp&&uin=20000417', '20000417'],
])('%j leads to a chat', (href, number) => {
  expect(readLink(href)).toBe(number);
});

test('scripts lead nowhere, other pages elsewhere, and so do groups and numbers that are none', () => {
  for (const href of ['', '#', ' javascript:;', 'JavaScript:void(0)']) expect(readLink(href)).toBe('none');
  for (const href of [
    'contact.html',
    '//shang.qq.com/wpa/qunwpa?idkey=0e85',
    '//shang.qq.com/v3/widget.html?uin=20000417',
    'https://qm.qq.com/cgi-bin/qm/qr?k=0e85&uin=20000417',
    'http://wpa.qq.com.evil.example/msgrd?v=3&uin=20000417',
    `http://wpa.qq.com/msgrd?v=3&uin=${'2'.repeat(40)}`,
    'http://sighttp.qq.com/cgi-bin/check?sigkey=0e85',
  ]) {
    expect(readLink(href)).toBe('other');
  }
});

test.each([
  ['http://wpa.b.qq.com/cgi/wpa.php?ln=1&key=XzgwMDA2ODg2OF8xNTA3NV84MDAwNjg4Njhf', '800068868'],
  ['http://wpa.b.qq.com/cgi/wpa.php?ln=1&key=XzkzODAwMzEzOV8xNzEwOTZfNDAwMDgyODUwMl8yXw', '4000828502'],
  ['http://wpa.b.qq.com/cgi/wpa.php?ln=2&uin=4000000002', '4000000002'],
  ['http://b.qq.com/webc.htm?new=0&eid=2188z8p8p8p8p8p8p8p8q&o=www.example.com', '800000001'],
  ['http://crm2.qq.com/page/portalpage/wpa.php?uin=800000005&aty=0', '800000005'],
  ['http://wpd.b.qq.com/page/webchat.html?nameAccount=800000006', '800000006'],
])('%j names an enterprise', (href, number) => {
  expect(readLink(href)).toBe(number);
  expect(isEnterprise(number)).toBe(true);
});

test('a key or an eid that cannot be read names nobody, and no digit is invented', () => {
  for (const query of ['key=%%%', 'key=AAAA', 'key=XzEyMzQ1', 'eid=2188R8p8p8p8p8p8p8p8q', 'eid=2188z', 'eid=']) {
    expect(readLink(`http://wpa.b.qq.com/cgi/wpa.php?ln=1&${query}`)).toBe('other');
  }
});

test('a chat with a group is not one with a person', () => {
  expect(readLink('mqqwpa://im/chat?chat_type=group&uin=20000417&version=1')).toBe('other');
});

test('a handler leads where it opens a window', () => {
  const code = `javascript:window.open('http://b.qq.com/webc.htm?new=0&sid=20000417&o=x&q=7', '_blank', 'height=502');`;
  expect(readHandler(code)).toBe('20000417');
  expect(readHandler(`window.open("tencent://message/?Menu=yes&uin=20000418")`)).toBe('20000418');
  expect(readHandler('resize_window()')).toBeUndefined();
});

test('a megabyte of address or handler is read in no time', () => {
  const start = performance.now();
  const long = 'a=1&'.repeat(250_000);
  read(`http://wpa.qq.com/pa?${long}`);
  readLink(`http://wpa.qq.com/msgrd?${long}`);
  readHandler(`'${'http://'.repeat(150_000)}`);
  readBackground(`url("${'\\'.repeat(100_000)}`);
  expect(performance.now() - start).toBeLessThan(1500);
});

test('enterprises are told by their numbers', () => {
  expect(['800000001', '4000000001', '938000001'].every(isEnterprise)).toBe(true);
  expect(['80000000', '20000417', '400000001'].some(isEnterprise)).toBe(false);
});

test('an address as nearly all are written reads the same by the short way and by the parser', () => {
  const value = fc.oneof(
    fc.stringMatching(/^[\d:]{0,20}$/),
    fc.tuple(fc.nat(30), fc.nat(99_999_999_999), fc.nat(2000)).map((parts) => parts.join(':')),
  );
  fc.assert(
    fc.property(value, (p) => {
      const address = `http://wpa.qq.com/pa?p=${p}`;
      expect(read(address)).toEqual(read(`${address}#`));
    }),
  );
});
