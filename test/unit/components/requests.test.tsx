// @vitest-environment happy-dom
import type { ComponentProps } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import type { Who } from '../../../components/people/who';
import { Requests } from '../../../components/requests/requests';
import type { RequestView } from '../../../lib/store/read';
import type { SessionRow } from '../../../lib/store/schema';
import { accountView, fakeWorld, leave, noon, settle, show, typeInto } from './fake-world';

afterEach(leave);

const asks = (n: number, more: object = {}): RequestView => ({
  request: { accountId: 1, key: `friend.${n}`, from: `2000${n}`, text: `text ${n}`, at: noon, open: noon, ...more },
  contact: undefined,
});
const able = { abilities: ['requests'] } as const;

async function open(
  requests: RequestView[],
  session: Partial<SessionRow> = able,
  asked?: ComponentProps<typeof Requests>['asked'],
) {
  const world = fakeWorld({ requests });
  const cards: Who[] = [];
  const page = await show(
    world,
    <Requests
      accounts={[accountView(1, session)]}
      accountId={undefined}
      asked={asked}
      showPerson={(who) => cards.push(who)}
    />,
  );
  const click = (label: string) =>
    act(async () => [...page.querySelectorAll('button')].find((each) => each.textContent === label)?.click());
  return { world, page, click, cards };
}

const act_ = (state: 'waiting' | 'failed' | 'uncertain', notBefore = noon) => ({
  id: 'answer friend.1',
  deed: { kind: 'answer', key: 'friend.1', accept: true } as const,
  at: noon,
  notBefore,
  tries: 1,
  state,
});

