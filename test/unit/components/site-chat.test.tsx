// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import SiteChat from '../../../components/number/site-chat';
import type { From } from '../../../components/place';
import type { NumberStanding } from '../../../lib/messaging/site-calls';
import type { KnownState } from '../../../lib/model/known-state';
import { accountView, fakeWorld, leave, noon, settle, show, talk, typeInto } from './fake-world';

afterEach(async () => {
  await leave();
  vi.restoreAllMocks();
  location.hash = '';
});

const number = '20000001';
const usual: NumberStanding = {
  known: { state: 'away', source: 'contacts', at: noon - 120_000 },
  enterprise: false,
  contactOf: [2],
  writes: [1, 2],
  how: 'on',
  hidden: false,
};

async function open(more: Partial<NumberStanding> = {}, from: From = { host: 'shop.test' }) {
  const accounts = [accountView(1), accountView(2), accountView(3)];
  const world = fakeWorld({ accounts, conversations: [talk(1)] });
  let standing = { ...usual, ...more };
  world.answers = ({ call, input }) => {
    const { hidden, how } = input as { hidden?: boolean; how?: 'on' | 'off' };
    if (call === 'site.hide') standing = { ...standing, hidden: hidden === true };
    if (call === 'site.how') standing = { ...standing, how: how as 'on' };
    return { ok: true, value: call === 'site.number' ? standing : null };
  };
  const chat = { conversation: [1, `u:${number}`] as const, known: undefined, account: accounts[0], reply: false };
  const page = await show(
    world,
    <SiteChat chat={{ ...chat, conversation: [1, `u:${number}`] }} accounts={accounts} from={from} />,
  );
  await settle();
  const about = () => page.querySelector('.about')?.textContent ?? '';
  const press = async (words: string) => {
    const all = [...page.querySelectorAll<HTMLElement>('button, a')];
    await act(async () => all.find((one) => one.textContent === words)?.click());
    await settle();
  };
  const calls = () => world.calls.filter(({ call }) => call.startsWith('site.') && call !== 'site.number');
  return { world, page, about, press, calls };
}

