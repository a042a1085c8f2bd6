// @vitest-environment happy-dom
import type { ComponentChildren } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import AccountListScreen from '../../../components/accounts/account-list';
import { ListPanel } from '../../../components/list/list-panel';
import { SnoozeTool } from '../../../components/quiet/snooze';
import { forEver } from '../../../lib/model/conversation';
import type { AccountView, ConversationView } from '../../../lib/store/read';
import { accountView, type FakeWorld, fakeWorld, leave, noon, settle, show, talk } from './fake-world';

afterEach(leave);

const hour = 3_600_000;

/** What calls said until when; `asked` leaves out the rest of the world. */
const calls = ({ calls }: FakeWorld, call: string) =>
  calls.filter((each) => each.call === call).map(({ input }) => input);

async function open(
  children: (world: FakeWorld) => ComponentChildren,
  kept: { conversations?: ConversationView[] } = {},
) {
  let snoozed: number | undefined;
  const world: FakeWorld = Object.assign(fakeWorld(kept), { snoozedUntil: async () => snoozed });
  const snooze = async (until: number | undefined) => {
    snoozed = until;
    await world.announce({ settings: true });
    await settle();
  };
  const page = await show(world, children(world));
  const press = async (key: string, more: KeyboardEventInit = {}) => {
    await act(async () => {
      (document.activeElement ?? document).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }));
    });
    await settle();
  };
  const click = async (words: string) => {
    const button = [...page.querySelectorAll('button')].find(
      (each) => each.textContent?.includes(words) || each.getAttribute('aria-label') === words,
    );
    if (!button) throw new Error(`no button says ${words}: ${page.textContent}`);
    await act(async () => button.click());
    await settle();
  };
  return { world, page, press, click, snooze };
}

const list = (views: readonly AccountView[]) => (
  <>
    <SnoozeTool />
    <ListPanel
      showPerson={() => {}}
      id="list"
      accounts={views}
      accountId={undefined}
      first={[]}
      chosen={undefined}
      open={() => {}}
      active
    />
  </>
);

it('says above the list that the system shows no notifications, and leads to what to look at', async () => {
  let since: number | undefined = noon - hour;
  const opened: unknown[] = [];
  const world: FakeWorld = { ...fakeWorld(), noticesRefused: async () => since, open: (place) => opened.push(place) };
  const page = await show(world, list([accountView(1)]));
  expect(page.textContent).toContain('The system has shown no notification since 11:00.');
  const button = [...page.querySelectorAll('button')].find(({ textContent }) => textContent === 'See why');
  await act(async () => button?.click());
  expect(opened).toEqual([{ page: 'options', part: 'notices' }]);
  since = undefined;
  await world.announce({ settings: true });
  await settle();
  expect(page.textContent).not.toContain('no notification since');
});

