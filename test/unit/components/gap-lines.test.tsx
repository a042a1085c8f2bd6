// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { useAccountAct } from '../../../components/accounts/use-account-act';
import { GapNote } from '../../../components/chat/gap-note';
import { planLog } from '../../../components/chat/plan-log';
import { GapLines } from '../../../components/list/gap-lines';
import { planGapLines } from '../../../components/list/plan-gap-lines';
import type { GapRow } from '../../../lib/store/schema';
import { accountView, fakeWorld, leave, message, noon, settle, show } from './fake-world';

afterEach(leave);

const hour = 3_600_000;
const gap = (accountId: number, from: number, to: number, more: Partial<GapRow> = {}): GapRow => ({
  accountId,
  from: noon - from * hour,
  to: noon - to * hour,
  why: 'late-asleep',
  ...more,
});

describe('the list', () => {
  it('says of all who slept together in one line, latest first, and apart what one had for itself', () => {
    const night = [gap(1, 12, 4), gap(2, 12.1, 3.99, { late: 2 }), gap(3, 11.9, 4, { late: 1 })];
    const own = gap(2, 2, 1);
    const lost = gap(1, 20, 19, { why: 'signed-out' });
    expect(planGapLines([...night, own])).toMatchObject([
      { accounts: [2], from: own.from, to: own.to },
      { accounts: [2, 1, 3], late: 3, lossy: false, from: noon - 12.1 * hour },
    ]);
    expect(planGapLines([gap(2, 20, 19), lost]).map(({ lossy }) => lossy)).toEqual([false, true]);
  });

  it('names the account, the time and what came late, until the person has put it aside', async () => {
    const kept = { accounts: [accountView(1)], gaps: [gap(1, 3, 2, { late: 2 })] };
    const world = fakeWorld(kept);
    const page = await show(world, <GapLines accounts={kept.accounts} accountId={undefined} />);
    expect(page.textContent).toBe('Account 1: nothing could be received 09:00–10:00 · 2 messages came in late');
    await act(async () => page.querySelector<HTMLButtonElement>('button')?.click());
    expect(world.calls).toEqual([{ call: 'seeGaps', input: { through: noon - 2 * hour } }]);
    const other = await show(world, <GapLines accounts={kept.accounts} accountId={2} />);
    expect(other.textContent).toBe('');
  });
});

describe('a conversation', () => {
  it('tells a time that cost nothing only beside the message it held up, and always what may have cost one', () => {
    const before = message(1, { at: noon - 5 * hour });
    const late = message(2, { at: noon - 2 * hour, sentAfter: noon - 3 * hour });
    const later = message(3, { at: noon });
    const gaps = [gap(1, 4, 3.5), gap(1, 3, 2), gap(1, 1.5, 1), gap(1, 0.9, 0.8, { why: 'replay-lost' })];
    const told = planLog([before, late, later], gaps, true).flatMap((item) => (item.kind === 'gap' ? [item.gap] : []));
    expect(told).toEqual([gaps[1], gaps[3]]);
  });

  it('says why nothing came in, and what came afterwards', async () => {
    const page = await show(fakeWorld(), <GapNote gap={gap(1, 3, 2, { late: 1 })} />);
    expect(page.textContent).toBe(
      '09:00–10:00 this computer slept or the browser was closed, and nothing could be received. 1 message of that time came in late.',
    );
  });
});

describe('a number that was taken over', () => {
  const Taken = () => {
    const { run, dialog } = useAccountAct();
    const view = accountView(1, { state: 'displaced', reason: 'taken-over', since: noon - hour });
    return (
      <>
        <button type="button" onClick={() => void run(view, 'take-back')}>
          open
        </button>
        {dialog}
      </>
    );
  };

  it.each([
    ['Take it back', { call: 'account.takeBack', input: { accountId: 1 } }],
    ['Until I say', { call: 'account.pause', input: { accountId: 1 } }],
    ['Off today', { call: 'account.pause', input: { accountId: 1, until: 'morning' } }],
  ])('offers "%s"', async (label, call) => {
    const world = fakeWorld();
    const page = await show(world, <Taken />);
    const click = (text: string) =>
      act(async () => [...page.querySelectorAll('button')].find((each) => each.textContent === text)?.click());
    await click('open');
    expect(page.textContent).toContain('At 11:00 another client signed in');
    await click(label);
    await settle();
    expect(world.calls).toEqual([call]);
    expect(page.querySelector('dialog')).toBeNull();
  });
});
