// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { joinDraft } from '../../../lib/model/message';
import { type fakeWorld, leave, message, noon, settle } from './fake-world';
import { openChat } from './open-chat';

afterEach(async () => {
  await leave();
  vi.restoreAllMocks();
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
    openChat(kept).then((opened) => {
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
