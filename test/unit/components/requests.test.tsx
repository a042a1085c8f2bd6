// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { Requests } from '../../../components/requests/requests';
import type { RequestView } from '../../../lib/store/read';
import type { SessionRow } from '../../../lib/store/schema';
import { accountView, fakeWorld, leave, noon, show } from './fake-world';

afterEach(leave);

const asks = (n: number, more: object = {}): RequestView => ({
  request: { accountId: 1, key: `friend.${n}`, from: `2000${n}`, text: `text ${n}`, at: noon, open: noon, ...more },
  contact: undefined,
});
const able = { abilities: ['requests'] } as const;

async function open(requests: RequestView[], session: Partial<SessionRow> = able) {
  const world = fakeWorld({ requests });
  const page = await show(world, <Requests accounts={[accountView(1, session)]} accountId={undefined} />);
  const click = (label: string) =>
    act(async () => [...page.querySelectorAll('button')].find((each) => each.textContent === label)?.click());
  return { world, page, click };
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

  it('stand open while few, folded up while many', async () => {
    expect((await open([asks(1), asks(2)])).page.querySelectorAll('.request')).toHaveLength(2);
    const { page, click } = await open([asks(1), asks(2), asks(3)]);
    expect(page.querySelectorAll('.request')).toHaveLength(0);
    await click('3 requests wait for an answer');
    expect(page.querySelectorAll('.request')).toHaveLength(3);
  });

  it('are accepted with a name for them, which a no does not carry', async () => {
    const { world, page, click } = await open([asks(1)]);
    await act(async () => page.querySelector<HTMLButtonElement>('.request-open')?.click());
    const field = page.querySelector('input') as HTMLInputElement;
    await act(async () => {
      field.value = ' 网站客人 ';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await click('Accept');
    await click('Decline');
    const deeds = world.calls.map(({ input }) => (input as { deed: unknown }).deed);
    expect(deeds).toEqual([
      { kind: 'answer', key: 'friend.1', accept: true, text: '网站客人' },
      { kind: 'answer', key: 'friend.1', accept: false },
    ]);
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
