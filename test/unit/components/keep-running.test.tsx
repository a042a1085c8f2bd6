// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, expect, it } from 'vitest';
import { type Forms, FormsContext } from '../../../components/options/forms';
import { KeepRunning } from '../../../components/options/keep-running';
import { fakeWorld, leave, settle, show } from './fake-world';

afterEach(leave);

async function open(set: (stays: boolean) => Promise<boolean>) {
  const forms = { staying: { read: async () => false, set } } as Partial<Forms> as Forms;
  const page = await show(
    fakeWorld(),
    <FormsContext.Provider value={forms}>
      <KeepRunning />
    </FormsContext.Provider>,
  );
  const field = page.querySelector('select');
  if (!field) throw new Error('no field');
  await act(async () => {
    field.value = 'on';
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await settle();
  return field.value;
}

it('what the browser was asked for and granted stays chosen', async () => {
  expect(await open(async (stays) => stays)).toBe('on');
});

it('what the browser refused is not shown as chosen', async () => {
  expect(await open(async () => false)).toBe('off');
});
