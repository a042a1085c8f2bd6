// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Forms } from '../../../components/options/forms';
import { Options } from '../../../components/options/options';
import { defaultSettings } from '../../../lib/settings/settings';
import { accountView, fakeWorld, leave, settle, show, typeInto } from './fake-world';

beforeEach(() => history.replaceState(null, '', '#accounts'));
afterEach(leave);

const forms: Forms = {
  settings: { read: async () => defaultSettings, write: async () => undefined },
  play: () => {},
  platform: 'linux',
  openBeside: async () => true,
  staying: undefined,
  judgeServer: () => undefined,
  prepare: () => ({ ok: false, trouble: 'empty-password', field: 'password' }),
};

async function open() {
  const world = fakeWorld({ accounts: [accountView(1), accountView(2)] });
  const page = await show(world, <Options world={world} forms={forms} />);
  /** As a link, or the popup that leads here: a browser tells of an address only where it is another one. */
  const go = async (hash: string) => {
    if (location.hash === hash) return;
    history.replaceState(null, '', hash);
    await act(async () => void window.dispatchEvent(new Event('hashchange')));
    await settle();
  };
  const click = async (words: string) => {
    await act(async () => [...page.querySelectorAll('button')].find((each) => each.textContent === words)?.click());
    await settle();
  };
  const server = () => page.querySelector<HTMLInputElement>('.add [name=server]');
  const password = () => page.querySelector<HTMLInputElement>('.edit [type=password]');
  return { page, go, click, server, password };
}

describe('the way to a form of the settings', () => {
  it('keeps what was typed there when another part is looked at', async () => {
    const { go, server, password } = await open();
    await go('#add');
    await typeInto(server(), 'qq.example.cn');
    await go('#password/2');
    await typeInto(password(), 'secret');
    await go('#notices');
    expect([server()?.value, password()?.value]).toEqual(['qq.example.cn', 'secret']);
  });

  it('opens it again after it was closed', async () => {
    const { go, click, server, password } = await open();
    await go('#add');
    await click('Cancel');
    expect(server()).toBeNull();
    await go('#add');
    expect(server()).not.toBeNull();
    await go('#password/2');
    await click('Close');
    expect(password()).toBeNull();
    await go('#password/2');
    expect(password()).not.toBeNull();
  });
});
