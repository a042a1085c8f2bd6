// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import SiteRow from '../../../components/popup/site-row';
import type { SiteStanding } from '../../../lib/messaging/site-calls';
import { fakeWorld, leave, settle, show } from './fake-world';

afterEach(leave);

async function open(standing: SiteStanding, granted = true) {
  const world = Object.assign(fakeWorld(), {
    tabBelow: async () => 7,
    requestSites: vi.fn(async () => granted),
  });
  world.answers = ({ call }) => ({ ok: true, value: call === 'site.set' ? null : standing });
  const page = await show(world, <SiteRow />);
  await settle();
  const press = async (words: string) => {
    [...page.querySelectorAll('button')].find((button) => button.textContent === words)?.click();
    await settle();
  };
  const buttons = () => [...page.querySelectorAll('.site-acts button')].map((button) => button.textContent);
  return { world, page, press, buttons };
}

const undecided: SiteStanding = { host: 'shop.test', found: 3, shown: 0, allowed: 'ask' };

describe('the popup over a page with old QQ pictures', () => {
  it('says how many there are and offers the three ways', async () => {
    const { page, buttons } = await open(undecided);
    expect(page.textContent).toContain('3 QQ buttons here');
    expect(buttons()).toEqual(['Show now', 'Always on this site', 'On all sites']);
  });

  it('asks the browser for that host alone, straight from the click, and tells the background what is wanted', async () => {
    const { world, press } = await open(undecided);
    await press('Always on this site');
    expect(world.requestSites).toHaveBeenCalledWith('*://shop.test/*');
    expect(world.calls).toContainEqual({ call: 'site.set', input: { host: 'shop.test', how: 'on' } });
  });

  it('asks for all sites without naming this one', async () => {
    const { world, press } = await open(undecided);
    await press('On all sites');
    expect(world.requestSites).toHaveBeenCalledWith('*://*/*');
    expect(world.calls.some(({ call }) => call === 'site.set')).toBe(false);
  });

  it('shows them once without any permission', async () => {
    const { world, press } = await open(undecided);
    await press('Show now');
    expect(world.calls).toContainEqual({ call: 'site.show', input: { tabId: 7 } });
    expect(world.requestSites).not.toHaveBeenCalled();
  });

  it('lets a site that is allowed be stopped', async () => {
    const { world, press, buttons } = await open({ ...undecided, shown: 3, allowed: 'named' });
    expect(buttons()).toEqual(['Never here']);
    await press('Never here');
    expect(world.calls).toContainEqual({ call: 'site.set', input: { host: 'shop.test', how: 'off' } });
  });

  it('is not there where nothing was found or the page may not be read', async () => {
    expect((await open({ ...undecided, found: 0 })).page.textContent).toBe('');
    expect((await open({ found: 0, shown: 0, allowed: 'ask' })).page.textContent).toBe('');
  });
});
