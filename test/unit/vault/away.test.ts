import { describe, expect, it, vi } from 'vitest';
import { isAway } from '../../../lib/vault/away';

describe('locking by itself', () => {
  it.each([
    ['nobody has touched anything for that long', 'idle', true],
    ["the computer's screen is locked", 'locked', true],
    ['somebody is there', 'active', false],
  ] as const)('when %s: %s', async (_, presence, locks) => {
    const query = vi.fn(async () => presence);
    expect(await isAway(15, query)).toBe(locks);
    expect(query).toHaveBeenCalledWith(900);
  });

  it('never happens where it was not chosen, whatever the computer does', async () => {
    const query = vi.fn(async () => 'locked' as const);
    expect(await isAway(undefined, query)).toBe(false);
    expect(query).not.toHaveBeenCalled();
  });
});
