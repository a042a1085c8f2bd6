import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useWorld } from '../world';
import { Button } from './button';
import type { IconName } from './drawings';
import { Glyph, Icon } from './glyph';

/** What is true now, and one next act. */
export function Empty(props: { icon: IconName; title: string; text: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <Icon name={props.icon} />
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      {props.children && <div class="acts">{props.children}</div>}
    </div>
  );
}

/** Ghost rows, and only after 150 ms: what comes sooner must not flicker. */
export function Ghosts() {
  const { t } = useWorld().i18n;
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <div class="ghosts" aria-busy="true">
      <span class="hidden">{t('loading')}</span>
      {[32, 46, 26, 38].map((width) => (
        <div key={width} class="ghost-row" aria-hidden="true">
          <span class="ghost round" />
          <span class="grow">
            <span class="ghost" style={{ width: `${width}%` }} />
            <span class="ghost" style={{ width: `${100 - width}%` }} />
          </span>
        </div>
      ))}
    </div>
  );
}

/** The store will not open: says what was not lost. */
export function StoreTrouble({ error, again }: { error: unknown; again: () => void }) {
  const { t } = useWorld().i18n;
  return (
    <div class="empty" role="alert">
      <Glyph name="refused" />
      <h2>{t('store_title')}</h2>
      <p>{t('store_text')}</p>
      <div class="acts">
        <Button look="main" onClick={again}>
          {t('store_again')}
        </Button>
      </div>
      <details>
        <summary>{t('details')}</summary>
        <code>{String(error)}</code>
      </details>
    </div>
  );
}
