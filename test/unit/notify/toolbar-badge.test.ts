import { describe, expect, it } from 'vitest';
import { planBadgeText, planToolbar } from '../../../lib/notify/toolbar-badge';

const online = { state: 'online', lastOkAt: 1 } as const;

describe('the toolbar', () => {
  it('counts to 99 and then says more', () => {
    expect([0, 1, 99, 100, 4321].map(planBadgeText)).toEqual(['', '1', '99', '99+', '99+']);
  });

  it('is at rest where nothing is unread', () => {
    expect(planToolbar({ total: 0, sessions: [online] })).toMatchObject({ text: '', icon: 'rest', title: 'quiet' });
  });

  it('never shows 0 for what has not been looked at', () => {
    const sessions = [{ state: 'signing-in' } as const];
    expect(planToolbar({ total: 0, sessions })).toMatchObject({ text: '?', icon: 'grey', title: 'not-checked' });
  });

  it('keeps the last number, in grey, while no account can be reached', () => {
    const sessions = [{ state: 'unreachable', lastOkAt: 1 } as const, { state: 'no-network', lastOkAt: 1 } as const];
    expect(planToolbar({ total: 7, sessions })).toMatchObject({ text: '7', colour: '#6d767b', icon: 'grey' });
  });

  it('shows that an account needs the person, and the number stays', () => {
    for (const state of ['displaced', 'refused', 'needs-permission'] as const) {
      const toolbar = planToolbar({ total: 7, sessions: [online, { state, lastOkAt: 1 }] });
      expect(toolbar).toMatchObject({ text: '7', icon: 'trouble', title: 'unread' });
    }
  });

  it('asks nothing of accounts that the person put to rest', () => {
    const sessions = [{ state: 'paused' } as const];
    expect(planToolbar({ total: 0, sessions })).toMatchObject({ text: '', icon: 'rest' });
    expect(planToolbar({ total: 0, sessions: [] })).toMatchObject({ text: '', title: 'no-accounts' });
  });
});
