import type { OwnStatus } from '../../lib/model/presence';
import type { AccountView } from '../../lib/store/read';
import { Glyph, Icon } from '../parts/glyph';
import { useFailureToast } from '../parts/toast';
import { useWorld } from '../world';

/** What HTTP QQ can set: it has no "away". */
const usual: readonly OwnStatus[] = ['online', 'busy', 'invisible', 'offline'];

/** A server without states is only left and come back to. */
function statusesOf({ account, session }: AccountView): readonly OwnStatus[] {
  if (session.abilities?.includes('status') === false) return ['online', 'offline'];
  return account.protocol === 'http-qq' ? usual : usual.toSpliced(1, 0, 'away');
}

interface StatusSelectProps {
  /** Undefined where accounts differ. */
  readonly value: OwnStatus | undefined;
  readonly label: string;
  /** Whose it is, where it stands in their row beside the word and so shows only the shape; absent: that of all. */
  readonly view?: AccountView;
}

/** The browser's own select under our looks: it works with every keyboard and screen reader, and in a popup. */
export function StatusSelect({ value, label, view }: StatusSelectProps) {
  const { ask, i18n } = useWorld();
  const { t } = i18n;
  const failed = useFailureToast();
  const set = async (status: OwnStatus) => {
    failed(await ask('setStatus', view ? { accountId: view.account.id, status } : { status }));
  };
  // Not every account can be away, so that is never offered for all.
  const word = (status: OwnStatus) =>
    t(view ? `presence_${status}` : `status_all_${status as Exclude<OwnStatus, 'away'>}`);
  return (
    <span class={view ? 'select compact' : 'select'}>
      {value && <Glyph name={value} />}
      <select
        aria-label={label}
        value={value ?? ''}
        onChange={(event) => void set(event.currentTarget.value as OwnStatus)}
      >
        {!value && (
          <option value="" disabled>
            {t('status_mixed')}
          </option>
        )}
        {(view ? statusesOf(view) : usual).map((status) => (
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
