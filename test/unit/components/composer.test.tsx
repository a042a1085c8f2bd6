// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { accountView, leave, paint, settle, talk } from './fake-world';
import { openChat } from './open-chat';

afterEach(async () => {
  await leave();
  vi.restoreAllMocks();
});

describe('the composer', () => {
  it('sends with Enter, once, and is empty afterwards', async () => {
    const { write, press, sends, field } = await openChat();
    await write('好的');
    await press();
    expect(sends()).toEqual([{ id: 'id-1', accountId: 1, peer: 'u:20000001', text: '好的' }]);
    expect(field().value).toBe('');
  });

  it('never sends while an input method composes, nor with Shift', async () => {
    const { write, press, sends } = await openChat();
    await write('nihao');
    await press({ isComposing: true });
    await press({ keyCode: 229 });
    await press({ shiftKey: true });
    expect(sends()).toEqual([]);
  });

  it('keeps the text and the name of a reply that the background did not take', async () => {
    const { world, write, press, sends, field } = await openChat();
    world.answers = () => ({ ok: false, error: 'no-answer', detail: '' });
    await write('again');
    await press();
    expect(field().value).toBe('again');
    world.answers = () => ({ ok: true, value: null });
    await press();
    expect(sends().map(({ id }) => id)).toEqual(['id-1', 'id-1']);
  });

  it('keeps what is written on while the background takes the reply in', async () => {
    const { world, write, press, field } = await openChat();
    let take = (_: { ok: true; value: null }) => {};
    Object.assign(world, { ask: () => new Promise((resolve) => (take = resolve)) });
    await write('first');
    await press();
    await write('first and more');
    await act(async () => take({ ok: true, value: null }));
    expect(field().value).toBe(' and more');
  });

  it('gives other words another name, however quickly they are sent', async () => {
    const { world, write, press, sends, field } = await openChat();
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
    const { write, press, back } = await openChat();
    await write('bye');
    await press({ ctrlKey: true });
    expect(back).toHaveBeenCalledOnce();
  });

  it('wears the account on its button: tag and last four digits', async () => {
    const { page } = await openChat();
    const send = page.querySelector('.send');
    expect(send?.className).toContain('a1');
    expect(send?.textContent).toBe('1Send…0001');
  });

  it('says why an account cannot send, and does not', async () => {
    const { page, write, press, sends } = await openChat({}, accountView(1, { state: 'paused' }));
    expect(page.querySelector<HTMLButtonElement>('.send')?.disabled).toBe(true);
    expect(page.querySelector('.send')?.textContent).toContain('Paused, cannot send');
    await write('x');
    await press();
    expect(sends()).toEqual([]);
  });

  it('says how much is too much instead of cutting', async () => {
    const { page, write, press, sends } = await openChat();
    await write('x'.repeat(4002));
    await press();
    expect(page.textContent).toContain('2 characters too many');
    expect(sends()).toEqual([]);
  });

  it('keeps what somebody wrote the moment it was painted', async () => {
    const { draw } = await openChat();
    await leave();
    const page = await draw(paint, talk(1));
    const field = page.querySelector('textarea') as HTMLTextAreaElement;
    field.value = 'quick';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await settle();
    expect(field.value).toBe('quick');
  });

  it('keeps what was being written when the page goes', async () => {
    const { world, write, draw, field } = await openChat();
    await write('half a sent');
    window.dispatchEvent(new Event('pagehide'));
    expect(world.drafts.get('1/u:20000001')).toBe('half a sent');
    await leave();
    await draw();
    await settle();
    expect((document.querySelector('textarea') ?? field()).value).toBe('half a sent');
  });
});
