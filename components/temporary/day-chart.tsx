import type { TemporaryCount } from '../../lib/model/temporary';
import { sumCounts } from '../../lib/model/temporary-sum';
import { useWorld } from '../world';

const [width, height, foot] = [720, 120, 16];

/** A bar a day: outlined as many as came, filled as many as were answered. The table below says the same in numbers. */
export function DayChart({ days, rows }: { days: readonly string[]; rows: readonly TemporaryCount[] }) {
  const { t } = useWorld().i18n;
  const sums = days.map((day) => ({ day, sum: sumCounts(rows.filter((row) => row.day === day)) }));
  const most = Math.max(1, ...sums.map(({ sum }) => sum.started));
  const step = width / days.length;
  const tall = (n: number) => (n / most) * (height - foot - 14);
  const label = (day: string) => `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`;
  return (
    <figure class="ts-chart">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('ts_chart', days.length, most)}
      >
        <line class="base" x1="0" x2={width} y1={height - foot} y2={height - foot} />
        {sums.map(({ day, sum }, n) => {
          const x = n * step + step * 0.2;
          const bar = (count: number) => ({
            x,
            y: height - foot - tall(count),
            width: step * 0.6,
            height: tall(count),
          });
          return (
            <g key={day}>
              <title>{t('ts_chart_day', day, sum.started, sum.answered)}</title>
              {sum.started > 0 && <rect class="came" {...bar(sum.started)} />}
              {sum.answered > 0 && <rect class="got" {...bar(sum.answered)} />}
              {sum.started > 0 && (
                <text x={x + step * 0.3} y={height - foot - tall(sum.started) - 4}>
                  {sum.started}
                </text>
              )}
              {n % 7 === days.length % 7 && (
                <text class="day" x={x + step * 0.3} y={height - 3}>
                  {label(day)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <figcaption class="small muted line">
        <i class="came" aria-hidden="true" />
        {t('ts_started')}
        <i class="got" aria-hidden="true" />
        {t('ts_answered')}
      </figcaption>
    </figure>
  );
}
