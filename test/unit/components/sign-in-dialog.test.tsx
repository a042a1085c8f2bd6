// @vitest-environment happy-dom
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import AccountListScreen from '../../../components/accounts/account-list';
import { TruthLine } from '../../../components/accounts/truth-line';
import { useSignInDialog } from '../../../components/accounts/use-sign-in-dialog';
import { WorldContext } from '../../../components/world';
import type { AccountView } from '../../../lib/store/read';
import type { SessionRow } from '../../../lib/store/schema';
import { accountView, fakeWorld, leave, settle, show, submit, typeInto } from './fake-world';

afterEach(leave);

const picture = 'data:image/png;base64,AAAA';
const waiting = { state: 'signing-in', reason: 'scan-picture', picture } as const;

/** The list of accounts with one of WebQQ, whose session then changes as the phone does. */
async function open(session: Partial<SessionRow>) {
  const world = fakeWorld();
  const page = await show(world, <div />);
  const become = (next: Partial<SessionRow>) =>
    act(async () => {
      const views = [accountView(1), accountView(2, next, { protocol: 'webqq', name: '店' })];
      render(
        <WorldContext.Provider value={world}>
          <AccountListScreen views={views} locked={false} back={() => {}} />
        </WorldContext.Provider>,
        page,
      );
    });
  await become(session);
  const click = async (text: string) => {
    await act(async () => [...page.querySelectorAll('button')].find((each) => each.textContent === text)?.click());
    await settle();
  };
  const words = () => page.querySelector('dialog [role=status]')?.textContent;
  return { world, page, become, click, words };
}

describe('signing in by phone', () => {
  it('is offered where a picture waits, and shows it with words for those who do not see it', async () => {
    const { page, click, words } = await open(waiting);
    expect(page.querySelector('dialog')).toBeNull();
    await click('Show code');
    const image = page.querySelector<HTMLImageElement>('dialog img');
    expect(image?.getAttribute('src')).toBe(picture);
    expect(image?.alt).toBe('Code to scan with QQ on the phone of 10000002');
    expect(words()).toBe('Scan this code with QQ on your phone.');
  });

  it('tells each step of the phone, a new picture, and goes when it is done', async () => {
    const { page, become, click, words } = await open(waiting);
    await click('Show code');
    await become({ ...waiting, picture: 'data:image/png;base64,BBBB' });
    expect(words()).toBe('The old code ran out, this is a new one. Scan this code with QQ on your phone.');
    await become({ ...waiting, reason: 'confirm-on-phone' });
    expect(words()).toBe('Confirm on your phone.');
    await become({ state: 'online' });
    expect(page.querySelector('dialog')).toBeNull();
  });

  it('stops when the person says so, and goes on without the window when they only close it', async () => {
    const { world, page, click } = await open(waiting);
    await click('Show code');
    await click('Later');
    expect([page.querySelector('dialog'), world.calls]).toEqual([null, []]);
    await click('Show code');
    await click('Stop signing in');
    expect(world.calls).toEqual([{ call: 'account.pause', input: { accountId: 2 } }]);
  });

  it('offers a new picture where nobody came for the last one', async () => {
    const { world, become, click, words } = await open(waiting);
    await click('Show code');
    await become({ state: 'signed-out', reason: 'picture-expired' });
    expect(words()).toBe('The code ran out: sign in again for a new one');
    await click('New code');
    expect(world.calls).toEqual([{ call: 'account.takeBack', input: { accountId: 2 } }]);
  });

  it('takes the letters that a server of WebQQ 3 wants, and nothing that could be none', async () => {
    const { world, page, click, words } = await open({ ...waiting, reason: 'type-letters' });
    await click('Show code');
    expect(words()).toBe('Type the letters that the picture shows.');
    const input = page.querySelector<HTMLInputElement>('dialog [name=letters]');
    const type = async (text: string) => {
      await typeInto(input, text);
      await submit(page.querySelector('dialog form'));
    };
    await type('<b>');
    expect(world.calls).toEqual([]);
    await type(' aB3d ');
    expect(world.calls).toEqual([{ call: 'account.letters', input: { accountId: 2, text: 'aB3d' } }]);
  });

  it('waits for an account that was added before the list of them was read anew', async () => {
    const world = fakeWorld();
    let add = () => {};
    let read = () => {};
    function Adding() {
      const [views, setViews] = useState<AccountView[]>([]);
      const { showPicture, dialog } = useSignInDialog(views);
      add = () => showPicture(2);
      read = () => setViews([accountView(2, waiting)]);
      return <>{dialog}</>;
    }
    const page = await show(world, <Adding />);
    await act(async () => add());
    await settle();
    await act(async () => read());
    await settle();
    expect(page.querySelector<HTMLImageElement>('dialog img')?.getAttribute('src')).toBe(picture);
  });

  it('stands as what needs a look, with the same button, while all the others are well', async () => {
    const views = [accountView(1), accountView(2, waiting, { protocol: 'webqq', name: '店' })];
    const page = await show(fakeWorld(), <TruthLine views={views} chosen={undefined} />);
    expect(page.querySelector('.truth.warn button')?.textContent).toBe('Show code');
  });
});
