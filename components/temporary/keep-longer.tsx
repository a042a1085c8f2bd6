import { useState } from 'preact/hooks';
import { Confirm } from '../parts/confirm';
import { useWorld } from '../world';

interface KeepLongerProps {
  readonly chats: boolean;
  readonly counts: boolean;
  readonly keep: (what: 'chats' | 'counts', yes: boolean) => void;
}

/** What may stay longer than 30 days: nothing, until the person was told what it is and agreed. */
export function KeepLonger({ chats, counts, keep }: KeepLongerProps) {
  const { t } = useWorld().i18n;
  return (
    <section id="ts-keep" aria-labelledby="ts-keep-title">
      <header>
        <h1 id="ts-keep-title">{t('ts_kept')}</h1>
        <p class="small muted">{t('ts_kept_note')}</p>
      </header>
      <div class="card">
        <ConsentRow what="chats" on={chats} keep={(yes) => keep('chats', yes)} />
        <ConsentRow what="counts" on={counts} keep={(yes) => keep('counts', yes)} />
      </div>
    </section>
  );
}

/** A switch that asks either way: on keeps other people's words, off deletes what does not come back. */
function ConsentRow({ what, on, keep }: { what: 'chats' | 'counts'; on: boolean; keep: (yes: boolean) => void }) {
  const { t } = useWorld().i18n;
  const [asks, setAsks] = useState(false);
  const act = on ? 'drop' : 'keep';
  return (
    <>
      <label class="setting">
        <span class="grow">
          <span class="strong block">{t(`ts_${what}_keep`)}</span>
          <span class="small muted">{t(`ts_${what}_${on ? 'on' : 'off'}`)}</span>
        </span>
        <input
          type="checkbox"
          checked={on}
          onClick={(event) => {
            event.preventDefault();
            setAsks(true);
          }}
        />
      </label>
      {asks && (
        <Confirm
          title={t(`ts_${what}_${act}_ask`)}
          text={t(`ts_${what}_${act}_text`)}
          act={t(`ts_ask_${act}_do`)}
          run={() => keep(!on)}
          close={() => setAsks(false)}
          harmless={!on}
        />
      )}
    </>
  );
}
