/**
 * What travels over runtime.sendMessage. `build` is the version that built the page: after an update an old page gets
 * `stale` and goes quiet instead of speaking to a background that means something else.
 */
export interface Envelope {
  readonly to: 'background';
  readonly build: string;
  readonly call: string;
  readonly input: unknown;
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: CallError; readonly detail: string };

/** `no-answer`: nobody listens (the extension was updated or switched off). */
export type CallError = 'unknown-call' | 'bad-input' | 'not-allowed' | 'stale' | 'failed' | 'no-answer';
