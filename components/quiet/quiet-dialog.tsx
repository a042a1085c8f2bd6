import type { ComponentChildren } from 'preact';
import { forEver } from '../../lib/model/conversation';
import { planStayOff } from '../../lib/model/stay-off';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { useWorld } from '../world';

const hourMs = 3_600_000;

interface QuietDialogProps {
  readonly title: string;
  readonly note: string;
  /** What "for good" is called here. */
  readonly last: string;
  readonly choose: (until: number) => void;
  readonly close: () => void;
  readonly children?: ComponentChildren;
}

/** For how long something is to be quiet: an hour, until the morning, or for good. Each says when it ends. */
export default function QuietDialog({ title, note, last, choose, close, children }: QuietDialogProps) {
  const { i18n, clock, now } = useWorld();
  const { t } = i18n;
  const begun = now();
  const pick = (until: number) => () => {
    close();
    choose(until);
  };
  const ends = [
    [t('quiet_hour'), begun + hourMs],
    [t('quiet_morning'), planStayOff(begun)],
  ] as const;
  return (
    <Dialog title={title} onClose={close} actions={<Button onClick={close}>{t('cancel')}</Button>}>
      <p class="small muted">{note}</p>
      <ul class="quiet-choices">
        {ends.map(([words, until]) => (
          <li key={words}>
            <Button look="big" onClick={pick(until)}>
              <span class="grow">{words}</span>
              <span class="small muted">{t('quiet_until', clock.hour(until, begun))}</span>
            </Button>
          </li>
        ))}
        <li>
          <Button look="big" onClick={pick(forEver)}>
            {last}
          </Button>
        </li>
      </ul>
      {children}
    </Dialog>
  );
}
