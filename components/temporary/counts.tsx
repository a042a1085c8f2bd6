import { useState } from 'preact/hooks';
import { toCsv } from '../../lib/format/csv';
import { dayOf, type TemporaryCount } from '../../lib/model/temporary';
import { sumCounts, sumsBy, type TemporarySum } from '../../lib/model/temporary-sum';
import type { AccountView } from '../../lib/store/read';
import { useLive } from '../live';
import { Button } from '../parts/button';
import { Confirm } from '../parts/confirm';
import { durationWords } from '../words';
import { useWorld } from '../world';
import { saveText } from './copy';
import { DayChart } from './day-chart';

const days = 30;
const dayMs = 86_400_000;

interface CountsProps {
  readonly accounts: readonly AccountView[];
}

/** How many strangers came, from where, and how soon they were answered. Nothing of what was said. */
export function Counts({ accounts }: CountsProps) {
  const { i18n, read, now } = useWorld();
  const { t } = i18n;
  const [asks, setAsks] = useState(false);
  const live = useLive(read.temporaryCounts, (changes) => changes.conversations !== undefined, [read]);
  const all = live.value ?? [];
  const shown = new Set(lastDays(now()));
  const recent = all.filter((row) => shown.has(row.day));
  const sources = sumsBy(recent, ({ source }) => source);
  const save = () => saveText(`uinbell-${dayOf(now())}.csv`, 'text/csv', csvOf(all, accounts, t));
  return (
    <section id="ts-counts" aria-labelledby="ts-counts-title">
      <header>
        <h1 id="ts-counts-title">{t('ts_counts')}</h1>
        <p class="small muted">{t('ts_counts_note')}</p>
      </header>
      <div class="card">
        {recent.length === 0 ? (
          <p class="setting muted">{t('ts_counts_none')}</p>
        ) : (
          <div class="ts-counts">
            <Sums sum={sumCounts(recent)} />
            <DayChart days={lastDays(now())} rows={recent} />
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('ts_source')}</th>
                  <th scope="col">{t('ts_started')}</th>
                  <th scope="col">{t('ts_answered')}</th>
                  <th scope="col">{t('ts_conversion')}</th>
                  <th scope="col">{t('ts_first_answer')}</th>
                </tr>
              </thead>
              <tbody>
                {sources.map(({ name, sum }) => (
                  <tr key={name}>
                    <th scope="row">
                      <bdi class="cut" title={name}>
                        {name || t('ts_no_source')}
                      </bdi>
                    </th>
                    <td>{sum.started}</td>
                    <td>{sum.answered}</td>
                    <td>{conversion(sum)}</td>
                    <td>{answerTime(sum, t)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <div class="setting">
          <span class="small muted grow">{t('ts_export_note')}</span>
          <Button disabled={all.length === 0} onClick={() => setAsks(true)}>
            {t('ts_export')}
          </Button>
        </div>
      </div>
      {asks && (
        <Confirm
          title={t('ts_ask_export')}
          text={t('ts_ask_export_text')}
          act={t('ts_ask_export_do')}
          run={save}
          close={() => setAsks(false)}
          harmless
        />
      )}
    </section>
  );
}

function Sums({ sum }: { sum: TemporarySum }) {
  const { t } = useWorld().i18n;
  return (
    <dl class="ts-sums">
      {[
        [t('ts_started'), String(sum.started)],
        [t('ts_answered'), String(sum.answered)],
        [t('ts_conversion'), conversion(sum)],
        [t('ts_first_answer'), answerTime(sum, t)],
      ].map(([name, value]) => (
        <div key={name}>
          <dt class="small muted">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function conversion({ started, answered }: TemporarySum): string {
  return started === 0 ? '–' : `${Math.round((answered / started) * 100)}%`;
}

function answerTime({ answerMs }: TemporarySum, t: ReturnType<typeof useWorld>['i18n']['t']): string {
  return answerMs === undefined ? '–' : durationWords(t, answerMs);
}

/** Local days, the last one today. Noon, so that no change of clocks makes a day twice. */
function lastDays(now: number): string[] {
  const noon = new Date(now).setHours(12, 0, 0, 0);
  return Array.from({ length: days }, (_, n) => dayOf(noon - (days - 1 - n) * dayMs));
}

function csvOf(
  rows: readonly TemporaryCount[],
  accounts: readonly AccountView[],
  t: ReturnType<typeof useWorld>['i18n']['t'],
): string {
  const uin = (id: number) => accounts.find((view) => view.account.id === id)?.account.uin ?? '';
  const head = [
    t('ts_day'),
    t('ts_source'),
    t('ts_account'),
    t('ts_started'),
    t('ts_answered'),
    t('ts_first_answer_seconds'),
  ];
  return toCsv([
    head,
    ...rows.map(({ day, source, accountId, started, answered, answerMs }) => [
      day,
      source,
      uin(accountId),
      started,
      answered,
      answered > 0 && answerMs !== undefined ? Math.round(answerMs / answered / 1000) : '',
    ]),
  ]);
}
