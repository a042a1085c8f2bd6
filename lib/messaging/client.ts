import type { Answer, Envelope } from './envelope';
import type { PageCall, PageInput, PageResult } from './page-calls';

export type SendMessage = (message: Envelope) => Promise<unknown>;
export type Ask = <K extends PageCall>(call: K, input: PageInput<K>) => Promise<Answer<PageResult<K>>>;

/**
 * A page's way to the background. Never throws: what went wrong is in the answer.
 *
 * @param belongs false once the extension that this page is of is no longer there: it was updated or switched off.
 */
export function createClient(send: SendMessage, build: string, belongs: () => boolean = () => true): Ask {
  return async (call, input) => {
    try {
      const answer = await send({ to: 'background', build, call, input });
      return isAnswer(answer)
        ? (answer as Answer<never>)
        : { ok: false, error: 'no-answer', detail: 'nobody answered the call' };
    } catch (error) {
      return { ok: false, error: belongs() ? 'no-answer' : 'stale', detail: String(error) };
    }
  };
}

function isAnswer(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'ok' in value;
}
