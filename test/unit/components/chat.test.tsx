// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import Chat from '../../../components/chat/chat';
import { joinDraft } from '../../../lib/model/message';
import type { AccountView } from '../../../lib/store/read';
import {
  accountView,
  fakeWorld,
  type Kept,
  leave,
  message,
  noon,
  paint,
  settle,
  show,
  talk,
  typeInto,
} from './fake-world';

afterEach(async () => {
  await leave();
  vi.restoreAllMocks();
});

async function open(kept: Partial<Kept> = {}, account: AccountView = accountView(1)) {
  const world = fakeWorld({ conversations: [talk(1)], messages: [message(1), message(2)], ...kept });
  const back = vi.fn();
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  const draw = (how = show, known?: ReturnType<typeof talk>) =>
    how(world, <Chat conversation={[1, 'u:20000001']} known={known} account={account} reply={false} back={back} />);
  const page = await draw();
  const field = () => page.querySelector('textarea') as HTMLTextAreaElement;
  const write = (text: string) => typeInto(field(), text);
  const press = (more: KeyboardEventInit = {}) =>
    act(async () => {
      field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...more }));
    });
  const sends = () =>
    world.calls.filter(({ call }) => call === 'send').map(({ input }) => input as { text: string; id: string });
  const click = (label: string) =>
    act(async () => {
      const button = [...page.querySelectorAll('button')].find((each) => each.textContent === label);
      button?.click();
    });
  return { world, page, field, write, press, sends, back, click, draw };
}

describe('a message of many parts', () => {
  const parts = [
    { kind: 'mention', number: 'all' },
    { kind: 'text', text: ' <b>look</b> ' },
    { kind: 'picture', url: 'http://pictures.test/a.png' },
    { kind: 'picture', url: 'javascript:alert(1)' },
    { kind: 'other', type: 'poke' },
  ] as const;

  it('is shown as far as text can say it, and nothing in it is markup', async () => {
    const { page } = await open({ messages: [{ ...message(1), parts, recalled: true }] });
    const bubble = page.querySelector('.bubble');
    expect(bubble?.textContent).toContain('<b>look</b>');
    expect(bubble?.querySelector('b')).toBeNull();
    expect(page.textContent).toMatch(/Taken back/);
  });

  it('loads a picture on a click only, and never from anything but the web', async () => {
    const { page, click } = await open({ messages: [{ ...message(1), parts }] });
    expect(page.querySelectorAll('img.picture')).toHaveLength(0);
    expect([...page.querySelectorAll('button')].filter((each) => each.textContent === 'Show the picture')).toHaveLength(
      1,
    );
    await click('Show the picture');
    expect(page.querySelector<HTMLImageElement>('img.picture')?.getAttribute('src')).toBe('http://pictures.test/a.png');
  });
});

