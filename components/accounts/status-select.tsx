import type { OwnStatus } from '../../lib/model/presence';
import { Glyph, Icon } from '../parts/glyph';
import { useWorld } from '../world';

/** What HTTP QQ can set: it has no "away". */
const offered: readonly OwnStatus[] = ['online', 'busy', 'invisible', 'offline'];

interface StatusSelectProps {
  /** Undefined where accounts differ. */
  readonly value: OwnStatus | undefined;
  readonly label: string;
  /** Words of the choices: of one account, or of all. */
  readonly all?: boolean;
  /** Only the shape: where the word stands beside it anyway. */
  readonly compact?: boolean;
  readonly onChange: (status: OwnStatus) => void;
}

/** The browser's own select under our looks: it works with every keyboard and screen reader, and in a popup. */
export function StatusSelect({ value, label, all = false, compact = false, onChange }: StatusSelectProps) {
  const { t } = useWorld().i18n;
  const word = (status: OwnStatus) => t(all && status !== 'away' ? `status_all_${status}` : `presence_${status}`);
  return (
    <span class={compact ? 'select compact' : 'select'}>
      {value !== undefined && <Glyph name={value} />}
      <select
        aria-label={label}
        value={value ?? ''}
        onChange={(event) => onChange(event.currentTarget.value as OwnStatus)}
      >
        {value === undefined && (
          <option value="" disabled>
            {t('status_mixed')}
          </option>
        )}
        {offered.map((status) => (
          <option key={status} value={status}>
            {word(status)}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </span>
  );
}

/** What all of them have in common, if anything. */
export function commonStatus(statuses: readonly OwnStatus[]): OwnStatus | undefined {
  const [first] = statuses;
  return statuses.every((status) => status === first) ? first : undefined;
}
