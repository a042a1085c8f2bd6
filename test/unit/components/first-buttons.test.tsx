// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FirstButtons } from '../../../components/options/first-buttons';
import { fakeWorld, leave, settle, show } from './fake-world';

afterEach(leave);

async function open(granted = true, all = false) {
  const world = Object.assign(fakeWorld(), { requestSites: vi.fn(async () => granted) });
  world.answers = () => ({ ok: true, value: { all, sites: [] } });
  const page = await show(world, <FirstButtons />);
  await settle();
  const buttons = () => [...page.querySelectorAll('button')];
  const press = async (words: string) => {
    buttons()
      .find((button) => button.textContent === words)
      ?.click();
    await settle();
  };
  const said = () => page.querySelector('[role=status]')?.textContent;
  return { world, press, said, words: () => buttons().map((button) => button.textContent) };
}

describe('status buttons at the end of the first run', () => {
  it('offers all sites, site by site and not now, and asks the browser for nothing by itself', async () => {
    const { world, words, said } = await open();
    expect(words()).toEqual(['Allow all sites', 'Site by site', 'Not now']);
    expect(said()).toBe('');
    expect(world.requestSites).not.toHaveBeenCalled();
  });

  it('asks the browser for all sites, and says how to take it back', async () => {
    const { world, press, words, said } = await open();
    await press('Allow all sites');
    expect(world.requestSites).toHaveBeenCalledWith('*://*/*');
    expect(words()).toEqual([]);
    expect(said()).toContain('All sites are allowed');
  });

  it('goes on offering where the browser withheld it', async () => {
    const { press, words, said } = await open(false);
    await press('Allow all sites');
    expect(words()).toContain('Allow all sites');
    expect(said()).toBe('');
  });

  it('needs no permission to be told of single sites, or to be left alone', async () => {
    const { world, press, said } = await open();
    await press('Site by site');
    expect(said()).toContain('Open Uinbell over a page');
    await press('Not now');
    expect(said()).toContain('stay as they are');
    expect(world.requestSites).not.toHaveBeenCalled();
    expect(world.calls.map(({ call }) => call)).toEqual(['site.list']);
  });

  it('does not offer what is allowed already', async () => {
    expect((await open(true, true)).words()).toEqual([]);
  });
});
