import { useEffect, useRef } from 'preact/hooks';
import type { AccountId } from '../../lib/model/ids';
import type { AccountView } from '../../lib/store/read';
import { useNow } from '../now';
import { Count } from '../parts/count';
import { Glyph } from '../parts/glyph';
import { MutedMark } from '../quiet/muted-mark';
import { isAccountMuted } from '../quiet/use-mute';
import { describeTruth } from '../truth';
import { useWorld } from '../world';

interface AccountStripProps {
  readonly views: readonly AccountView[];
  readonly chosen: AccountId | undefined;
  readonly choose: (id: AccountId | undefined) => void;
  /** Id of the panel that the choice fills. */
  readonly controls: string;
}

/** Chips, each with its own truth, in the person's own order: trouble does not reorder. One tab stop, arrows inside. */
export function AccountStrip({ views, chosen, choose, controls }: AccountStripProps) {
  const { i18n } = useWorld();
  const strip = useRef<HTMLDivElement>(null);
  const ids = [undefined, ...views.map((view) => view.account.id)];

  useEffect(() => {
    const chip = strip.current?.querySelector<HTMLElement>('[aria-selected="true"]');
    if (chosen !== undefined) chip?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  }, [chosen]);

  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -ids.length, End: ids.length }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = Math.min(ids.length - 1, Math.max(0, ids.indexOf(chosen) + step));
    choose(ids[at]);
    strip.current?.querySelectorAll<HTMLElement>('[role="tab"]')[at]?.focus();
  };

  return (
    <div class="strip-frame">
      <div ref={strip} class="strip" role="tablist" aria-label={i18n.t('accounts')} onKeyDown={move}>
        <button
          type="button"
          class="chip all"
          role="tab"
          id="chip-all"
          aria-controls={controls}
          aria-selected={chosen === undefined}
          tabIndex={chosen === undefined ? 0 : -1}
          onClick={() => choose(undefined)}
        >
          <span class="line chip-name">{i18n.t('all')}</span>
        </button>
        {views.map((view) => (
          <Chip
            key={view.account.id}
            view={view}
            chosen={chosen === view.account.id}
            choose={choose}
            controls={controls}
          />
        ))}
      </div>
    </div>
  );
}

interface ChipProps {
  readonly view: AccountView;
  readonly chosen: boolean;
  readonly choose: (id: AccountId) => void;
  readonly controls: string;
}

function Chip({ view, chosen, choose, controls }: ChipProps) {
  const { i18n, clock } = useWorld();
  const now = useNow();
  const truth = describeTruth(view, now, i18n, clock);
  const { account } = view;
  return (
    <button
      type="button"
      class={`chip a${account.colour} ${truth.tone}`}
      role="tab"
      aria-controls={controls}
      aria-selected={chosen}
      tabIndex={chosen ? 0 : -1}
      title={i18n.t('truth_named', account.name, truth.long)}
      onClick={() => choose(account.id)}
    >
      <span class="line chip-name cut">{account.name}</span>
      <span class="line">
        <Glyph name={truth.glyph} />
        <span class="hidden">{truth.spoken}</span>
        <span class="short cut" aria-hidden="true">
          {truth.short}
        </span>
        {isAccountMuted(view, now) ? <MutedMark unread={0} /> : <Count of={view.unread} small />}
      </span>
    </button>
  );
}
