// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, expect, it } from 'vitest';
import { type Forms, FormsContext } from '../../../components/options/forms';
import { StatusAddress } from '../../../components/options/status-address';
import { defaultSettings, type Settings } from '../../../lib/settings/settings';
import { fakeWorld, leave, settle, show, submit, typeInto } from './fake-world';

afterEach(leave);

async function open() {
  let kept: Settings = defaultSettings;
  const settings = {
    read: async () => kept,
    write: async (next: Settings) => {
      kept = next;
    },
  };
  const refuse = () => {
    settings.write = async () => Promise.reject(new Error('no space left on the disk'));
  };
  const page = await show(
    fakeWorld(),
    <FormsContext.Provider value={{ settings } as Partial<Forms> as Forms}>
      <StatusAddress />
    </FormsContext.Provider>,
  );
  const field = () => page.querySelector<HTMLInputElement>('input[inputmode=url]');
  const chooseAll = () => {
    const select = page.querySelector('select') as HTMLSelectElement;
    select.value = 'all';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  };
  return { page, field, chooseAll, refuse, kept: () => kept };
}

it('keeps an address that was typed the moment its field was painted', async () => {
  const { field, chooseAll } = await open();
  chooseAll();
  // No `act` around it: nothing that waits for the paint has run.
  while (field() === null) await Promise.resolve();
  const input = field() as HTMLInputElement;
  input.value = 'http://who.test/getonline';
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
  expect(field()?.value).toBe('http://who.test/getonline');
});

it('keeps a service by its address, and forgets it with an empty field', async () => {
  const { page, field, chooseAll, kept } = await open();
  await act(async () => chooseAll());
  await settle();
  await typeInto(field(), ' http://who.test/getonline ');
  await submit(page.querySelector('form'));
  expect([kept().statusAddress, field()?.value]).toEqual(['http://who.test/getonline', 'http://who.test/getonline']);
  await typeInto(field(), '');
  await submit(page.querySelector('form'));
  expect([kept().statusAddress, field()?.value]).toEqual([undefined, '']);
});

it('shows what holds, and says so, where a choice could not be stored', async () => {
  const { page, field, chooseAll, refuse } = await open();
  refuse();
  await act(async () => chooseAll());
  await settle();
  expect(page.querySelector('select')?.value).toBe('contacts');
  expect(field()).toBeNull();
  expect(page.textContent).toContain('Nothing was changed');
});
