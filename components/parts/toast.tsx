import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useWorld } from '../world';

export interface ToastMessage {
  readonly text: string;
  readonly undo?: { readonly label: string; readonly run: () => void };
}

export interface Toasts {
  readonly show: (message: ToastMessage) => void;
  /** Runs what the toast on show would undo; false where there is none. */
  readonly undo: () => boolean;
}

/** How long a toast stays; as long again after the pointer or the focus leaves it. */
const stayMs = 5000;

export const ToastContext = createContext<Toasts>({ show: () => {}, undo: () => false });

export function useToasts(): Toasts {
  return useContext(ToastContext);
}

/** One toast at a time: the newest takes the place of the one before. */
export function useToastBoard() {
  const [message, setMessage] = useState<ToastMessage>();
  const shown = useRef(message);
  shown.current = message;
  const close = useCallback(() => setMessage(undefined), []);
  const toasts = useMemo<Toasts>(
    () => ({
      show: setMessage,
      undo: () => {
        const undo = shown.current?.undo;
        if (undo === undefined) return false;
        setMessage(undefined);
        undo.run();
        return true;
      },
    }),
    [],
  );
  return { toasts, message, close };
}

export function ToastView({ message, close }: { message: ToastMessage | undefined; close: () => void }) {
  const { undo } = useToasts();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    // It went under the pointer, which then never leaves it.
    if (message === undefined) return setHeld(false);
    if (held) return;
    const timer = setTimeout(close, stayMs);
    return () => clearTimeout(timer);
  }, [message, held, close]);
  return (
    <div class="toast-place" role="status">
      {message && (
        // biome-ignore lint/a11y/noStaticElementInteractions: looking at it or being in it only keeps it from leaving
        <div
          class="toast"
          onMouseEnter={() => setHeld(true)}
          onMouseLeave={() => setHeld(false)}
          onFocusCapture={() => setHeld(true)}
          onBlurCapture={() => setHeld(false)}
        >
          <span class="grow">{message.text}</span>
          {message.undo && (
            <button type="button" class="link" onClick={() => undo()}>
              {message.undo.label}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

/** Says what went wrong with a call, in words; what the background said in detail is not for people. */
export function useFailureToast(): (answer: { ok: boolean; error?: string }) => boolean {
  const { t } = useWorld().i18n;
  const { show } = useToasts();
  return useCallback(
    (answer) => {
      // An old page says so over all of it, and once is enough.
      if (!answer.ok && answer.error !== 'stale')
        show({ text: t(answer.error === 'no-answer' ? 'call_no_answer' : 'call_failed') });
      return answer.ok;
    },
    [show, t],
  );
}
