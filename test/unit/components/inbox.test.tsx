// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, expect, it } from 'vitest';
import { Inbox } from '../../../components/inbox/inbox';
import { accountView, fakeWorld, leave, settle, show, talk } from './fake-world';

afterEach(leave);

async function open(hash: string) {
  history.replaceState(null, '', hash);
  const world = fakeWorld({ accounts: [accountView(1)], conversations: [talk(1), talk(2)] });
  const page = await show(world, <Inbox world={world} />);
  await settle();
  const press = (key: string) =>
    act(async () => {
      (document.activeElement ?? document).dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      );
    });
  return { page, press };
}

it('waits for no conversation of an account that was removed', async () => {
  const { page } = await open('#/9/u:20000001');
  expect(page.querySelector('.right')?.textContent).toContain('Pick a conversation');
});

it('leaves the people with Escape, also while a chat that has no list to go back to stands beside them', async () => {
  const { page, press } = await open('#/1/u:20000001');
  expect(page.querySelector('textarea')).not.toBeNull();
  await press('p');
  await settle();
  expect(page.querySelector('.people')).not.toBeNull();
  // A chat that came after them: its keys come first.
  history.replaceState(null, '', '#/1/u:20000002');
  await act(async () => void window.dispatchEvent(new Event('hashchange')));
  await settle();
  await press('Escape');
  await settle();
  expect(page.querySelector('.people')).toBeNull();
});
