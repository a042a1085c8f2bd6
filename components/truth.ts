import { cleanName } from '../lib/format/name';
import { raiseFirst } from '../lib/format/preview';
import type { Clock } from '../lib/format/time';
import { type I18n, wordKey } from '../lib/i18n/i18n';
import { shownStatus } from '../lib/model/account';
import type { EpochMs } from '../lib/model/ids';
import { isStopped, type SessionState } from '../lib/model/session';
import type { AccountView } from '../lib/store/read';
import type { GlyphName } from './parts/drawings';
import { briefDuration, durationWords } from './words';

export type Tone = 'calm' | 'warn' | 'bad';
export type TruthAct = 'picture' | 'try-now' | 'take-back' | 'password' | 'allow' | 'resume' | 'go-online';

/** What one account says of itself: how it stands, or why not and until when, and the one thing a person can do. */
export interface Truth {
  readonly tone: Tone;
  /** Shape comes before colour. */
  readonly glyph: GlyphName;
  /** For the chip: "12 s", "Lost". */
  readonly short: string;
  /** A whole line without the account's name; it changes every second. */
  readonly long: string;
  /** The same where there is less room: without the next check. */
  readonly brief: string;
  /** The same without anything that counts: what a screen reader is told, once per state. */
  readonly spoken: string;
  /** `long` and `spoken` as they go on after a name and a colon. */
  readonly named: { readonly long: string; readonly spoken: string };
  readonly act?: TruthAct;
}

const tones: Readonly<Record<SessionState, Tone>> = {
  'signing-in': 'calm',
  online: 'calm',
  waiting: 'calm',
  paused: 'calm',
  'signed-out': 'calm',
  unreachable: 'warn',
  'no-network': 'warn',
  'offline-in-qq': 'warn',
  displaced: 'warn',
  locked: 'warn',
  'needs-permission': 'warn',
  refused: 'bad',
};

/** Worst first: what stands under "All" is the account that most needs a look. */
const severity: readonly SessionState[] = [
  'refused',
  'displaced',
  'needs-permission',
  'locked',
  'offline-in-qq',
  'unreachable',
  'no-network',
];

const acts: Partial<Record<SessionState, TruthAct>> = {
  displaced: 'take-back',
  'needs-permission': 'allow',
  unreachable: 'try-now',
  'no-network': 'try-now',
  'offline-in-qq': 'try-now',
  paused: 'resume',
  'signed-out': 'go-online',
};

/** Signing in waits for what the person does with a picture: nothing comes in meanwhile, and only they can go on. */
export function hasPicture({ session }: AccountView): boolean {
  return session.state === 'signing-in' && session.picture !== undefined;
}

/** Three session states borrow another's shape and keep their own words (ui, "Glyphs"). */
const borrowed = {
  'no-network': 'unreachable',
  'offline-in-qq': 'signed-out',
  'needs-permission': 'locked',
} as const;

export function describeTruth(view: AccountView, now: EpochMs, i18n: I18n, clock: Clock): Truth {
  const { state } = view.session;
  const act = actOf(view);
  const named = { long: longWords(view, now, i18n, clock), spoken: spokenWords(view, i18n) };
  return {
    tone: hasPicture(view) ? 'warn' : tones[state],
    glyph: glyphOf(view),
    short: shortWords(view, now, i18n),
    long: raiseFirst(named.long),
    brief: briefWords(view, now, i18n, clock),
    spoken: raiseFirst(named.spoken),
    named,
    ...(act === undefined ? {} : { act }),
  };
}

function shortWords(view: AccountView, now: EpochMs, i18n: I18n): string {
  const { state, reason } = view.session;
  if (hasPicture(view)) return i18n.t('short_scan');
  if (state === 'online') return sinceLastAnswer(view, now, i18n);
  // Locked is what the passphrase does: here only this one's password is missing.
  return reason === 'no-secret' ? i18n.t('act_password') : i18n.t(wordKey('short', state));
}

function glyphOf({ session, account }: AccountView): GlyphName {
  switch (session.state) {
    case 'online':
      return shownStatus(account);
    case 'no-network':
    case 'offline-in-qq':
    case 'needs-permission':
      return borrowed[session.state];
    default:
      return session.state;
  }
}