describe('requests', () => {
  it('take no room where nobody asks', async () => {
    expect((await open([])).page.textContent).toBe('');
  });

  it('say in one line what they say, and what they want where they say nothing', async () => {
    const { page } = await open([asks(1, { text: 'It is\nme' }), asks(2, { text: ' ' })]);
    const lines = [...page.querySelectorAll('.request .second')].map((line) => line.textContent);
    expect(lines[0]).toContain('“It is me”');
    expect(lines[0]).not.toContain('friend');
    expect(lines[1]).toContain('Wants to be your friend');
  });

  it('keep the focus where one is answered, and hand it on where one goes', async () => {
    const requests = [asks(1), asks(2)];
    const { world, page } = await open(requests);
    const [first, second] = page.querySelectorAll<HTMLElement>('.request-open');
    const yes = page.querySelector<HTMLElement>('.request-acts button');
    yes?.focus();
    await act(async () => yes?.click());
    expect(document.activeElement).toBe(first);
    requests.shift();
    await world.announce({ requests: [1] });
    await settle();
    expect(document.activeElement).toBe(second);
  });

  it('that QQ finds suspicious are accepted or ignored, by keys too, and say so', async () => {
    const { world, page, click } = await open([asks(1, { yesOnly: true }), asks(2, { yesOnly: true })], able, [
      1,
      'friend.1',
    ]);
    expect(page.querySelector('.request-more')?.textContent).toContain('QQ finds this request suspicious');
    const labels = [...page.querySelectorAll('.request-acts button')].map((each) => each.textContent);
    expect(labels).toEqual(['Accept', 'Ignore', 'Accept', 'Ignore']);
    expect(page.querySelector('input')).toBeNull();
    await click('Ignore');
    const key = new KeyboardEvent('keydown', { key: 'x', bubbles: true });
    await act(async () => void page.querySelectorAll('.request-open')[1]?.dispatchEvent(key));
    expect(world.calls).toEqual([
      { call: 'closeRequest', input: { accountId: 1, key: 'friend.1' } },
      { call: 'closeRequest', input: { accountId: 1, key: 'friend.2' } },
    ]);
  });

  it('stand open while few, folded up while many', async () => {
    expect((await open([asks(1), asks(2)])).page.querySelectorAll('.request')).toHaveLength(2);
    const { page, click } = await open([asks(1), asks(2), asks(3)]);
    expect(page.querySelectorAll('.request')).toHaveLength(0);
    await click('3 requests wait for an answer');
    expect(page.querySelectorAll('.request')).toHaveLength(3);
  });

  it('that a notification leads to stand open among many, the keys in that one, with a way to the card', async () => {
    const { page, click, cards } = await open([asks(1), asks(2), asks(3)], able, [1, 'friend.2']);
    expect(page.querySelectorAll('.request-more')).toHaveLength(1);
    expect(document.activeElement?.closest('.request')?.textContent).toContain('text 2');
    await click('Profile');
    expect(cards).toEqual([{ accountId: 1, number: '20002' }]);
    const all = await open([asks(1), asks(2), asks(3)], able, 'all');
    expect(all.page.querySelectorAll('.request')).toHaveLength(3);
    expect(all.page.querySelectorAll('.request-more')).toHaveLength(0);
  });

  it('are accepted with a name for them, which a no does not carry', async () => {
    const { world, page, click } = await open([asks(1)]);
    await act(async () => page.querySelector<HTMLButtonElement>('.request-open')?.click());
    const field = page.querySelector('input') as HTMLInputElement;
    await typeInto(field, ' 网站客人 ');
    await click('Accept');
    await click('Decline');
    const deeds = world.calls.map(({ input }) => (input as { deed: unknown }).deed);
    expect(deeds).toEqual([
      { kind: 'answer', key: 'friend.1', accept: true, text: '网站客人' },
      { kind: 'answer', key: 'friend.1', accept: false },
    ]);
  });

  it('are accepted without having them where the server can, and in no group', async () => {
    const words = 'Accept without adding them';
    const both = { abilities: ['requests', 'accept-one-way'] } as const;
    const { world, page, click } = await open([asks(1), asks(2, { group: '70001' })], both);
    for (const opener of page.querySelectorAll<HTMLButtonElement>('.request-open'))
      await act(async () => opener.click());
    expect(page.textContent?.split(words)).toHaveLength(2);
    await click(words);
    expect(world.calls).toMatchObject([
      { call: 'act', input: { deed: { kind: 'answer', key: 'friend.1', accept: true, oneWay: true } } },
    ]);
    const { page: other } = await open([asks(1)], able, [1, 'friend.1']);
    expect(other.textContent).not.toContain(words);
  });

  it('are answered by E and X where the focus is, and never while a name is written', async () => {
    const { world, page } = await open([asks(1)]);
    const press = (target: Element | null, key: string) =>
      act(async () => void target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
    await act(async () => page.querySelector<HTMLButtonElement>('.request-open')?.click());
    await press(page.querySelector('input'), 'x');
    expect(world.calls).toEqual([]);
    await press(page.querySelector('.request-open'), 'x');
    expect(world.calls).toMatchObject([{ call: 'act', input: { deed: { accept: false } } }]);
  });

  it('can be taken back until they leave', async () => {
    const { world, page, click } = await open([asks(1)], { ...able, acts: [act_('waiting', noon + 4000)] });
    expect(page.textContent).toContain('Accepting in 4');
    await click('Undo');
    expect(world.calls).toEqual([{ call: 'cancelAct', input: { accountId: 1, id: 'answer friend.1' } }]);
  });

  it('are not taken back by the second half of a double click on what stood there', async () => {
    const { world, page } = await open([asks(1)], { ...able, acts: [act_('waiting', noon + 4000)] });
    const undo = [...page.querySelectorAll('button')].find(({ textContent }) => textContent === 'Undo');
    const click = (detail: number) =>
      act(async () => void undo?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail })));
    await click(2);
    expect(world.calls).toEqual([]);
    await click(1);
    expect(world.calls).toMatchObject([{ call: 'cancelAct' }]);
  });

  it('say in words what failed, and offer to try again or to put it away', async () => {
    const failed = { ...act_('failed'), why: 'server-trouble', said: 'No such request' } as const;
    const { world, page, click } = await open([asks(1)], { ...able, acts: [failed] });
    expect(page.textContent).toContain('Accepting failed: No such request');
    await click('Retry');
    await click('Put away');
    expect(world.calls.map(({ call }) => call)).toEqual(['act', 'closeRequest']);
  });

  it('of a server that takes no answer offer none', async () => {
    const { page } = await open([asks(1)], { abilities: ['send'] });
    expect(page.textContent).toContain('Can only be answered in another client');
    expect(page.textContent).not.toContain('Accept');
  });

  it('are text, whatever they look like', async () => {
    const { page } = await open([asks(1, { text: '<img src=x>' })]);
    expect(page.querySelector('img')).toBeNull();
    expect(page.textContent).toContain('<img src=x>');
  });
});
