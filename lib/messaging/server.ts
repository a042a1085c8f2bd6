import * as v from 'valibot';
import type { Answer, Envelope } from './envelope';
import { type PageCall, type PageInput, type PageResult, pageCalls } from './page-calls';
import { text } from './shapes';

export type PageHandlers = { readonly [K in PageCall]: (input: PageInput<K>) => Promise<PageResult<K>> };

export interface Sender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  /** `null` as text for a sandboxed frame, whatever its address says. */
  readonly origin?: string | undefined;
}

export interface ServerPorts {
  readonly handlers: PageHandlers;
  readonly build: string;
  /** Our own id, and the origin that our pages' addresses start with, with its slash. */
  readonly id: string;
  readonly origin: string;
  report(where: string, error: unknown): void;
}

const envelope = v.object({ to: v.literal('background'), build: text(0, 100), call: text(0, 100), input: v.unknown() });

/**
 * The one listener of runtime.onMessage. It is not async and answers `undefined` to whatever is not for it: a listener
 * that promises an answer to everything steals those of others (Firefox takes the first promise).
 */
export function createServer(
  ports: ServerPorts,
): (message: unknown, sender: Sender) => Promise<Answer<unknown>> | undefined {
  return (message, sender) => {
    const parsed = v.safeParse(envelope, message);
    if (!parsed.success) return undefined;
    return answer(ports, parsed.output, sender);
  };
}

async function answer(ports: ServerPorts, { build, call, input }: Envelope, sender: Sender): Promise<Answer<unknown>> {
  // A content script has our id too, and the page's address: both must be ours (features 5.2, forged messages).
  if (!isOurs(ports, sender)) return refusal('not-allowed', 'not a page of ours');
  if (!Object.hasOwn(pageCalls, call)) return refusal('unknown-call', call);
  if (build !== ports.build) return refusal('stale', `the page was built by ${build}`);
  const name = call as PageCall;
  const checked = v.safeParse(pageCalls[name], input);
  if (!checked.success) return refusal('bad-input', placesOf(checked.issues));
  try {
    return { ok: true, value: await (ports.handlers[name] as (input: unknown) => Promise<unknown>)(checked.output) };
  } catch (error) {
    ports.report(`call ${name}`, error);
    return refusal('failed', error instanceof Error ? error.name : 'unknown');
  }
}

function isOurs({ id, origin }: ServerPorts, sender: Sender): boolean {
  const said = sender.origin === undefined ? origin : `${sender.origin}/`;
  return sender.id === id && sender.url?.startsWith(origin) === true && said === origin;
}

function refusal(error: Extract<Answer<never>, { ok: false }>['error'], detail: string): Answer<never> {
  return { ok: false, error, detail };
}

/** Where the input is wrong and what was expected there; never what came, which may be a secret in the wrong place. */
function placesOf(issues: readonly v.BaseIssue<unknown>[]): string {
  const expected = ({ type, message, expected }: v.BaseIssue<unknown>) =>
    type === 'custom' ? message : (expected ?? type);
  return issues.map((issue) => `${v.getDotPath(issue) ?? 'input'}: ${expected(issue)}`).join('; ');
}
