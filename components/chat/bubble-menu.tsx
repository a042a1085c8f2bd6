import { useRef, useState } from 'preact/hooks';
import type { Message } from '../../lib/model/message';
import { Icon } from '../parts/glyph';
import { moveInMenu, stepOf, useMenu } from '../parts/use-menu';
import { useWorld } from '../world';

/** What can be done with a message. */
export interface BubbleActs {
  readonly quote: (message: Message) => void;
  readonly copy: (message: Message) => void;
  readonly recall: (message: Message) => void;
  readonly canRecall: (message: Message) => boolean;
  readonly jump: (ordinal: number) => void;
}

/** A button beside the bubble under the pointer or the focus, and its menu; arrows move from message to message. */
export function BubbleMenu({ message, acts, last }: { message: Message; acts: BubbleActs; last: boolean }) {
  const { t } = useWorld().i18n;
  const [open, setOpen] = useState<'up' | 'down'>();
  const box = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => setOpen(undefined);
  useMenu(box, open !== undefined, close);

  const show = () => {
    const log = box.current?.closest('.log')?.getBoundingClientRect();
    const here = box.current?.getBoundingClientRect();
    setOpen(log && here && here.top > log.top + log.height / 2 ? 'up' : 'down');
  };
  const leave = () => {
    close();
    button.current?.focus();
  };
  const pick = (act: (message: Message) => void) => () => {
    leave();
    act(message);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event);
    if (event.key === 'Escape' && open) leave();
    else if (step !== 0 && open) moveInMenu(box.current, step);
    else if (step !== 0) {
      const all = [...(box.current?.closest('.log')?.querySelectorAll<HTMLElement>('.more') ?? [])];
      const at = all.indexOf(document.activeElement as HTMLElement);
      all[Math.min(all.length - 1, Math.max(0, at + step))]?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows and Escape for the button and the menu inside
    <span ref={box} class={`bubble-tools${open ? ' open' : ''}`} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        class="more"
        tabIndex={last ? 0 : -1}
        aria-haspopup="menu"
        aria-expanded={open !== undefined}
        aria-label={t('message_menu')}
        title={t('message_menu')}
        onClick={() => (open ? close() : show())}
      >
        <Icon name="more" />
      </button>
      {open && (
        <span class={`menu bubble-menu ${open}`} role="menu" aria-label={t('message_menu')}>
          <Item label={t('answer_quoting')} run={pick(acts.quote)} />
          <Item label={t('copy_text')} run={pick(acts.copy)} />
          {acts.canRecall(message) && <Item label={t('take_back')} run={pick(acts.recall)} />}
        </span>
      )}
    </span>
  );
}

function Item({ label, run }: { label: string; run: () => void }) {
  return (
    <button type="button" role="menuitem" class="menu-item" tabIndex={-1} onClick={run}>
      {label}
    </button>
  );
}
