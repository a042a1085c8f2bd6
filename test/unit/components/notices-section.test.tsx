// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Forms, FormsContext } from '../../../components/options/forms';
import { NoticesSection } from '../../../components/options/notices-section';
import { platformOf } from '../../../entrypoints/options/platform';
import type { NoticeTried } from '../../../lib/messaging/page-calls';
import { defaultSettings, type Settings } from '../../../lib/settings/settings';
import { fakeWorld, leave, settle, show, typeInto } from './fake-world';

afterEach(leave);

async function open(
  start: Partial<Settings> = {},
  tried: NoticeTried = 'handed-over',
  platform: Forms['platform'] = 'windows',
) {
  let kept: Settings = { ...defaultSettings, ...start };
  const play = vi.fn();
  const forms = {
    settings: {
      read: async () => kept,
      write: async (settings: Settings) => {
        kept = settings;
      },
    },
    play,
    platform,
  } as Partial<Forms> as Forms;
  const world = fakeWorld();
  world.answers = () => ({ ok: true, value: tried });
  const page = await show(
    world,
    <FormsContext.Provider value={forms}>
      <NoticesSection />
    </FormsContext.Provider>,
  );
  const choose = async (label: string, value: string) => {
    const field = page.querySelector<HTMLSelectElement>(`select[aria-labelledby="${label}"]`);
    if (!field) throw new Error(`no field ${label}`);
    await act(async () => {
      field.value = value;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await settle();
  };
  const click = async (words: string) => {
    const button = [...page.querySelectorAll('button')].find((each) => each.textContent === words);
    if (!button) throw new Error(`no button says ${words}`);
    await act(async () => button.click());
    await settle();
  };
  return { page, world, play, choose, click, kept: () => kept };
}

describe('the settings of notifications', () => {
  it('leave the volume to whoever drags it while something else is drawn anew', async () => {
    const { page, choose } = await open({ sound: 'bell', volume: 60 });
    const range = page.querySelector('input[type=range]') as HTMLInputElement;
    await typeInto(range, '30');
    // Any drawing will do: as the page's accounts are read anew, every few seconds.
    await choose('notices-show', 'names');
    expect(range.value).toBe('30');
  });

  it('keep how much is shown, and "everything" as no choice at all', async () => {
    const { page, choose, kept } = await open();
    await choose('notices-show', 'names');
    expect(kept()).toEqual({ ...defaultSettings, notices: 'names' });
    expect(page.textContent).toContain('The text is read here.');
    await choose('notices-show', 'everything');
    expect(kept()).toEqual(defaultSettings);
  });

  it('play a sound as it is chosen, and again when asked; none has no volume', async () => {
    const { page, choose, click, kept, play } = await open();
    expect(page.querySelector('input[type=range]')).toBeNull();
    await choose('notice-sound', 'marimba');
    expect(kept().sound).toBe('marimba');
    expect(play).toHaveBeenLastCalledWith('marimba', 60);
    const volume = page.querySelector<HTMLInputElement>('input[type=range]');
    await act(async () => {
      if (volume) volume.value = '20';
      volume?.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await settle();
    expect(kept().volume).toBe(20);
    await click('Play it');
    expect(play).toHaveBeenLastCalledWith('marimba', 20);
    await choose('notice-sound', 'off');
    expect(kept()).not.toHaveProperty('sound');
  });
});

describe('the test notification', () => {
  it('is sent, and asks what nobody but the person can know', async () => {
    const { page, world, click } = await open();
    await click('Send one');
    expect(world.calls).toEqual([{ call: 'notice.test', input: {} }]);
    expect(page.textContent).toContain('Did you see it?');
    await click('Yes');
    expect(page.textContent).toContain('Then messages will be seen as well.');
    expect(page.querySelector('.unseen')).toBeNull();
  });

  it('names what to look at on this system where it was not seen', async () => {
    const { page, click } = await open({}, 'handed-over', 'mac');
    await click('Send one');
    await click('No');
    const said = page.querySelector('.unseen')?.textContent;
    expect(said).toContain('macOS: System Settings');
    expect(said).not.toContain('Windows');
    expect(said).toContain('Nothing is lost meanwhile');
  });

  it.each(['denied', 'failed'] as const)(
    'that was %s needs no question: it says so and where to look',
    async (tried) => {
      const { page, click } = await open({}, tried);
      await click('Send one');
      expect(page.textContent).not.toContain('Did you see it?');
      expect(page.textContent).toContain('The browser did not let it through.');
      expect(page.querySelector('.unseen')).not.toBeNull();
    },
  );
});

it('each system is known by what its browsers call themselves', () => {
  const said = (system: string) => platformOf(`Mozilla/5.0 (${system}) AppleWebKit/537.36`);
  expect(said('Windows NT 10.0; Win64; x64')).toBe('windows');
  expect(said('Macintosh; Intel Mac OS X 10_15_7')).toBe('mac');
  expect(said('X11; Linux x86_64')).toBe('linux');
  expect(said('Android 15; Mobile; rv:142.0')).toBe('android');
  expect(said('Linux; Android 15')).toBe('android');
  expect(said('Haiku')).toBe('other');
});
