// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import Desk from '../../../components/desk/desk';
import type { TemporarySession } from '../../../lib/model/temporary';
import type { ConversationView } from '../../../lib/store/read';
import { accountView, fakeWorld, inChinese, leave, noon, settle, show, talk } from './fake-world';

afterEach(leave);

const minute = 60_000;
const accounts = [accountView(1), accountView(2, {}, { name: 'Wholesale', tag: 'W' })];

/** Somebody who came `ago` minutes before noon and still waits, unless told otherwise. */
function came(n: number, ago: number, source: string, more: Partial<ConversationView['conversation']> = {}) {
  const temporary: TemporarySession = { source, since: noon - ago * minute };
  return { ...talk(n, { temporary, waiting: noon - ago * minute, ...more }), stranger: true };
}
const answered = (n: number, source: string, more: Partial<TemporarySession> = {}) => {
  const since = noon - 90 * minute;
  const temporary: TemporarySession = { source, since, answeredAt: since + 3 * minute, ...more };
  return { ...talk(n, { temporary, preview: { text: 'yes', direction: 'out' } }), stranger: true };
};

async function open(conversations: ConversationView[], world = fakeWorld({ accounts, conversations })) {
  const opened: string[] = [];
  const page = await show(
    world,
    <Desk
      accounts={accounts}
      chosen={undefined}
      typed={undefined}
      open={(view) => opened.push(view.conversation.peer)}
    />,
  );
  const find = (words: string) => {
    const found = [...page.querySelectorAll('button')].find((each) => each.textContent?.startsWith(words));
    if (!found) throw new Error(`no button says ${words} in ${page.textContent}`);
    return found;
  };
  const click = async (words: string) => {
    await act(async () => find(words).click());
    await settle();
  };
  const press = async (key: string) => {
    const target = document.activeElement ?? document.body;
    await act(
      async () => void target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })),
    );
  };
  const rows = () => [...page.querySelectorAll('.desk-row')].map((row) => row.textContent ?? '');
  return { world, page, opened, click, press, rows, find };
}

describe('the desk', () => {
  const busy = () => [
    came(1, 47, 'shop.test'),
    came(2, 5, 'forum.test', { accountId: 2 }),
    answered(3, 'forum.test'),
    answered(4, 'shop.test', { doneAt: noon }),
  ];

  it('tells who waits, from where, for which account and how long', async () => {
    const { rows, find } = await open(busy());
    expect(rows()).toHaveLength(2);
    expect(rows()[0]).toContain('20000001');
    expect(rows()[0]).toContain('shop.test');
    expect(rows()[0]).toContain('waits 47 min');
    expect(rows()[1]).toContain('Wholesale');
    expect(find('Waiting').textContent).toBe('Waiting2');
    expect(find('Answered').textContent).toBe('Answered1');
  });

  it('keeps what was answered and what is done apart, with the time to the first answer', async () => {
    const { rows, click } = await open(busy());
    await click('Answered');
    expect(rows()).toEqual([expect.stringContaining('answered after 3 min')]);
    await click('Done1');
    expect(rows()).toEqual([expect.stringContaining('Back to the desk')]);
  });

  it('shows one source alone, and the first words of nobody from elsewhere', async () => {
    const { page, rows } = await open(busy());
    const sources = page.querySelector<HTMLSelectElement>('.desk-source select') as HTMLSelectElement;
    expect([...sources.options].map(({ text }) => text)).toEqual(['All sources', 'forum.test', 'shop.test']);
    await act(async () => {
      sources.value = '=forum.test';
      sources.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(rows()).toEqual([expect.stringContaining('20000002')]);
  });

  it('is walked by J, K and arrows, and a row that is done hands the focus to the next', async () => {
    const { page, opened, press, world } = await open(busy());
    const focused = () => document.activeElement?.closest('.desk-row')?.querySelector('.name')?.textContent;
    await press('j');
    expect(focused()).toBe('20000001');
    await press('ArrowDown');
    await press('j');
    expect(focused()).toBe('20000002');
    await press('k');
    expect(focused()).toBe('20000001');
    await act(async () => (document.activeElement as HTMLElement).click());
    expect(opened).toEqual(['u:20000001']);
    await act(async () => page.querySelector<HTMLButtonElement>('[aria-label="Done with 20000001"]')?.click());
    expect(focused()).toBe('20000002');
    expect(world.calls).toEqual([{ call: 'desk.done', input: { accountId: 1, peer: 'u:20000001', done: true } }]);
  });

  it('leaves letters to the field that a link is typed into', async () => {
    const { page, press } = await open(busy());
    page.querySelector<HTMLInputElement>('.link-form input')?.focus();
    await press('j');
    expect(document.activeElement?.tagName).toBe('INPUT');
  });

  it('puts a chat aside with a way back, and says so where that failed', async () => {
    const { world, page, click } = await open(busy());
    const done = () => page.querySelector<HTMLButtonElement>('[aria-label="Done with 20000001"]');
    await act(async () => done()?.click());
    await settle();
    expect(page.textContent).toContain('20000001 is done');
    await click('Undo');
    expect(world.calls.map(({ input }) => (input as { done: boolean }).done)).toEqual([true, false]);
    world.answers = () => ({ ok: false, error: 'failed', detail: '' });
    await act(async () => done()?.click());
    await settle();
    expect(page.textContent).not.toContain('20000001 is done');
  });

  it('says that nobody waits, and where links are made', async () => {
    const places: unknown[] = [];
    const world = Object.assign(fakeWorld({ accounts }), { open: (place: unknown) => void places.push(place) });
    const { page, click } = await open([], world);
    expect(page.textContent).toContain('Nobody waits');
    await click('Links and counts');
    expect(places).toEqual([{ page: 'options', part: 'temporary' }]);
    await click('Done0');
    expect(page.textContent).toContain('None here');
  });

  it('says so where the store cannot be read, and reads again', async () => {
    const world = fakeWorld({ accounts });
    let broken = true;
    const desk = async () => {
      if (broken) throw new DOMException('', 'UnknownError');
      return busy();
    };
    Object.assign(world, { read: { ...world.read, desk } });
    const { page, rows } = await open([], world);
    expect(rows()).toEqual([]);
    expect(page.querySelector('[role=alert], .empty')).not.toBeNull();
    broken = false;
    await world.announce({ conversations: [[1, 'u:20000001']] });
    await settle();
    expect(rows()).toHaveLength(2);
  });

  it('speaks Chinese', async () => {
    const { rows, find } = await open(busy(), inChinese(fakeWorld({ accounts, conversations: busy() })));
    expect(rows()[0]).toContain('等了 47 分钟');
    expect(find('待回复').textContent).toBe('待回复2');
  });
});
