import { useMemo } from 'preact/hooks';
import type { AccountId } from '../../lib/model/ids';
import type { AccountView } from '../../lib/store/read';
import { useLive } from '../live';
import { Icon } from '../parts/glyph';
import { useFailureToast } from '../parts/toast';
import { Tool } from '../parts/tool';
import { useWorld } from '../world';
import { type GapLine, planGapLines } from './plan-gap-lines';

interface GapLinesProps {
  readonly accounts: readonly AccountView[];
  readonly accountId: AccountId | undefined;
}

/** From when to when nothing could be received, until the person has put it aside. */
export function GapLines({ accounts, accountId }: GapLinesProps) {
  const { read, ask, i18n } = useWorld();
  const failed = useFailureToast();
  const gaps = useLive(read.unseenGaps, (changes) => changes.accounts !== undefined, [read]);
  const lines = useMemo(
    () => planGapLines((gaps.value ?? []).filter((gap) => accountId === undefined || gap.accountId === accountId)),
    [gaps.value, accountId],
  );
  if (lines.length === 0) return null;
  // What lies behind what is put aside has been told too.
  const putAside = async (line: GapLine) => {
    const only = accountId === undefined ? {} : { accountId };
    if (failed(await ask('seeGaps', { ...only, through: line.to }))) gaps.reload();
  };
  return (
    <ul class="gap-lines">
      {lines.map((line) => (
        <li key={`${line.accounts[0]} ${line.from}`}>
          <Icon name="moon" />
          <Words line={line} accounts={accounts} />
          <Tool icon="check" label={i18n.t('gap_seen')} onClick={() => void putAside(line)} />
        </li>
      ))}
    </ul>
  );
}

function Words({ line, accounts }: { line: GapLine; accounts: readonly AccountView[] }) {
  const { i18n, clock, now } = useWorld();
  const { t } = i18n;
  const [only] = line.accounts;
  const name =
    line.accounts.length === 1
      ? (accounts.find(({ account }) => account.id === only)?.account.name ?? '')
      : i18n.plural('gap_accounts', line.accounts.length);
  const span = t('gap_line', clock.hour(line.from, now()), clock.hour(line.to, now()));
  const after = [
    ...(line.late > 0 ? [i18n.plural('gap_line_late', line.late)] : []),
    ...(line.lossy ? [t('gap_line_lossy')] : []),
  ];
  const text = after.reduce((words, more) => t('truth_dot', words, more), span);
  return (
    <span class="grow" dir="auto">
      {t('truth_named', name, text)}
    </span>
  );
}
