// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import { keepScanning } from '../../../lib/status-button/keep-scanning';

beforeEach(() => document.body.replaceChildren());

it.each([
  [
    'a picture that gets its address',
    (one: HTMLElement) => one.setAttribute('src', 'http://wpa.qq.com/pa?p=1:20000001:1'),
  ],
  ['a link that gets its own', (one: HTMLElement) => one.setAttribute('href', 'tencent://message/?uin=20000001')],
  ['a background', (one: HTMLElement) => one.setAttribute('style', 'background:url(a.gif)')],
  ['what a script adds', (one: HTMLElement) => one.append('text')],
  // Editors begin their frames with what is to be edited, and make them editable when that is there.
  ['what is being edited from now on', (one: HTMLElement) => one.setAttribute('contenteditable', 'true')],
])('%s is looked at, once', async (_, change) => {
  const one = document.createElement('div');
  document.body.append(one);
  const look = vi.fn(() => [document]);
  const stop = keepScanning(look);
  expect(look).toHaveBeenCalledTimes(1);
  change(one);
  await vi.waitFor(() => expect(look).toHaveBeenCalledTimes(2));
  stop();
  change(one);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(look).toHaveBeenCalledTimes(2);
});
