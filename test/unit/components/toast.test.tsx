// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Toasts, useToasts } from '../../../components/parts/toast';
import { fakeWorld, leave, show } from './fake-world';

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  await leave();
  vi.useRealTimers();
});

it('goes by itself, also after the one before was clicked away under the pointer', async () => {
  let toasts: Toasts | undefined;
  function Taken() {
    toasts = useToasts();
    return null;
  }
  const page = await show(fakeWorld(), <Taken />);
  const undone = vi.fn();
  const tell = (text: string) => act(async () => toasts?.show({ text, undo: { label: 'Undo', run: undone } }));
  await tell('first');
  // What is removed under a pointer never hears that the pointer left.
  await act(async () => void page.querySelector('.toast')?.dispatchEvent(new MouseEvent('mouseenter')));
  await act(async () => page.querySelector<HTMLElement>('.toast button')?.click());
  expect(undone).toHaveBeenCalledOnce();
  await tell('second');
  await act(async () => void (await vi.advanceTimersByTimeAsync(6000)));
  expect(page.querySelector('.toast')).toBeNull();
});
