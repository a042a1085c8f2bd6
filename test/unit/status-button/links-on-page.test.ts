// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { linksFor } from '../../../entrypoints/background/links-on-page';

const number = '20000001';
const links = (html: string) => {
  document.body.innerHTML = html;
  return linksFor(number);
};
afterEach(() => {
  document.body.replaceChildren();
  Reflect.deleteProperty(globalThis, 'uinbell');
});

it('are those that name the number, and those that may hide it in a key', () => {
  const sealed = 'http://wpa.b.qq.com/cgi/wpa.php?ln=1&key=XzgwMDA2ODg2OF8xNTA3NV84MDAwNjg4Njhf';
  expect(
    links(`<a href="contact.html"></a><map><area href="//wpa.qq.com/msgrd?uin=${number}"></map>
      <a href="${sealed}"></a><a href="http://wpa.qq.com/msgrd?uin=20000002"></a>`),
  ).toEqual([`//wpa.qq.com/msgrd?uin=${number}`, sealed]);
});

it('are of all keys of the 2010 text that around its picture', () => {
  const check = 'http://sighttp.qq.com/cgi-bin/check?sigkey=0e85e0469d38d60e';
  expect(
    links(`<a href="http://sighttp.qq.com/cgi-bin/check?sigkey=1f96"><img src="http://wpa.qq.com/pa?p=1:${number}2:1"></a>
      <a href="${check}"><b><img src="http://wpa.qq.com/pa?p=1:${number}:1"></b></a>`),
  ).toEqual([check]);
});

it('stand in a handler where there is no link at all', () => {
  const opened = `http://b.qq.com/webc.htm?new=0&sid=${number}&o=shop.test&q=7`;
  expect(
    links(
      `<a href="javascript:;"><img onclick="javascript:window.open('${opened}', '_blank')" src="http://wpa.qq.com/pa?p=1:${number}:1"></a>`,
    ).filter((one) => one !== ''),
  ).toEqual([opened]);
});

it('are found in shadow roots of the page’s own', () => {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = `<a href="//wpa.qq.com/msgrd?uin=${number}">QQ</a>`;
  document.body.append(host);
  expect(linksFor(number)).toEqual([]);
  Object.assign(globalThis, { uinbell: { roots: () => [document, root] } });
  expect(linksFor(number)).toEqual([`//wpa.qq.com/msgrd?uin=${number}`]);
});

it('are fifty at most, and none is read as long as a page may write', () => {
  expect(links(`<a href="http://wpa.qq.com/msgrd?uin=${number}">x</a>`.repeat(200))).toHaveLength(50);
  expect(links(`<a href="http://wpa.qq.com/msgrd?uin=${number}&x=${'x'.repeat(5000)}">x</a>`)[0]).toHaveLength(4000);
});