describe('muting a conversation', () => {
  it('asks for how long on Shift+M, says when it ends, and Undo brings back what was before', async () => {
    const { world, page, press, click } = await open(() => list([accountView(1)]), { conversations: [talk(1)] });
    await press('m', { shiftKey: true });
    const dialog = page.querySelector('dialog');
    expect(dialog?.textContent).toContain('Mute 20000001');
    expect(dialog?.textContent).toContain('until 13:00');
    await click('For an hour');
    expect(page.querySelector('dialog')).toBeNull();
    expect(calls(world, 'mute')).toEqual([{ accountId: 1, peer: 'u:20000001', until: noon + hour }]);
    expect(page.querySelector('.toast')?.textContent).toContain('20000001 muted until 13:00');
    await click('Undo');
    expect(calls(world, 'mute')[1]).toEqual({ accountId: 1, peer: 'u:20000001' });
  });

  it('offers the morning, by the clock on the wall, and for good', async () => {
    const { world, press, click } = await open(() => list([accountView(1)]), { conversations: [talk(1)] });
    await press('m', { shiftKey: true });
    await click('Until the morning');
    const [{ until }] = calls(world, 'mute') as [{ until: number }];
    expect(new Date(until).getHours()).toBe(6);
    expect(until - noon).toBeGreaterThan(4 * hour);
    await press('m', { shiftKey: true });
    await click('For good');
    expect(calls(world, 'mute')[1]).toMatchObject({ until: forEver });
  });

  it('offers to hear one always, and takes the choice back where it could not be kept', async () => {
    const { world, page, press } = await open(() => list([accountView(1)]), { conversations: [talk(1)] });
    await press('m', { shiftKey: true });
    const box = page.querySelector<HTMLInputElement>('.always input');
    await act(async () => box?.click());
    await settle();
    expect(calls(world, 'always')).toEqual([{ accountId: 1, peer: 'u:20000001', always: true }]);
    expect(box?.checked).toBe(true);
    world.answers = () => ({ ok: false, error: 'failed', detail: '' });
    await act(async () => box?.click());
    await settle();
    expect(box?.checked).toBe(true);
  });

  it('is over at once where it was muted, without a question', async () => {
    const muted = talk(1, { mutedUntil: noon + hour, unread: 2 });
    const { world, page, press, click } = await open(() => list([accountView(1)]), { conversations: [muted] });
    expect(page.querySelector('.conv .muted-mark .dot-muted')).not.toBeNull();
    expect(page.querySelector('.conv .count')).toBeNull();
    await press('m', { shiftKey: true });
    expect(page.querySelector('dialog')).toBeNull();
    expect(calls(world, 'mute')).toEqual([{ accountId: 1, peer: 'u:20000001' }]);
    await click('Undo');
    expect(calls(world, 'mute')[1]).toMatchObject({ until: noon + hour });
  });
});

describe('muting an account', () => {
  const screen = (views: readonly AccountView[]) => <AccountListScreen views={views} locked={false} back={() => {}} />;

  it('asks for how long, and a muted one says until when, in another shape than a number', async () => {
    const views = [
      accountView(1),
      accountView(2, {}, { mutedUntil: noon + hour }),
      accountView(3, {}, { mutedUntil: forEver }),
    ];
    const { world, page, click } = await open(() => screen(views));
    const rows = [...page.querySelectorAll('.account-row')];
    expect(rows.map((row) => row.querySelector('.muted-mark') !== null)).toEqual([false, true, true]);
    expect(rows[1]?.textContent).toContain('Muted until 13:00');
    expect(rows[2]?.textContent).not.toContain('until');
    await click('Mute Account 1');
    await click('For an hour');
    expect(calls(world, 'account.mute')).toEqual([{ accountId: 1, until: noon + hour }]);
    await click('Unmute Account 2');
    expect(calls(world, 'account.mute')[1]).toEqual({ accountId: 2 });
  });
});

describe('Snooze all', () => {
  it('asks for how long on S, and the state stands above the list with its end', async () => {
    const { world, page, press, click, snooze } = await open(() => list([accountView(1)]));
    expect(page.querySelector('.snooze-bar')).toBeNull();
    await press('s');
    await click('For an hour');
    expect(calls(world, 'snooze')).toEqual([{ until: noon + hour }]);
    await snooze(noon + hour);
    expect(page.querySelector('.snooze-bar')?.textContent).toContain('No notifications until 13:00');
    await click('End now');
    expect(calls(world, 'snooze')[1]).toEqual({});
    await snooze(undefined);
    expect(page.querySelector('.snooze-bar')).toBeNull();
  });

  it('until the person ends it names no hour, S ends it, and one that is over is no state', async () => {
    const { world, page, press, snooze } = await open(() => list([accountView(1)]));
    await snooze(forEver);
    expect(page.querySelector('.snooze-bar')?.textContent).toContain('until you end it');
    expect(page.querySelector('[aria-pressed="true"]')).not.toBeNull();
    await press('s');
    expect(calls(world, 'snooze')).toEqual([{}]);
    await snooze(noon - 1);
    expect(page.querySelector('.snooze-bar')).toBeNull();
  });
});