describe('the chat that a button on a page opened', () => {
  it.each<[string, KnownState]>([
    ['Away · as your accounts heard 2 min ago', usual.known],
    ['Online · the status service said so 30 s ago', { state: 'online', source: 'getonline', at: noon - 30_000 }],
    ['Offline · the picture service said so 1 min ago', { state: 'offline', source: 'pa', at: noon - 60_000 }],
    ['Mine · one of your own accounts', { state: 'mine', source: 'own' }],
    ['Unknown · no account that knows them is online', { state: 'unknown', why: 'contact-quiet' }],
    ['Unknown · no service is asked about strangers', { state: 'unknown', why: 'not-asked' }],
    ['Unknown · the status service gave no answer', { state: 'unknown', why: 'no-answer' }],
    ['Unknown · this number does not tell its state', { state: 'unknown', why: 'not-enabled' }],
    ['Unknown · too many numbers were asked about just now', { state: 'unknown', why: 'too-many' }],
    ["Unknown · you chose to show nobody's status here", { state: 'unknown', why: 'off' }],
  ])('says what is known, who says so and since when: %s', async (words, known) => {
    expect((await open({ known })).about()).toContain(words);
  });

  it('says whose contact the number is, and from which site it came', async () => {
    const { about } = await open();
    expect(about()).toContain('Contact of Account 2');
    expect(about()).toContain('From a button on shop.test');
    expect((await open({ contactOf: [] })).about()).toContain('Not a contact of any of your accounts');
  });

  it("says so where the picture was another number's", async () => {
    expect((await open({}, { host: 'shop.test', differs: true })).about()).toContain("another one's status");
    expect((await open()).about()).not.toContain("another one's status");
  });

  it('labels an enterprise, claims no state and offers nothing to write with', async () => {
    const { page, about } = await open({ known: { state: 'unknown' }, enterprise: true, contactOf: [], writes: [] });
    expect(about()).toContain('Enterprise number');
    expect(about()).not.toContain('Unknown');
    expect(page.querySelector('textarea')).toBeNull();
    expect(page.querySelector('.about select')).toBeNull();
  });

  it('remembers for the site as whom the person chooses to write, and what was begun goes along', async () => {
    const { world, page, calls } = await open();
    const field = page.querySelector('textarea') as HTMLTextAreaElement;
    const select = page.querySelector('.about select') as HTMLSelectElement;
    expect([...select.options].map(({ disabled }) => disabled)).toEqual([false, false, true]);
    await typeInto(field, 'is it in stock');
    await act(async () => {
      select.value = '2';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await settle();
    expect(calls()).toEqual([{ call: 'site.account', input: { host: 'shop.test', accountId: 2 } }]);
    expect(world.drafts.get(`2/u:${number}`)).toBe('is it in stock');
    expect(world.drafts.get(`1/u:${number}`)).toBe('');
    expect(location.hash).toBe(`#/2/u:${number}/from/shop.test`);
  });
});

describe('its menu', () => {
  it('has the six acts, and its client schemes are fixed forms with the number in them', async () => {
    const { page, press } = await open();
    await press('Other ways');
    const items = [...page.querySelectorAll('[role=menuitem]')];
    expect(items.map(({ textContent }) => textContent)).toEqual([
      'Open in the QQ desktop client',
      'Open in QQ on a phone',
      "Open the page's own link",
      'Copy the QQ number',
      "Hide this number's buttons here",
      'No buttons on this site',
    ]);
    expect(items[0]?.getAttribute('href')).toBe(`tencent://message/?uin=${number}&Site=&Menu=yes`);
    expect(document.activeElement).toBe(items[0]);
    await press('Open in QQ on a phone');
    expect(page.querySelector('.about-phone svg')).not.toBeNull();
    expect(page.querySelector('dialog a')?.getAttribute('href')).toBe(
      `mqqwpa://im/chat?chat_type=wpa&uin=${number}&version=1&src_type=web`,
    );
  });

  it("opens the page's own link through the background, which can read that page", async () => {
    const { press, calls } = await open();
    await press('Other ways');
    await press("Open the page's own link");
    expect(calls()).toEqual([{ call: 'site.page', input: { host: 'shop.test', number } }]);
  });

  it('copies the number', async () => {
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    const { page, press } = await open();
    await press('Other ways');
    await press('Copy the QQ number');
    expect(writeText).toHaveBeenCalledWith(number);
    expect(page.textContent).toContain('Copied');
  });

  it('hides the number on that site, says so, and undoes it', async () => {
    const { about, press, calls } = await open();
    await press('Other ways');
    await press("Hide this number's buttons here");
    expect(about()).toContain('Hidden on shop.test');
    await press('Undo');
    expect(about()).not.toContain('Hidden');
    expect(calls().map(({ input }) => (input as { hidden: boolean }).hidden)).toEqual([true, false]);
  });

  it('stops the site, and undoing leaves it as it was before', async () => {
    const { about, press, calls } = await open();
    await press('Other ways');
    await press('No buttons on this site');
    expect(about()).toContain('No buttons on shop.test any more');
    await press('Undo');
    expect(calls().map(({ input }) => input)).toEqual([
      { host: 'shop.test', how: 'off' },
      { host: 'shop.test', how: 'on' },
    ]);
  });

  it('goes by the arrows, and Escape puts it away without leaving the chat', async () => {
    const { page, press } = await open();
    await press('Other ways');
    const key = (name: string) =>
      act(async () => {
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
      });
    await key('ArrowUp');
    expect(document.activeElement?.textContent).toBe('No buttons on this site');
    await key('ArrowDown');
    expect(document.activeElement?.textContent).toBe('Open in the QQ desktop client');
    await key('Escape');
    expect(page.querySelector('[role=menu]')).toBeNull();
    expect(document.activeElement?.textContent).toBe('Other ways');
  });
});
