import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openProtocol } from '../../../lib/protocol/registry';
import { keepsLess, planKeep } from '../../../lib/settings/keep';
import {
  defaultSettings,
  keeps,
  parseSettings,
  planInterval,
  soundNames,
  undoChoices,
} from '../../../lib/settings/settings';

describe('settings', () => {
  it('come back as they were chosen', () => {
    for (const checkEvery of ['half-minute', 'server'] as const)
      for (const undoSeconds of undoChoices)
        for (const keep of keeps)
          expect(parseSettings({ checkEvery, undoSeconds, keep })).toEqual({ checkEvery, undoSeconds, keep });
  });

  it('know after how many minutes to lock, and no other number', () => {
    for (const lockAfter of [5, 15, 60] as const) {
      expect(parseSettings({ lockAfter })).toEqual({ ...defaultSettings, lockAfter });
    }
    for (const lockAfter of [0, 1, '5', null, 61]) expect(parseSettings({ lockAfter })).toEqual(defaultSettings);
  });

  it('know what notifications show and until when they are silent, and nothing else', () => {
    expect(parseSettings({ notices: 'everything', snoozedUntil: 0 })).toEqual(defaultSettings);
    for (const notices of ['names', 'nothing', 'off'] as const)
      expect(parseSettings({ notices, snoozedUntil: 5 })).toEqual({ ...defaultSettings, notices, snoozedUntil: 5 });
    for (const [notices, snoozedUntil] of [
      ['all', '5'],
      [true, Number.NaN],
      [null, Infinity],
      [1, -1],
    ])
      expect(parseSettings({ notices, snoozedUntil })).toEqual(defaultSettings);
  });

  it('know two sounds and how loud, and nothing else', () => {
    for (const sound of soundNames)
      for (const volume of [1, 60, 100])
        expect(parseSettings({ sound, volume })).toEqual({ ...defaultSettings, sound, volume });
    for (const [sound, volume] of [
      ['off', 0],
      ['alarm.mp3', 101],
      [1, '60'],
      [null, Number.NaN],
    ])
      expect(parseSettings({ sound, volume })).toEqual(defaultSettings);
  });

  it('that nobody understands are as if never chosen', () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        expect(['half-minute', 'server']).toContain(parseSettings(raw).checkEvery);
        expect(undoChoices).toContain(parseSettings(raw).undoSeconds);
      }),
    );
    expect(parseSettings({ checkEvery: 'hourly', undoSeconds: 4 })).toEqual(defaultSettings);
    expect(parseSettings({ checkEvery: 'server', undoSeconds: '5' })).toEqual({
      ...defaultSettings,
      checkEvery: 'server',
    });
  });

  it.each([
    ['half-minute', 30_000],
    ['server', 60_000],
  ] as const)('"%s" asks an HTTP QQ server that wishes a minute every %d ms', (checkEvery, every) => {
    const account = { protocol: 'http-qq', server: 'http://qq.test:8000', uin: '10001' } as const;
    const protocol = openProtocol(account, { intervalMs: planInterval({ ...defaultSettings, checkEvery }) });
    const now = 1_000_000;
    const asked = protocol.next(
      protocol.start(() => 0),
      { kind: 'sign-in' },
      now,
    );
    if (asked.kind !== 'ask') throw new Error('no request');
    const text = `VER=1.1&CMD=LOGIN&SEQ=${asked.request.key}&UIN=10001&RES=0&RS=0&HI=60&LI=300`;
    const bytes = new TextEncoder().encode(text);
    const signedIn = protocol.accept(
      asked.cursor,
      asked.request,
      { kind: 'reply', status: 200, headers: [], bytes },
      now,
    );
    const polled = protocol.next(signedIn.cursor, { kind: 'receive' }, now);
    if (polled.kind !== 'ask') throw new Error('no poll');
    const none = `VER=1.1&CMD=GETMSGEX&SEQ=${polled.request.key}&UIN=10001&RES=0&MN=0&MT=&UN=&MG=`;
    const reply = { kind: 'reply', status: 200, headers: [], bytes: new TextEncoder().encode(none) } as const;
    expect(protocol.accept(polled.cursor, polled.request, reply, now).nextAt).toBe(now + every);
  });
});

describe('how long messages stay', () => {
  it('is for ever wherever the choice is not understood', () => {
    for (const keep of [undefined, null, 30, '30', '29-days', 'newest-0', ['30-days']])
      expect(parseSettings({ keep }).keep).toBe('for-ever');
  });

  it.each([
    ['for-ever', {}],
    ['30-days', { before: 70 * 86_400_000 }],
    ['365-days', { before: -265 * 86_400_000 }],
    ['newest-10000', { most: 10_000 }],
  ] as const)('"%s" is a rule that says what goes', (keep, rules) => {
    expect(planKeep(keep, 100 * 86_400_000)).toEqual(rules);
  });

  it('is asked about only where a choice deletes something', () => {
    expect(keepsLess('for-ever', '365-days')).toBe(true);
    expect(keepsLess('365-days', '30-days')).toBe(true);
    expect(keepsLess('newest-100000', 'newest-10000')).toBe(true);
    expect(keepsLess('30-days', 'newest-100000')).toBe(true);
    expect(keepsLess('30-days', '90-days')).toBe(false);
    expect(keepsLess('newest-10000', 'newest-100000')).toBe(false);
    for (const keep of keeps) expect(keepsLess(keep, keep) || keepsLess(keep, 'for-ever')).toBe(false);
  });
});
