import * as v from 'valibot';
import type { Answer } from './envelope';
import { type FrameCall, type FrameInput, type FrameOutput, frameCalls } from './frame-calls';
import { text } from './shapes';

/** Where a call came from, as the browser says. */
export interface FrameSender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly origin?: string | undefined;
  readonly frameId?: number | undefined;
  readonly documentId?: string | undefined;
  readonly tab?: { readonly id?: number | undefined; readonly incognito?: boolean } | undefined;
}

/** A frame of a page: one document, where the browser names documents. */
export interface Frame {
  readonly tabId: number;
  readonly frameId: number;
  readonly documentId?: string;
  readonly host: string;
}

export type FrameHandlers = {
  readonly [K in FrameCall]: (input: FrameInput<K>, frame: Frame) => Promise<FrameOutput[K]>;
};

export interface FrameServerPorts {
  readonly handlers: FrameHandlers;
  readonly build: string;
  readonly id: string;
  report(where: string, error: unknown): void;
}

const envelope = v.object({ to: v.literal('frames'), build: text(0, 100), call: text(0, 100), input: v.unknown() });

/** Answers calls of content scripts; undefined for every message that is none. */
export function createFrameServer(
  ports: FrameServerPorts,
): (message: unknown, sender: FrameSender) => Promise<Answer<unknown>> | undefined {
  return (message, sender) => {
    const parsed = v.safeParse(envelope, message);
    return parsed.success ? answer(ports, parsed.output, sender) : undefined;
  };
}

async function answer(
  ports: FrameServerPorts,
  { build, call, input }: v.InferOutput<typeof envelope>,
  sender: FrameSender,
): Promise<Answer<unknown>> {
  const frame = sender.id === ports.id ? readFrame(sender) : undefined;
  if (!frame) return refusal('not-allowed');
  if (build !== ports.build) return refusal('stale');
  if (!Object.hasOwn(frameCalls, call)) return refusal('unknown-call');
  const name = call as FrameCall;
  const checked = v.safeParse(frameCalls[name], input);
  // Not a word of what was wrong: our own scripts never are, and others are told nothing.
  if (!checked.success) return refusal('bad-input');
  try {
    const handle = ports.handlers[name] as (input: unknown, frame: Frame) => Promise<unknown>;
    return { ok: true, value: await handle(checked.output, frame) };
  } catch (error) {
    ports.report(`frame call ${name}`, error);
    return refusal('failed');
  }
}

/** Undefined for whatever is no frame of a web page in a tab: pages of ours, sandboxed frames, private windows. */
function readFrame({ tab, frameId, documentId, origin, url }: FrameSender): Frame | undefined {
  const from = URL.parse(origin ?? url ?? '');
  if (tab?.id === undefined || tab.incognito === true || frameId === undefined || from === null) return undefined;
  if (from.protocol !== 'http:' && from.protocol !== 'https:') return undefined;
  return { tabId: tab.id, frameId, host: from.hostname, ...(documentId === undefined ? {} : { documentId }) };
}

function refusal(error: Extract<Answer<never>, { ok: false }>['error']): Answer<never> {
  return { ok: false, error, detail: '' };
}
