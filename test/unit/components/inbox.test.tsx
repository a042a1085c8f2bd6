// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { Inbox } from '../../../components/inbox/inbox';
import { accountView, fakeWorld, leave, settle, show, talk } from './fake-world';

afterEach(leave);

async function open(hash: string) {
  history.replaceState(null, '', hash);
  const world = fakeWorld({ accounts: [accountView(1)], conversations: [talk(1), talk(2)] });
  const page = await show(world, <Inbox world={world} />);
  await settle();
  return { page };
}

it('waits for no conversation of an account that was removed', async () => {
  const { page } = await open('#/9/u:20000001');
  expect(page.querySelector('.right')?.textContent).toContain('Pick a conversation');
});