describe('the composer', () => {
  it('sends with Enter, once, and is empty afterwards', async () => {
    const { write, press, sends, field } = await open();
    await write('好的');
    await press();
    expect(sends()).toEqual([{ id: 'id-1', accountId: 1, peer: 'u:20000001', text: '好的' }]);
    expect(field().value).toBe('');
  });

  it('never sends while an input method composes, nor with Shift', async () => {
    const { write, press, sends } = await open();
    await write('nihao');
    await press({ isComposing: true });
    await press({ keyCode: 229 });
    await press({ shiftKey: true });
    expect(sends()).toEqual([]);
  });

  it('keeps the text and the name of a reply that the background did not take', async () => {
    const { world, write, press, sends, field } = await open();
    world.answers = () => ({ ok: false, error: 'no-answer', detail: '' });
    await write('again');
    await press();
    expect(field().value).toBe('again');
    world.answers = () => ({ ok: true, value: null });
    await press();
    expect(sends().map(({ id }) => id)).toEqual(['id-1', 'id-1']);
  });

  it('keeps what is written on while the background takes the reply in', async () => {
    const { world, write, press, field } = await open();
    let take = (_: { ok: true; value: null }) => {};
    Object.assign(world, { ask: () => new Promise((resolve) => (take = resolve)) });
    await write('first');
    await press();
    await write('first and more');
    await act(async () => take({ ok: true, value: null }));
    expect(field().value).toBe(' and more');
  });

  it('gives other words another name, however quickly they are sent', async () => {
    const { world, write, press, sends, field } = await open();
    world.answers = () => ({ ok: false, error: 'no-answer', detail: '' });
    await write('one');
    await press();
    // No `act` around it: the screen is drawn anew, and nothing that waits for the paint has run.
    field().value = 'two';
    field().dispatchEvent(new Event('input', { bubbles: true }));
    await Promise.resolve();
    field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    await settle();
    expect(sends().map(({ id, text }) => [id, text])).toEqual([
      ['id-1', 'one'],
      ['id-2', 'two'],
    ]);
  });

  it('goes back after Ctrl and Enter', async () => {
    const { write, press, back } = await open();
    await write('bye');
    await press({ ctrlKey: true });
    expect(back).toHaveBeenCalledOnce();
  });

  it('wears the account on its button: tag and last four digits', async () => {
    const { page } = await open();
    const send = page.querySelector('.send');
    expect(send?.className).toContain('a1');
    expect(send?.textContent).toBe('1Send…0001');
  });

  it('says why an account cannot send, and does not', async () => {
    const { page, write, press, sends } = await open({}, accountView(1, { state: 'paused' }));
    expect(page.querySelector<HTMLButtonElement>('.send')?.disabled).toBe(true);
    expect(page.querySelector('.send')?.textContent).toContain('Paused, cannot send');
    await write('x');
    await press();
    expect(sends()).toEqual([]);
  });

  it('says how much is too much instead of cutting', async () => {
    const { page, write, press, sends } = await open();
    await write('x'.repeat(4002));
    await press();
    expect(page.textContent).toContain('2 characters too many');
    expect(sends()).toEqual([]);
  });

  it('keeps what somebody wrote the moment it was painted', async () => {
    const { draw } = await open();
    await leave();
    const page = await draw(paint, talk(1));
    const field = page.querySelector('textarea') as HTMLTextAreaElement;
    field.value = 'quick';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await settle();
    expect(field.value).toBe('quick');
  });

  it('keeps what was being written when the page goes', async () => {
    const { world, write, draw, field } = await open();
    await write('half a sent');
    window.dispatchEvent(new Event('pagehide'));
    expect(world.drafts.get('1/u:20000001')).toBe('half a sent');
    await leave();
    await draw();
    await settle();
    expect((document.querySelector('textarea') ?? field()).value).toBe('half a sent');
  });
});

describe('messages', () => {
  const read = (calls: ReadonlyArray<{ call: string; input: unknown }>) =>
    calls.filter(({ call }) => call === 'markRead').map(({ input }) => (input as { through: number }).through);

  it('are marked read through the last one shown, once', async () => {
    const { world } = await open({ conversations: [talk(1, { unread: 2, readThrough: 0, lastOrdinal: 2 })] });
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
    const { page } = await open({ messages: [message(1, { text })] });
    expect(page.querySelector('.bubble img')).toBeNull();
    expect(page.querySelector('.bubble')?.textContent).toBe(text);
    const [link, ...more] = page.querySelectorAll<HTMLAnchorElement>('.bubble a');
    expect(link?.getAttribute('href')).toBe('https://a.example');
    expect(link?.rel).toContain('noreferrer');
    expect(more).toEqual([]);
  });

  it('appear when the store says they came', async () => {
    const messages = [message(1)];
    const { page, world } = await open({ messages });
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
    const { page, world, click } = await open(reply({ delivery: 'failed', trouble: 'refused' }));
    expect(page.textContent).toContain('Not sent: the server refused it');
    await click('Retry');
    await click('Delete');
    expect(settled(world.calls)).toEqual(['again', 'dropped']);
  });

  it('of which nobody knows waits for the person', async () => {
    const { page, world, click } = await open(reply({ delivery: 'uncertain' }));
    expect(page.querySelector('.bubble.uncertain')).not.toBeNull();
    expect(settled(world.calls)).toEqual([]);
    await click('Send again');
    await click('It arrived');
    expect(settled(world.calls)).toEqual(['again', 'arrived']);
  });

  it('that was sent says nothing', async () => {
    const { page } = await open(reply({ delivery: 'sent' }));
    expect(page.querySelector('.after')).toBeNull();
  });
});

