import { act } from 'preact/test-utils';
import { vi } from 'vitest';
import Chat from '../../../components/chat/chat';
import type { AccountView } from '../../../lib/store/read';
import { accountView, fakeWorld, type Kept, message, show, talk, typeInto } from './fake-world';

/** A conversation of two messages on a page that has the focus, and what a person does there. */
export async function openChat(kept: Partial<Kept> = {}, account: AccountView = accountView(1)) {
  const world = fakeWorld({ conversations: [talk(1)], messages: [message(1), message(2)], ...kept });
  const back = vi.fn();
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  const draw = (how = show, known?: ReturnType<typeof talk>) =>
    how(world, <Chat conversation={[1, 'u:20000001']} known={known} account={account} reply={false} back={back} />);
  const page = await draw();
  const field = () => page.querySelector('textarea') as HTMLTextAreaElement;
  const write = (text: string) => typeInto(field(), text);
  const press = (more: KeyboardEventInit = {}) =>
    act(async () => {
      field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...more }));
    });
  const sends = () =>
    world.calls.filter(({ call }) => call === 'send').map(({ input }) => input as { text: string; id: string });
  const click = (label: string) =>
    act(async () => {
      const button = [...page.querySelectorAll('button')].find((each) => each.textContent === label);
      button?.click();
    });
  return { world, page, field, write, press, sends, back, click, draw };
}
