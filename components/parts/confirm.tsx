import { useWorld } from '../world';
import { Button } from './button';
import { Dialog } from './dialog';

interface ConfirmProps {
  readonly title: string;
  readonly text: string;
  /** What is done, on its button. */
  readonly act: string;
  readonly run: () => void;
  readonly close: () => void;
  /** Nothing is lost by it. */
  readonly harmless?: boolean;
}

/** Asks before something is done that does not come back. */
export function Confirm({ title, text, act, run, close, harmless = false }: ConfirmProps) {
  const { t } = useWorld().i18n;
  return (
    <Dialog
      title={title}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <button
            type="button"
            class={harmless ? 'btn main' : 'btn danger'}
            onClick={() => {
              close();
              run();
            }}
          >
            {act}
          </button>
        </>
      }
    >
      <p>{text}</p>
    </Dialog>
  );
}
