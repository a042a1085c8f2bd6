import type { FramePush } from '../model/frame-call';

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

/** What asks the background. Answers undefined where there was no good answer. */
export interface Line {
  build(): string;
  call(name: 'seen' | 'watch' | 'open', input: object): Promise<unknown>;
  /** False once the extension this script is of is gone, or nobody listens any more. */
  alive: () => boolean;
}

/** @param gone called once, when the background says that this script is of an older version */
export function createLine(api: FrameApi, gone: () => void): Line {
  // Touched only when it is needed: the browser sets it up then, and on most pages nothing ever is.
  const build = () => api.runtime.getManifest().version;
  // Of an extension that is gone some browsers leave no `runtime` at all.
  const alive = () => !!(api.runtime as FrameApi['runtime'] | undefined)?.id;
  return {
    build,
    alive,
    async call(call, input) {
      try {
        const answer = (await api.runtime.sendMessage({ to: 'frames', build: build(), call, input })) as
          | { readonly ok?: boolean; readonly value?: unknown; readonly error?: string }
          | undefined;
        if (answer?.ok) return answer.value;
        if (answer?.error === 'stale') gone();
      } catch {
        // Nobody is there: the extension is being updated or gone, or its worker died before it answered.
      }
      return undefined;
    },
  };
}

/** What hears the background until it ends. Answers how to end it. */
export function listen({ runtime }: FrameApi, line: Line, heard: (push: FramePush) => void): () => void {
  runtime.onMessage.addListener((message) => {
    const push = message as Partial<FramePush> | undefined;
    if (line.alive() && push?.to === 'status-button' && push.build === line.build()) heard(push as FramePush);
  });
  return () => {
    line.alive = () => false;
  };
}
