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
    expect(planToolbar({ total: 7, sessions })).toMatchObject({ text: '7', colour: '#6d767b', icon: 'unreachable' });
  });

  it('shows that an account needs the person, and the number stays', () => {
    for (const state of ['displaced', 'refused', 'needs-permission', 'offline-in-qq'] as const) {
      const toolbar = planToolbar({ total: 7, sessions: [online, { state, lastOkAt: 1 }] });
      expect(toolbar).toMatchObject({ text: '7', icon: 'trouble', title: 'unread' });
    }
  });

  it('has a dot and no number where only what is muted is unread', () => {
    const muted = { sessions: [online], muted: true };
    expect(planToolbar({ ...muted, total: 0 })).toMatchObject({ text: '', icon: 'muted', title: 'quiet' });
    expect(planToolbar({ ...muted, total: 1 })).toMatchObject({ text: '1', icon: 'rest', title: 'unread' });
  });

  it('counts on in grey while the person wants quiet', () => {
    const toolbar = planToolbar({ total: 7, sessions: [online], snoozed: true });
    expect(toolbar).toMatchObject({ text: '7', colour: '#5f696e', icon: 'asleep' });
  });

  it('has a padlock where the passphrase holds an account, and a triangle where its password is missing', () => {
    const faceOf = (reason: 'vault-locked' | 'no-secret') =>
      planToolbar({ total: 2, sessions: [online, { state: 'locked', reason }] });
    expect(faceOf('vault-locked')).toMatchObject({ text: '2', icon: 'locked' });
    expect(faceOf('no-secret')).toMatchObject({ text: '2', icon: 'trouble' });
    expect(planToolbar({ total: 0, sessions: [{ state: 'locked', reason: 'vault-locked' }] }).text).toBe('');
  });

  it('shows that an account waits for a phone', () => {
    const sessions = [online, { state: 'signing-in', picture: 'data:image/png;base64,AA' } as const];
    expect(planToolbar({ total: 2, sessions })).toMatchObject({ text: '2', icon: 'trouble' });
  });

  it('asks nothing of accounts that the person put to rest', () => {
    const sessions = [{ state: 'paused' } as const];
    expect(planToolbar({ total: 0, sessions })).toMatchObject({ text: '', icon: 'rest' });
    expect(planToolbar({ total: 0, sessions: [] })).toMatchObject({ text: '', title: 'no-accounts' });
  });
});
