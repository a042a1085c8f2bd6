// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ListPanel } from '../../../components/list/list-panel';
import type { ConversationView } from '../../../lib/store/read';
import { accountView, fakeWorld, leave, noon, settle, show, talk } from './fake-world';

afterEach(leave);

async function open(conversations: ConversationView[], first: ConversationView[] = []) {
  const world = fakeWorld({ accounts: [accountView(1)], conversations });
  const opened = vi.fn();
  const page = await show(
    world,
    <ListPanel
      id="list"
      accounts={[accountView(1)]}
      accountId={undefined}
      first={first}
      chosen={undefined}
      open={opened}
      active
      showPerson={() => {}}
    />,
  );
  const names = () => [...page.querySelectorAll('.conv .name')].map((node) => node.textContent);
  const press = (key: string, more: KeyboardEventInit = {}) =>
    act(async () => {
      (document.activeElement ?? document).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }));
    });
  return { world, page, names, press, opened };
}

describe('the list', () => {
  it('draws only rows near what is seen, of ten thousand', async () => {
    const { page } = await open(Array.from({ length: 10_000 }, (_, n) => talk(n)));
    expect(page.querySelectorAll('.conv').length).toBeLessThan(60);
    expect(page.querySelector('.conv')?.getAttribute('aria-posinset')).toBe('1');
  });

  it('shows the picture of the last commit before the store answers', async () => {
    const world = fakeWorld();
    const never = { ...world, read: { ...world.read, conversations: () => new Promise<ConversationView[]>(() => {}) } };
    const page = await show(
      never,
      <ListPanel
        id="list"
        accounts={[accountView(1)]}
        accountId={undefined}
        first={[talk(1)]}
        chosen={undefined}
        open={() => {}}
        active
        showPerson={() => {}}
      />,
    );
    expect(page.querySelectorAll('.conv')).toHaveLength(1);
  });

  it('shows only the account that was chosen last, whichever answer is the later one', async () => {
    const world = fakeWorld();
    const late: Array<(views: ConversationView[]) => void> = [];
    Object.assign(world.read, { conversations: () => new Promise((resolve) => late.push(resolve)) });
    const draw = (accountId: number) => (
      <ListPanel
        id="list"
        accounts={[accountView(1), accountView(2)]}
        accountId={accountId}
        first={[]}
        chosen={undefined}
        open={() => {}}
        active
        showPerson={() => {}}
      />
    );
    let choose = (_: number) => {};
    function Panel() {
      const [accountId, setAccountId] = useState(1);
      choose = setAccountId;
      return draw(accountId);
    }
    const page = await show(world, <Panel />);
    await act(async () => choose(2));
    // A whole page, so that what stands below it stays.
    await act(async () => late[1]?.(Array.from({ length: 50 }, (_, n) => talk(n, { accountId: 2 }))));
    await act(async () => late[0]?.([talk(90, { preview: { text: 'of the other', direction: 'in' } })]));
    await settle();
    expect(page.querySelectorAll('[aria-setsize="50"]').length).toBeGreaterThan(0);
    expect(page.textContent).not.toContain('of the other');
  });

  it('keeps rows in their places under a pointer and offers the new ones', async () => {
    const conversations = [talk(1), talk(2)];
    const { world, page, names } = await open(conversations);
    const before = names();
    await act(async () => {
      page.querySelector('.list')?.dispatchEvent(new MouseEvent('mouseenter'));
    });
    const fresh = talk(3, { recent: noon + 5000, unread: 1 });
    conversations.push(fresh);
    await world.announce({ conversations: [[1, fresh.conversation.peer]] });
    await settle();
    expect(names()).toEqual(before);
    const pill = page.querySelector<HTMLButtonElement>('.new-pill');
    expect(pill?.textContent).toBe('1 new');
    await act(async () => pill?.click());
    await settle();
    expect(names()[0]).toBe('20000003');
    expect(page.querySelector('.new-pill')).toBeNull();
  });

  it('moves by J and K, opens to answer with R, marks read with U', async () => {
    const { world, press, opened } = await open([talk(1, { unread: 2 }), talk(2)]);
    await press('j');
    expect(document.activeElement?.textContent).toContain('20000001');
    await press('j');
    await press('k');
    await press('u');
    expect(world.calls).toEqual([{ call: 'markRead', input: { accountId: 1, peer: 'u:20000001', through: 3 } }]);
    await press('r');
    expect(opened).toHaveBeenLastCalledWith(expect.objectContaining({ conversation: expect.anything() }), true);
  });

  it('mutes with M and takes it back from the toast', async () => {
    const { world, page, press } = await open([talk(1)]);
    await press('m');
    await settle();
    await act(async () => page.querySelector<HTMLButtonElement>('.toast button')?.click());
    expect(world.calls.map(({ input }) => 'until' in (input as object))).toEqual([true, false]);
  });

  it('says what is true when there is nothing yet', async () => {
    const { page } = await open([]);
    expect(page.textContent).toContain('No messages yet');
    expect(page.textContent).toContain('1 account online');
  });

  it('says that nothing was lost when the store will not open, and tries again', async () => {
    const world = fakeWorld();
    let broken = true;
    const conversations = async () => {
      if (broken) throw new Error('UnknownError');
      return [talk(1)];
    };
    const page = await show(
      { ...world, read: { ...world.read, conversations } },
      <ListPanel
        id="list"
        accounts={[accountView(1)]}
        accountId={undefined}
        first={[]}
        chosen={undefined}
        open={() => {}}
        active
        showPerson={() => {}}
      />,
    );
    expect(page.textContent).toContain('Nothing was deleted');
    broken = false;
    await act(async () => page.querySelector<HTMLButtonElement>('.btn.main')?.click());
    await settle();
    expect(page.querySelectorAll('.conv')).toHaveLength(1);
  });
});