/** The accounts in trouble, worst first. */
export function inTrouble(views: readonly AccountView[]): AccountView[] {
  return views
    .filter((view) => severity.includes(severityOf(view)))
    .sort((a, b) => severity.indexOf(severityOf(a)) - severity.indexOf(severityOf(b)));
}

/** One that waits for a phone is as urgent as one that waits for a permission. */
function severityOf(view: AccountView): SessionState {
  return hasPicture(view) ? 'needs-permission' : view.session.state;
}

function actOf(view: AccountView): TruthAct | undefined {
  const { session } = view;
  const { reason } = session;
  if (hasPicture(view)) return 'picture';
  if (session.state === 'locked') return reason === 'no-secret' ? 'password' : undefined;
  if (session.state !== 'refused') return acts[session.state];
  const asksPassword: readonly unknown[] = ['wrong-password', 'password-wanted', 'no-secret', 'illegal-number'];
  return asksPassword.includes(reason) ? 'password' : 'try-now';
}

function sinceLastAnswer({ session }: AccountView, now: EpochMs, { t }: I18n): string {
  return session.lastOkAt === undefined ? t('short_unknown') : briefDuration(t, now - session.lastOkAt);
}

/** In UTF-16 units: what a server says of itself is a remark beside the state, however much it has to say. */
const longestSaid = 80;

function spokenWords(view: AccountView, { t }: I18n): string {
  const words = ownWords(view, t);
  const said = cleanName(view.session.said ?? '');
  if (said === '' || view.session.state === 'online') return words;
  const cut = said.length > longestSaid ? `${said.slice(0, longestSaid).replace(/[\ud800-\udbff]$/, '')}…` : said;
  return t('truth_said', words, cut);
}

function ownWords({ session, account }: AccountView, t: I18n['t']): string {
  if (session.state === 'online') return t(wordKey('presence', shownStatus(account)));
  // Where it was answered before, a page in its place is the network's: at a new address it is a wrong address.
  const isPage = session.reason === 'not-qq' || session.reason === 'not-onebot';
  if (isPage && session.state === 'unreachable' && session.lastOkAt !== undefined) return t('reason_portal');
  return session.reason === undefined ? t(wordKey('state', session.state)) : t(wordKey('reason', session.reason));
}

function longWords(view: AccountView, now: EpochMs, i18n: I18n, clock: Clock): string {
  const { session, account } = view;
  const { t } = i18n;
  const words = spokenWords(view, i18n);
  switch (session.state) {
    case 'online': {
      const checked =
        session.lastOkAt === undefined
          ? t('truth_never')
          : t('truth_checked', durationWords(t, now - session.lastOkAt));
      return t(
        'truth_dot',
        words,
        session.due === undefined ? checked : t('truth_then', checked, nextWords(session.due, now, i18n)),
      );
    }
    case 'displaced':
      return t('truth_taken_at', clock.hour(session.since, now));
    case 'paused':
      if (account.pausedUntil !== undefined) return t('truth_off_until', clock.hour(account.pausedUntil, now));
      return t('truth_paused_at', clock.hour(account.pausedAt ?? session.since, now));
    default:
      return withEnd(words, view, now, i18n);
  }
}

function briefWords(view: AccountView, now: EpochMs, i18n: I18n, clock: Clock): string {
  const { state, lastOkAt } = view.session;
  if (state !== 'online') return raiseFirst(longWords(view, now, i18n, clock));
  const { t } = i18n;
  const ago = lastOkAt === undefined ? t('truth_never') : t('truth_ago', durationWords(t, now - lastOkAt));
  return t('truth_dot', spokenWords(view, i18n), ago);
}

function nextWords(due: EpochMs, now: EpochMs, { t }: I18n): string {
  return due - now < 1000 ? t('truth_next_now') : t('truth_next', durationWords(t, due - now));
}

/** Every automatic act names its end (features, rule 6). */
function withEnd(words: string, { session }: AccountView, now: EpochMs, { t }: I18n): string {
  const end = session.until ?? session.due;
  // What has stopped goes on only when the person says so, whatever time still stands in its row.
  if (end === undefined || session.state === 'signing-in' || isStopped(session.state)) return words;
  const left = durationWords(t, end - now);
  if (session.state === 'waiting') return t('truth_then', words, t('truth_going_on', left));
  return t('truth_then', words, end - now < 1000 ? t('truth_again_now') : t('truth_again_in', left));
}
