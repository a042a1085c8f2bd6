import { describe, expect, it } from 'vitest';
import { describeTruth, inTrouble } from '../../../components/truth';
import type { SessionRow } from '../../../lib/store/schema';
import { accountView, clock, i18n, noon } from './fake-world';

const truthOf = (session: Partial<SessionRow>, status: 'online' | 'invisible' = 'online') =>
  describeTruth(accountView(1, session, { status }), noon, i18n, clock);

describe("an account's truth", () => {
  it('says when it was checked and when it is next', () => {
    const truth = truthOf({});
    expect(truth).toMatchObject({ tone: 'calm', glyph: 'online', short: '12 s', spoken: 'Online' });
    expect(truth.long).toBe('Online · checked 12 s ago, next in 18 s');
    expect(truth).not.toHaveProperty('act');
  });

  it('is unknown, not zero seconds, before the first answer', () => {
    const { lastOkAt: _, ...never } = accountView(1).session;
    const truth = describeTruth({ ...accountView(1), session: never }, noon, i18n, clock);
    expect(truth.short).toBe('?');
    expect(truth.long).toContain('not checked yet');
  });

  it('shows the status it was set to', () => {
    expect(truthOf({}, 'invisible').glyph).toBe('invisible');
  });

  it('names what is wrong, when it is tried again, and what can be done now', () => {
    const truth = truthOf({ state: 'unreachable', reason: 'no-answer', until: noon + 40_000 });
    expect(truth).toMatchObject({ tone: 'warn', short: 'Lost', act: 'try-now', spoken: 'No answer' });
    expect(truth.long).toBe('No answer, trying again in 40 s');
  });

  it('says of a takeover when it was, and that it stopped', () => {
    const truth = truthOf({ state: 'displaced', reason: 'taken-over', since: noon - 3_600_000 });
    expect(truth.long).toBe('Taken over at 11:00, stopped');
    expect(truth.act).toBe('take-back');
  });

  it('takes a page where a server used to answer for the network that wants a sign-in, and elsewhere for a wrong address', () => {
    const page = { state: 'unreachable', reason: 'not-qq', until: noon + 5_000 } as const;
    expect(truthOf(page).long).toMatch(/^The network may want you to sign in first: a web page answers,/);
    const { lastOkAt: _, ...never } = accountView(1, page).session;
    const truth = describeTruth({ ...accountView(1), session: never }, noon, i18n, clock);
    expect(truth.long).toMatch(/^This is not a QQ server/);
  });

  it('says of a number that stays off until when', () => {
    const view = accountView(1, { state: 'paused' }, { pausedAt: noon - 1_000, pausedUntil: noon + 18 * 3_600_000 });
    expect(describeTruth(view, noon, i18n, clock)).toMatchObject({ long: 'Off until tomorrow 06:00', act: 'resume' });
  });

  it("carries the server's own words behind ours, on one line and cut", () => {
    const offline = truthOf({ state: 'offline-in-qq', said: '账号被冻结\n请在手机上\u202e解除' });
    expect(offline.spoken).toBe('Offline in QQ: “账号被冻结 请在手机上解除”');
    const long = truthOf({ state: 'refused', reason: 'server-trouble', said: 'x'.repeat(5000) });
    expect(long.long.length).toBeLessThan(140);
    expect(truthOf({ said: 'left over' }).long).not.toContain('left over');
  });

  it('never promises another try after a refusal', () => {
    const truth = truthOf({ state: 'refused', reason: 'wrong-password', due: noon + 5000, until: noon + 5000 });
    expect(truth.long).toBe('Wrong password, not tried again');
    expect(truth).toMatchObject({ tone: 'bad', act: 'password' });
  });

  it('is spoken the same from one second to the next', () => {
    const view = accountView(1, { state: 'unreachable', reason: 'no-answer', until: noon + 40_000 });
    const later = describeTruth(view, noon + 7000, i18n, clock);
    expect(later.spoken).toBe(describeTruth(view, noon, i18n, clock).spoken);
    expect(later.long).not.toBe(describeTruth(view, noon, i18n, clock).long);
  });
});

describe('of several', () => {
  it('the one that most needs a person comes first, and those that are well are not in it', () => {
    const views = [
      accountView(1, { state: 'unreachable' }),
      accountView(2),
      accountView(3, { state: 'refused' }),
      accountView(4, { state: 'paused' }),
      accountView(5, { state: 'displaced' }),
    ];
    expect(inTrouble(views).map((view) => view.account.id)).toEqual([3, 5, 1]);
  });
});
