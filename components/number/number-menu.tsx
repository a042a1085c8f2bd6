import { useRef, useState } from 'preact/hooks';
import type { NumberStanding } from '../../lib/messaging/site-calls';
import type { RealNumber } from '../../lib/model/ids';
import { clientLink } from '../../lib/temporary-session/client-links';
import { Icon } from '../parts/glyph';
import { useFailureToast, useToasts } from '../parts/toast';
import { moveInMenu, stepOf, useMenu } from '../parts/use-menu';
import { copyText } from '../temporary/copy';
import { useWorld } from '../world';

interface NumberMenuProps {
  readonly number: RealNumber;
  readonly host: string;
  readonly standing: NumberStanding | undefined;
  readonly look: () => Promise<void>;
  /** The way to a phone needs more room than a menu has. */
  readonly phone: () => void;
}

/** The same six acts as in the browser's own menu on a button, here where no page can lure a click. */
export function NumberMenu({ number, host, standing, look, phone }: NumberMenuProps) {
  const { i18n, ask } = useWorld();
  const { t } = i18n;
  const { show } = useToasts();
  const failed = useFailureToast();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useMenu(box, open, () => setOpen(false));

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const copy = async () => show({ text: t((await copyText(number)) ? 'ts_copied' : 'ts_not_copied') });
  const hide = async (hidden: boolean) => {
    if (!failed(await ask('site.hide', { host, number, hidden }))) return;
    await look();
    if (hidden) show({ text: t('about_hidden', host), undo: { label: t('undo'), run: () => void hide(false) } });
  };
  const setHow = async (how: 'on' | 'off' | undefined) => {
    if (!failed(await ask('site.how', { host, ...(how && { how }) }))) return;
    await look();
    const before = standing?.how;
    if (how === 'off')
      show({ text: t('about_stopped', host), undo: { label: t('undo'), run: () => void setHow(before) } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event);
    if (!open || (step === 0 && event.key !== 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    if (step === 0) close();
    else moveInMenu(box.current, step);
  };
  const item = (label: string, run: () => void) => (
    <button
      type="button"
      role="menuitem"
      class="menu-item"
      tabIndex={-1}
      onClick={() => {
        close();
        run();
      }}
    >
      {label}
    </button>
  );
  const stopped = standing?.how === 'off';
  const hidden = standing?.hidden === true;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows and Escape for the button and the menu inside
    <div ref={box} class="about-more" onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        class="btn"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t('about_more')}
        <Icon name="down" />
      </button>
      {open && (
        <div class="menu about-menu" role="menu" aria-label={t('about_more')}>
          <a
            role="menuitem"
            class="menu-item"
            tabIndex={-1}
            href={clientLink('desktop', number) ?? '#'}
            // In the next task: a link that is gone by then leads nowhere.
            onClick={() => setTimeout(close)}
          >
            {t('menu_desktop')}
          </a>
          {item(t('menu_phone'), phone)}
          {item(t('menu_page'), () => void ask('site.page', { host, number }).then(failed))}
          {item(t('menu_copy'), () => void copy())}
          <hr />
          {item(t(hidden ? 'about_unhide' : 'menu_hide'), () => void hide(!hidden))}
          {!stopped && item(t('menu_never'), () => void setHow('off'))}
        </div>
      )}
    </div>
  );
}
