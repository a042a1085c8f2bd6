import type { ComponentChildren } from 'preact';
import { useWorld } from '../world';
import { Tool } from './tool';

interface ScreenTopProps {
  /** What its screen is labelled by. */
  readonly id: string;
  readonly title: string;
  readonly back: () => void;
  readonly children?: ComponentChildren;
}

/** The head of a screen that lies over the list: the way back, its name, and what can be done. */
export function ScreenTop({ id, title, back, children }: ScreenTopProps) {
  const { t } = useWorld().i18n;
  return (
    <header class="screen-top">
      <Tool icon="back" label={t('back')} hint="Esc" onClick={back} />
      <h1 id={id} class="grow">
        {title}
      </h1>
      {children}
    </header>
  );
}
