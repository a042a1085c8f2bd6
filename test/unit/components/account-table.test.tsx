// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, expect, it } from 'vitest';
import { AccountTable } from '../../../components/options/account-table';
import { accountView, fakeWorld, leave, settle, show } from './fake-world';

afterEach(leave);

it('moves a row with the arrows on its handle, which keeps the focus', async () => {
  const world = fakeWorld();
  function Table() {
    const [views, setViews] = useState([1, 2, 3].map((id) => accountView(id)));
    world.answers = ({ input }) => {
      const { ids } = input as { ids: number[] };
      setViews(ids.map((id) => accountView(id)));
      return { ok: true, value: null };
    };
    return <AccountTable views={views} edited={undefined} edit={() => {}} />;
  }
  const page = await show(world, <Table />);
  const names = () => [...page.querySelectorAll('.cell-name .strong')].map((node) => node.textContent);
  const handle = page.querySelectorAll<HTMLElement>('.handle')[2];
  handle?.focus();
  for (const order of [
    ['Account 1', 'Account 3', 'Account 2'],
    ['Account 3', 'Account 1', 'Account 2'],
  ]) {
    const up = new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true });
    await act(async () => void document.activeElement?.dispatchEvent(up));
    await settle();
    expect(names()).toEqual(order);
    expect(document.activeElement).toBe(handle);
  }
});
