// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import Chat from '../../../components/chat/chat';
import type { Message } from '../../../lib/model/message';
import type { SessionRow } from '../../../lib/store/schema';
import { accountView, fakeWorld, leave, message, noon, settle, show, talk, typeInto } from './fake-world';

afterEach(async () => {
  await leave();
  vi.restoreAllMocks();
});

const able = { abilities: ['quote', 'recall', 'unfriend'] } as const;

async function open(messages: Message[], session: Partial<SessionRow> = able, contact?: object) {
  const known = { ...talk(1), contact: contact as never };
  const world = fakeWorld({ conversations: [known], messages });
  const account = accountView(1, session);
  const page = await show(
    world,
    <Chat conversation={[1, 'u:20000001']} known={known} account={account} reply={false} back={() => {}} />,
  );
  await settle();
  const click = async (node: Element | null | undefined) => {
    await act(async () => (node as HTMLElement | null)?.click());
    await settle();
  };
  const menu = async (n: number) => {
    await click(page.querySelectorAll('.more')[n]);
    return [...page.querySelectorAll('.menu-item')];
  };
  return { world, page, click, menu };
}

const answer = (key: string) =>
  message(2, {
    parts: [
      { kind: 'quote', key },
      { kind: 'text', text: 'yes' },
    ],
  });

describe('a quoted message', () => {
  it('is shown with its writer and its first line', async () => {
    const { page } = await open([message(1, { text: 'first\nsecond', senderName: 'Anna' }), answer('k1')]);
    expect(page.querySelector('.bubble .quote')?.textContent).toBe('Annafirst');
  });

  it('that is not here says so', async () => {
    const { page } = await open([answer('gone')]);
    expect(page.querySelector('.bubble .quote')?.textContent).toBe('A message that is not here');
  });
});

describe('the menu of a message', () => {
  it('hands the focus back to its button, so that arrows go on from there', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    const { page, click, menu } = await open([message(1), message(2)]);
    await click((await menu(0))[1]);
    expect(document.activeElement).toBe(page.querySelectorAll('.more')[0]);
  });

  it('answers with a quote, which goes with the reply and only with that one', async () => {
    const { world, page, click, menu } = await open([message(1)]);
    await click((await menu(0))[0]);
    expect(page.querySelector('.quote-bar')?.textContent).toContain('line 1');
    const field = page.querySelector('textarea') as HTMLTextAreaElement;
    for (const text of ['one', 'two']) {
      await typeInto(field, text);
      await act(async () => void field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })));
      await settle();
    }
    expect(
      world.calls.filter(({ call }) => call === 'send').map(({ input }) => (input as { quote?: string }).quote),
    ).toEqual(['k1', undefined]);
  });

  it('quotes in plain text where the protocol has no quotes', async () => {
    const { page, click, menu } = await open([message(1)], { abilities: ['send'] });
    await click((await menu(0))[0]);
    expect((page.querySelector('textarea') as HTMLTextAreaElement).value).toBe('> line 1\n');
    expect(page.querySelector('.quote-bar')).toBeNull();
  });

  it('takes back what is young, ours and known to the server, and nothing else', async () => {
    const mine = { direction: 'out', delivery: 'sent', at: noon - 60_000 } as const;
    const { world, click, menu } = await open([
      message(1),
      message(2, { ...mine, at: noon - 130_000 }),
      message(3, mine),
    ]);
    for (const n of [0, 1]) expect((await menu(n)).map((item) => item.textContent)).not.toContain('Take it back');
    const items = await menu(2);
    await click(items.find((item) => item.textContent === 'Take it back'));
    expect(world.calls).toContainEqual({
      call: 'act',
      input: { accountId: 1, deed: { kind: 'recall', remoteKey: 'k3' } },
    });
  });
});

it('a friend is deleted after a time in which that can be taken back', async () => {
  const contact = { accountId: 1, number: '20000001', nick: 'Anna' };
  const acts = [
    {
      id: 'unfriend 20000001',
      deed: { kind: 'unfriend', number: '20000001' },
      at: noon,
      notBefore: noon + 4000,
      tries: 0,
      state: 'waiting',
    },
  ] as const;
  const before = await open([message(1)], able, contact);
  await before.click(before.page.querySelector('[aria-label="Delete this friend"]'));
  expect(before.world.calls.at(-1)).toMatchObject({ call: 'act', input: { deed: { kind: 'unfriend' } } });
  await leave();
  const after = await open([message(1)], { ...able, acts }, contact);
  expect(after.page.textContent).toContain('Deleting this friend in 4');
  await after.click([...after.page.querySelectorAll('button')].find((each) => each.textContent === 'Undo'));
  expect(after.world.calls.at(-1)).toMatchObject({ call: 'cancelAct', input: { id: 'unfriend 20000001' } });
});