describe('a reply that waits to leave', () => {
  const id = '7d1f8f5e-0000-4000-8000-000000000001';
  const waiting = (more: object = {}) => ({
    messages: [message(1), message(2, { direction: 'out', delivery: 'queued', remoteKey: `o${id}`, text: 'wrong' })],
    outbox: [
      {
        ...{ id, accountId: 1, peer: 'u:20000001' as const, n: 2, text: 'wrong' },
        ...{ queuedAt: noon - 2000, notBefore: noon + 3000, tries: 0 },
        ...more,
      },
    ],
  });
  /** As the background does: before what is being written. */
  const layBack = ({ drafts }: Pick<ReturnType<typeof fakeWorld>, 'drafts'>) =>
    drafts.set('1/u:20000001', joinDraft('wrong', drafts.get('1/u:20000001') ?? ''));
  /** The background takes back in time, or says that it was too late. */
  const answered = (kept: ReturnType<typeof waiting>, inTime = true) =>
    open(kept).then((opened) => {
      opened.world.answers = ({ call }) => {
        if (call === 'cancel' && inTime) layBack(opened.world);
        return { ok: true, value: call === 'cancel' ? inTime : null };
      };
      return opened;
    });

  it('shows how many seconds are left, and returns to the composer when it is taken back', async () => {
    const { page, click, field, world } = await answered(waiting());
    expect(page.querySelector('.ring')?.textContent).toBe('3');
    expect(page.textContent).toContain('Leaves in 3 s');
    await click('Undo');
    await settle();
    expect(world.calls).toContainEqual({ call: 'cancel', input: { id } });
    expect(field().value).toBe('wrong');
    expect(document.activeElement).toBe(field());
  });

  it('taken back from the list, stands in its chat that was opened again, and in none that is written in', async () => {
    const { field, world, write } = await answered(waiting());
    const takenBack = async (text: string) => {
      world.drafts.set('1/u:20000001', text);
      await world.announce({ conversations: [[1, 'u:20000001']] });
      await settle();
    };
    await takenBack('wrong');
    expect(field().value).toBe('wrong');
    // Another page sent it.
    await takenBack('');
    expect(field().value).toBe('');
    await write('right');
    await takenBack('old');
    expect(field().value).toBe('right');
  });

  it('returns once, also where the store tells of it before the answer comes', async () => {
    const { click, field, world } = await answered(waiting());
    world.answers = ({ call }) => {
      if (call === 'cancel') {
        layBack(world);
        void world.announce({ conversations: [[1, 'u:20000001']] });
      }
      return { ok: true, value: true };
    };
    await click('Undo');
    await settle();
    expect(field().value).toBe('wrong');
  });

  it('says so where another account spoke to that person last', async () => {
    const { page } = await answered(waiting({ otherAccount: true }));
    expect(page.textContent).toContain('Other account than last time: leaves in 3 s');
  });

  it('stands before what was begun meanwhile, which the store holds before it is taken back', async () => {
    const { write, click, field, world } = await answered(waiting());
    await write('next line');
    let kept: string | undefined;
    world.answers = ({ call }) => {
      if (call === 'cancel') {
        kept = world.drafts.get('1/u:20000001');
        layBack(world);
      }
      return { ok: true, value: true };
    };
    await click('Undo');
    await settle();
    expect(kept).toBe('next line');
    expect(field().value).toBe('wrong\nnext line');
  });

  it('is taken back with Z, and from the empty field with Ctrl and Z', async () => {
    const { press, field, world } = await answered(waiting());
    await press({ key: 'z', ctrlKey: true });
    await settle();
    expect(field().value).toBe('wrong');
    expect(world.calls.filter(({ call }) => call === 'cancel')).toHaveLength(1);
    await press({ key: 'z', ctrlKey: true });
    await settle();
    expect(world.calls.filter(({ call }) => call === 'cancel')).toHaveLength(1);
    await act(async () => {
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', bubbles: true, cancelable: true }));
    });
    await settle();
    expect(world.calls.filter(({ call }) => call === 'cancel')).toHaveLength(2);
  });

  it('that has left meanwhile is said to have left, and nothing appears in the composer', async () => {
    const { page, click, field } = await answered(waiting(), false);
    await click('Undo');
    await settle();
    expect(field().value).toBe('');
    expect(page.textContent).toContain('Too late: it has left');
  });
});
