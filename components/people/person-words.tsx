import type { TargetedEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { longestCalled, longestNote, type TellRule, tellMoments } from '../../lib/model/person';
import type { PersonView } from '../../lib/store/read';
import { Select } from '../parts/select';
import { useFailureToast, useToasts } from '../parts/toast';
import { useWorld } from '../world';

/** The person's own words about somebody, and when to be told of them. They stay on this computer. */
export function PersonWords({ view }: { view: PersonView }) {
  const { i18n, ask } = useWorld();
  const { t } = i18n;
  const { show } = useToasts();
  const failed = useFailureToast();
  const { accountId, number, person } = view;
  const rule = person?.tell;

  const written = useRef<{ called?: string; note?: string } | undefined>(undefined);
  const keep = async () => {
    const change = written.current;
    written.current = undefined;
    if (change && failed(await ask('person.change', { accountId, number, ...change }))) show({ text: t('saved') });
  };
  // A field is stored once it is left, and where the card or the page goes with the cursor still in it.
  useEffect(() => {
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      void keep();
    };
  }, []);
  const words = (part: 'called' | 'note') => ({
    defaultValue: person?.[part] ?? '',
    onInput: ({ currentTarget }: TargetedEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      written.current = { ...written.current, [part]: currentTarget.value };
    },
    onChange: keep,
  });
  const tell = async (next: TellRule | undefined) => {
    const plain = next && {
      when: next.when,
      ...(next.once && { once: true as const }),
      ...(next.onlyAway && { onlyAway: true as const }),
    };
    failed(await ask('person.change', { accountId, number, tell: plain ?? null }));
  };
  return (
    <div class="card-words">
      <label>
        <span class="small">{t('person_called')}</span>
        <input type="text" class="input" maxLength={longestCalled} {...words('called')} />
      </label>
      <label>
        <span class="small">{t('person_note')}</span>
        <textarea class="input note" rows={2} maxLength={longestNote} {...words('note')} />
      </label>
      <label>
        <span class="small">{t('tell_me')}</span>
        <Select
          value={rule?.when ?? ''}
          options={[['', t('tell_never')], ...tellMoments.map((when) => [when, t(`tell_${when}`)] as const)]}
          choose={(when) => void tell(when ? { ...rule, when } : undefined)}
        />
      </label>
      {rule && (
        <div class="tell-more">
          <Tick on={rule.once === true} label={t('tell_once')} set={(once) => void tell(ticked(rule, 'once', once))} />
          <Tick
            on={rule.onlyAway === true}
            label={t('tell_only_away')}
            set={(away) => void tell(ticked(rule, 'onlyAway', away))}
          />
        </div>
      )}
    </div>
  );
}

function ticked(rule: TellRule, what: 'once' | 'onlyAway', on: boolean): TellRule {
  const { [what]: _, ...rest } = rule;
  return on ? { ...rest, [what]: true } : rest;
}

function Tick({ on, label, set }: { on: boolean; label: string; set: (on: boolean) => void }) {
  return (
    <label class="line small">
      <input type="checkbox" checked={on} onChange={(event) => set(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}
