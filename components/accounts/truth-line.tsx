import type { Clock } from '../../lib/format/time';
import type { I18n } from '../../lib/i18n/i18n';
import type { EpochMs } from '../../lib/model/ids';
import type { AccountView } from '../../lib/store/read';
import { useNow } from '../now';
import type { GlyphName } from '../parts/drawings';
import { Glyph } from '../parts/glyph';
import { describeTruth, inTrouble, type Tone, type TruthAct } from '../truth';
import { durationWords } from '../words';
import { useWorld } from '../world';
import { actKeys, useAccountAct } from './use-account-act';

interface TruthLineProps {
  readonly views: readonly AccountView[];
  /** The account whose truth is told; where absent, the worst one's. */
  readonly chosen: AccountView | undefined;
}

interface Line {
  readonly tone: Tone;
  readonly glyph?: GlyphName;
  readonly text: string;
  readonly spoken: string;
  readonly more?: string;
  readonly view?: AccountView;
  readonly act?: TruthAct;
}

/**
 * What was checked, when, what comes next; or why not and what to do. Its own words count seconds, so a screen reader
 * is told only the state, in a second place that changes when the state does.
 */
export function TruthLine({ views, chosen }: TruthLineProps) {
  const { i18n, clock } = useWorld();
  const now = useNow();
  const { run, dialog } = useAccountAct(views);
  const line = chosen === undefined ? lineOfAll(views, now, i18n, clock) : lineOf(chosen, now, i18n, clock);
  const { view, act } = line;
  return (
    <div class={`truth ${line.tone}`}>
      {line.glyph !== undefined && <Glyph name={line.glyph} />}
      <span class="grow cut" title={line.text}>
        {line.text}
      </span>
      {line.more && <span class="muted">{line.more}</span>}
      <span class="hidden" role="status">
        {line.spoken}
      </span>
      {view && act && (
        <button type="button" class="link" onClick={() => void run(view, act)}>
          {i18n.t(actKeys[act])}
        </button>
      )}
      {dialog}
    </div>
  );
}

function lineOf(view: AccountView, now: EpochMs, i18n: I18n, clock: Clock): Line {
  const truth = describeTruth(view, now, i18n, clock);
  const named = (text: string) => i18n.t('truth_named', view.account.name, text);
  return {
    tone: truth.tone,
    glyph: truth.glyph,
    text: named(truth.named.long),
    spoken: named(truth.named.spoken),
    view,
    ...(truth.act === undefined ? {} : { act: truth.act }),
  };
}

function lineOfAll(views: readonly AccountView[], now: EpochMs, i18n: I18n, clock: Clock): Line {
  const trouble = inTrouble(views);
  const [worst] = trouble;
  if (worst !== undefined && trouble.every((view) => view.session.state === 'no-network')) {
    return { ...noNetwork(views, now, i18n, clock), view: worst };
  }
  if (worst !== undefined) {
    const more = trouble.length > 1 ? { more: i18n.plural('truth_others', trouble.length - 1) } : {};
    return { ...lineOf(worst, now, i18n, clock), ...more };
  }
  const text = allIsWell(views, now, i18n);
  return { tone: 'calm', text: text.long, spoken: text.spoken };
}

function noNetwork(views: readonly AccountView[], now: EpochMs, { t }: I18n, clock: Clock): Line {
  const last = Math.max(0, ...views.map((view) => view.session.lastOkAt ?? 0));
  const text = last === 0 ? t('state_no_network') : t('truth_no_network', clock.hour(last, now));
  return { tone: 'warn', glyph: 'unreachable', text, spoken: text, act: 'try-now' };
}

/** "4 accounts online · checked 12 s ago, next in 18 s": the oldest check and the nearest next one. */
export function allIsWell(views: readonly AccountView[], now: EpochMs, i18n: I18n): { long: string; spoken: string } {
  const { t } = i18n;
  const online = views.filter((view) => view.session.state === 'online');
  const waking = views.filter((view) => view.session.state === 'signing-in' || view.session.state === 'waiting');
  if (online.length === 0) {
    const text = waking.length > 0 ? t('state_signing_in') : t('accounts_quiet');
    return { long: text, spoken: text };
  }
  const spoken = i18n.plural('accounts_online', online.length);
  const checks = online.map((view) => view.session.lastOkAt);
  const oldest = checks.reduce((a, b) => (a === undefined || b === undefined ? undefined : Math.min(a, b)));
  const checked = oldest === undefined ? t('truth_never') : t('truth_checked', durationWords(t, now - oldest));
  const next = Math.min(...online.map((view) => view.session.due ?? Number.POSITIVE_INFINITY));
  const line = t('truth_dot', spoken, checked);
  if (next === Number.POSITIVE_INFINITY) return { long: line, spoken };
  const then = next - now < 1000 ? t('truth_next_now') : t('truth_next', durationWords(t, next - now));
  return { long: t('truth_dot', line, then), spoken };
}
