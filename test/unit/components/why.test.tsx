// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import Why from '../../../components/popup/why';
import type { Attention } from '../../../lib/store/read';
import { accountView, fakeWorld, leave, noon, settle, show } from './fake-world';

afterEach(leave);

const sum = (...parts: ReadonlyArray<readonly [number, number]>): Attention => ({
  total: parts.reduce((so, [, unread]) => so + unread, 0),
  byAccount: new Map(parts),
});

async function open(attention: Attention, quiet: Attention) {
  const accounts = [
    accountView(1, {}, { name: 'Shop' }),
    accountView(2, { state: 'unreachable', lastOkAt: noon - 7_200_000 }, { name: 'Private' }),
    accountView(3, {}, { name: 'Idle' }),
  ];
  const base = fakeWorld({ accounts });
  const kept = { quiet };
  const world = { ...base, read: { ...base.read, uncounted: async () => kept.quiet } };
  const page = await show(world, <Why accounts={accounts} attention={attention} />);
  const rows = () => [...page.querySelectorAll('li')].map((row) => [...row.children].map((part) => part.textContent));
  return { world, page, rows, kept };
}

describe('why this number', () => {
  it('is told account by account, with what is unread and not counted', async () => {
    const { page, rows } = await open(sum([1, 3], [2, 4]), sum([1, 12]));
    expect(rows()).toEqual([
      ['1', 'Shop', '12 quiet', '3'],
      ['2', 'Private', 'as of 10:00', '4'],
    ]);
    expect(page.textContent).toContain('7 unread, because');
    expect(page.textContent).toContain('12 more are unread and not counted');
  });

  it('names an account where nothing counts, if something is unread', async () => {
    const { page, rows } = await open(sum(), sum([3, 1]));
    expect(rows()).toEqual([['3', 'Idle', '1 quiet', '0']]);
    expect(page.textContent).toContain('1 more is unread');
  });

  it('follows the store while it is open', async () => {
    const { world, rows, kept } = await open(sum([1, 3]), sum());
    expect(rows()).toEqual([['1', 'Shop', '3']]);
    kept.quiet = sum([1, 2]);
    await world.announce({ conversations: [[1, 'u:20000001']] });
    await settle();
    expect(rows()).toEqual([['1', 'Shop', '2 quiet', '3']]);
  });
});
