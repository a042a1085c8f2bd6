// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import Chat from '../../../components/chat/chat';
import { accountView, fakeWorld, leave, message, settle, show, talk } from './fake-world';
import { openChat } from './open-chat';

afterEach(async () => {
  await leave();
  vi.restoreAllMocks();
});

describe('a message of many parts', () => {
  const parts = [
    { kind: 'mention', number: 'all' },
    { kind: 'text', text: ' <b>look</b> ' },
    { kind: 'picture', url: 'http://pictures.test/a.png' },
    { kind: 'picture', url: 'javascript:alert(1)' },
    { kind: 'other', type: 'poke' },
  ] as const;

  it('is shown as far as text can say it, and nothing in it is markup', async () => {
    const { page } = await openChat({ messages: [{ ...message(1), parts, recalled: true }] });
    const bubble = page.querySelector('.bubble');
    expect(bubble?.textContent).toContain('<b>look</b>');
    expect(bubble?.querySelector('b')).toBeNull();
    expect(page.textContent).toMatch(/Taken back/);
  });

  it('loads a picture on a click only, and never from anything but the web', async () => {
    const { page, click } = await openChat({ messages: [{ ...message(1), parts }] });
    expect(page.querySelectorAll('img.picture')).toHaveLength(0);
    expect([...page.querySelectorAll('button')].filter((each) => each.textContent === 'Show the picture')).toHaveLength(
      1,
    );
    await click('Show the picture');
    expect(page.querySelector<HTMLImageElement>('img.picture')?.getAttribute('src')).toBe('http://pictures.test/a.png');
  });
});

describe('messages', () => {
  const read = (calls: ReadonlyArray<{ call: string; input: unknown }>) =>
    calls.filter(({ call }) => call === 'markRead').map(({ input }) => (input as { through: number }).through);

  it('are marked read through the last one shown, once', async () => {
    const { world } = await openChat({ conversations: [talk(1, { unread: 2, readThrough: 0, lastOrdinal: 2 })] });
    expect(read(world.calls)).toEqual([2]);
  });

  it('are not marked read in a window that has not the focus', async () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    const world = fakeWorld({ conversations: [talk(1, { unread: 2, readThrough: 0 })], messages: [message(1)] });
    await show(
      world,
      <Chat conversation={[1, 'u:20000001']} known={undefined} account={accountView(1)} reply={false} />,
    );
    expect(read(world.calls)).toEqual([]);
  });

  it('are text, whatever they look like, and link only to the web', async () => {
    const text = '<img src=x onerror=alert(1)> https://a.example javascript:alert(1)';
    const { page } = await openChat({ messages: [message(1, { text })] });
    expect(page.querySelector('.bubble img')).toBeNull();
    expect(page.querySelector('.bubble')?.textContent).toBe(text);
    const [link, ...more] = page.querySelectorAll<HTMLAnchorElement>('.bubble a');
    expect(link?.getAttribute('href')).toBe('https://a.example');
    expect(link?.rel).toContain('noreferrer');
    expect(more).toEqual([]);
  });

  it('appear when the store says they came', async () => {
    const messages = [message(1)];
    const { page, world } = await openChat({ messages });
    messages.push(message(2, { text: 'just now' }));
    await world.announce({ conversations: [[1, 'u:20000001']] });
    await settle();
    expect(page.textContent).toContain('just now');
  });
});

describe('a reply', () => {
  const reply = (more: object) => ({ messages: [message(1, { direction: 'out', ...more })] });
  const settled = (calls: ReadonlyArray<{ call: string; input: unknown }>) =>
    calls.filter(({ call }) => call === 'settle').map(({ input }) => (input as { as: string }).as);

  it('that failed says why and can be tried again or deleted', async () => {
    const { page, world, click } = await openChat(reply({ delivery: 'failed', trouble: 'refused' }));
    expect(page.textContent).toContain('Not sent: the server refused it');
    await click('Retry');
    await click('Delete');
    expect(settled(world.calls)).toEqual(['again', 'dropped']);
  });

  it('of which nobody knows waits for the person', async () => {
    const { page, world, click } = await openChat(reply({ delivery: 'uncertain' }));
    expect(page.querySelector('.bubble.uncertain')).not.toBeNull();
    expect(settled(world.calls)).toEqual([]);
    await click('Send again');
    await click('It arrived');
    expect(settled(world.calls)).toEqual(['again', 'arrived']);
  });

  it('that was sent says nothing', async () => {
    const { page } = await openChat(reply({ delivery: 'sent' }));
    expect(page.querySelector('.after')).toBeNull();
  });
});
