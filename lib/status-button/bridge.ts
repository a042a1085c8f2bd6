import type { FramePush, OpenKind, WatchAnswer, WatchedButton } from '../model/frame-call';
import type { RealNumber } from '../model/ids';

/** The part of the extension API that every content script has. By hand: the polyfill is larger than a button may be. */
export interface FrameApi {
  readonly runtime: {
    /** Absent once the extension was updated, reloaded or switched off: this script is then what is left of it. */
    readonly id?: string;
    getManifest(): { readonly version: string };
    sendMessage(message: unknown): Promise<unknown>;
    readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  };
  readonly i18n: { getMessage(key: string, substitutions?: readonly string[]): string };
}

/** A frame's way to the background: three calls, nothing else. Each answers undefined where there was no good answer. */
export interface Bridge {
  /** False where it was not heard. */
  seen(count: number): Promise<boolean>;
  /** At most `mostWatched` (model/frame-call) buttons. */
  watch(buttons: readonly WatchedButton[]): Promise<WatchAnswer | undefined>;
  open(number: RealNumber, kind: OpenKind): Promise<void>;
  /** Hears the background until the bridge ends. */
  listen(heard: (push: FramePush) => void): void;
  /** False once the extension this script is of is gone. */
  alive(): boolean;
  end(): void;
}

/** @param gone called once, when the background says that this script is of an older version */
export function createBridge(api: FrameApi, gone: () => void): Bridge {
  const { runtime } = api;
  const build = runtime.getManifest().version;
  const alive = () => runtime.id !== undefined;
  let ended = false;

  async function call(name: 'seen' | 'watch' | 'open', input: object): Promise<unknown> {
    if (!alive()) return undefined;
    try {
      const answer = (await runtime.sendMessage({ to: 'frames', build, call: name, input })) as
        | { readonly ok?: boolean; readonly value?: unknown; readonly error?: string }
        | undefined;
      if (answer?.ok) return answer.value;
      if (answer?.error === 'stale') gone();
    } catch {
      // Nobody is there: the extension is being updated, or its worker died before it answered.
    }
    return undefined;
  }

  return {
    seen: async (count) => (await call('seen', { count })) !== undefined,
    watch: (buttons) => call('watch', { buttons }) as Promise<WatchAnswer | undefined>,
    open: async (number, kind) => void (await call('open', { number, kind })),
    listen: (heard) =>
      runtime.onMessage.addListener((message) => {
        const push = message as Partial<FramePush> | undefined;
        if (!ended && push?.to === 'status-button' && push.build === build) heard(push as FramePush);
      }),
    alive,
    end() {
      ended = true;
    },
  };
}
