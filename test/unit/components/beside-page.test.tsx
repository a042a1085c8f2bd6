// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, expect, it } from 'vitest';
import { BesidePage } from '../../../components/options/beside-page';
import { type Forms, FormsContext } from '../../../components/options/forms';
import { Page } from '../../../components/page';
import { fakeWorld, leave, settle, show } from './fake-world';

afterEach(leave);

async function open(opens: boolean) {
  const forms = { openBeside: async () => opens } as Partial<Forms> as Forms;
  const world = fakeWorld();
  const page = await show(
    world,
    <Page world={world}>
      <FormsContext.Provider value={forms}>
        <BesidePage />
      </FormsContext.Provider>
    </Page>,
  );
  await act(async () => page.querySelector('button')?.click());
  await settle();
  return page.textContent ?? '';
}

it('a list that the browser would not open says so, and what to do instead', async () => {
  expect(await open(false)).toContain('Try the menu of the toolbar button');
});

it('one that opened says nothing more', async () => {
  expect(await open(true)).not.toContain('Try the menu');
});
