// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { findSpot, placeButton } from '../../../lib/status-button/place';

const words = {
  label: () => '',
  drawn: () => ({ state: [0, ''], brand: [0, ''], enterprise: '', chinese: false }) as const,
};

beforeEach(() => document.body.replaceChildren());

function placed(html: string, selector: string) {
  document.body.innerHTML = html;
  const element = document.querySelector(selector) as HTMLElement;
  const found = { element, number: '20000001', version: 2, style: 52, via: 'css-background' } as const;
  const before = document.body.innerHTML;
  const { host, remove } = placeButton(found, findSpot(found), words);
  return { element, host, before, remove };
}

it.each(['div', 'a', 'li', 'td', 'th', 'caption'])('a button over the background of a %s stands in it', (name) => {
  const row = /^t[dh]$/.test(name);
  const inside = `<${name} id="it" style="background:url(a.gif)">QQ</${name}>`;
  const html = row ? `<table><tr>${inside}</tr></table>` : name === 'caption' ? `<table>${inside}</table>` : inside;
  const { element, host, before, remove } = placed(html, '#it');
  expect(host.parentElement).toBe(element);
  remove();
  expect(document.body.innerHTML).toBe(before);
});

it.each([
  ['<input id="it" style="background:url(a.gif)">'],
  ['<hr id="it" style="background:url(a.gif)">'],
  ['<table id="it" style="background:url(a.gif)"><tr><td>QQ</td></tr></table>'],
])('what holds no button has it behind it: %s', (html) => {
  const { element, host } = placed(html, '#it');
  expect(element.nextSibling).toBe(host);
});
