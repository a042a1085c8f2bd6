import { describe, expect, it } from 'vitest';
import { planUpdate } from '../../../lib/session/plan-update';
import type { InFlight } from '../../../lib/store/schema';

const now = 100_000;
const flight = (kind: string, over: Partial<InFlight> = {}): { inFlight: InFlight[] } => ({
  inFlight: [{ key: '1', request: { want: { kind }, via: { kind: 'http' } }, at: now, tries: 1, ...over }],
});

describe('an update', () => {
  it.each([
    ['where nothing is under way', [], undefined, 'now'],
    ['where only messages are asked for', [flight('receive')], undefined, 'now'],
    ['while a reply is on the wire', [flight('receive'), flight('send')], undefined, 'later'],
    [
      'where a reply met silence and waits for its next try',
      [flight('send', { retryAt: now + 60_000 })],
      undefined,
      'now',
    ],
    ['while a reply can be taken back', [], now + 10_000, 'later'],
    ['where a reply waits for its account', [], now + 600_000, 'now'],
  ] as const)('%s is put in place %s', (_when, sessions, next, when) => {
    expect(planUpdate(sessions, next, now, now)).toBe(when);
  });

  it('while a server holds a poll, whose answer would be lost, waits for its end, but not for ever', () => {
    const held = { kind: 'http', holdMs: 150_000 };
    const polls = [flight('receive', { request: { want: { kind: 'receive' }, via: held } })];
    expect(planUpdate(polls, undefined, now, now)).toBe('later');
    expect(planUpdate(polls, undefined, now + 170_000, now)).toBe('later');
    expect(planUpdate(polls, undefined, now + 180_000, now)).toBe('now');
  });
});
