// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, expect, it } from 'vitest';
import { Popup } from '../../../components/popup/popup';
import { accountView, fakeWorld, leave, settle, show, talk } from './fake-world';

afterEach(leave);

it('a link pasted right after the way back from a chat is read', async () => {
  const world = fakeWorld({ accounts: [accountView(1)], conversations: [talk(1)] });
  const page = await show(world, <Popup world={world} />);
  await act(async () => page.querySelector<HTMLElement>('.conv-open')?.click());
  await settle();
  // Not in an act, which would wait for what comes after the paint.
  page.querySelector<HTMLElement>('.chat-top button')?.click();
  await Promise.resolve();
  expect(page.querySelector('.chat')).toBeNull();
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', 'tencent://message/?uin=20000001&Site=shop.test');
  document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  await settle();
  expect(page.querySelector('.link-facts')?.textContent).toContain('shop.test');
});
