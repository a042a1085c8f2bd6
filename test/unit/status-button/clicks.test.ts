// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { aimOf } from '../../../lib/status-button/clicks';

const aim = (html: string) => {
  const place = document.createElement('div');
  place.innerHTML = html;
  return aimOf(place.querySelector('img') as HTMLElement, '20000001');
};
const picture = '<img src="http://wpa.qq.com/pa?p=2:20000001:51">';

it.each([
  [picture, '20000001', 'same'],
  [`<a href="http://wpa.qq.com/msgrd?v=3&amp;uin=20000001">${picture}</a>`, '20000001', 'same'],
  [`<a href="http://wpa.qq.com/msgrd?v=3&#38;uin=20000002"><font>${picture}</font></a>`, '20000002', 'differs'],
  [`<A HREF="TENCENT://MESSAGE/?UIN=20000002&MENU=YES"><b>${picture}</b></A>`, '20000002', 'differs'],
  [`<a href="https://qm.qq.com/go?tn=temporary&uin=20000002&from=shop.test">${picture}</a>`, '20000002', 'differs'],
  [
    `<a href="javascript:;" onclick="window.open('http://b.qq.com/webc.htm?sid=20000002')">${picture}</a>`,
    '20000002',
    'differs',
  ],
  [`<span onmousedown="location=&#39;tencent://message/?uin=20000002&#39;">${picture}</span>`, '20000002', 'differs'],
  [
    `<a href="javascript:window.open('http://wpa.qq.com/msgrd?v=3&uin=20000002')">${picture}</a>`,
    '20000002',
    'differs',
  ],
  [`<a href="#">${picture}</a>`, '20000001', 'same'],
])('%s calls %s', (html, number, kind) => {
  expect(aim(html)).toEqual({ number, kind });
});

it.each([
  `<a href="contact.html">${picture}</a>`,
  `<a href="http://sighttp.qq.com/cgi-bin/check?sigkey=0e85">${picture}</a>`,
  `<a href="http://wpa.b.qq.com/cgi/wpa.php?ln=2&uin=4000000002">${picture}</a>`,
])('%s is the page’s own to follow', (html) => {
  expect(aim(html)).toBeUndefined();
});
