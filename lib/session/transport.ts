import type { Account } from '../model/account';
import type { Reply, Request, SecretMark, TransportFailure } from '../protocol/protocol';
import { VaultLocked } from '../vault/vault';
import { isBlockedPort } from './blocked-ports';
import type { FailureWatch } from './failures';
import type { Lanes } from './lanes';
import { unlessLocked } from './unless-locked';

/** Past this a request is given up here; its key stays in flight and is asked again. A worker that only awaits a slow
 * fetch is killed after 30 s, so this stays below (spikes 2). */
export const deadlineMs = 25_000;

/** A worker counts as idle while a fetch is under way unless some extension API is called now and then (spikes 2). */
const stayAwakeEveryMs = 20_000;

/** No honest answer is larger; what a server pours out past it is cut off and kept as far as it was read. */
export const longestReplyBytes = 2 * 1024 * 1024;

/** How long the browser may take to name a failure after fetch has rejected. */
const nameFailureMs = 500;

export interface TransportPorts {
  fetch(url: string, init: RequestInit): Promise<Response>;
  readonly failures: FailureWatch;
  readonly lanes: Lanes;
  /** Whether the person lets us ask this address. */
  allowed(url: string): Promise<boolean>;
  /** An account's secret by name, undefined where there is none; rejects with `VaultLocked`. */
  secret(account: Account, name: string): Promise<string | undefined>;
  /** Whether it is no longer safe to send, asked once it has its place; absent: nothing changes meanwhile. */
  withdrawn?(account: Account, request: Request): Promise<boolean>;
  later(ms: number, run: () => void): () => void;
  stayAwake(): void;
  /** Unique text for the fragment that ties the browser's report of a failure to its request. */
  nonce(): string;
}

export type Transport = (account: Account, request: Request) => Promise<Reply>;

export function createTransport(ports: TransportPorts): Transport {
  return async (account, request) => {
    if (request.via.kind !== 'http') return { kind: 'failure', failure: 'other' };
    const { url, method, headers, body, redirect } = request.via;
    if (!(await ports.allowed(url))) return { kind: 'failure', failure: 'no-permission' };
    const secret = (name: string) => ports.secret(account, name);
    const filled = await unlessLocked(fillIn(body ?? [], secret));
    const heads = await unlessLocked(fillHeaders(headers ?? {}, secret));
    if (filled instanceof VaultLocked || heads instanceof VaultLocked) return { kind: 'failure', failure: 'locked' };
    if (filled === undefined || heads === undefined) return { kind: 'failure', failure: 'no-secret' };

    const nonce = `${account.id}.${ports.nonce()}`;
    const giveUp = new AbortController();
    let late = false;
    let answered = false;
    const abort = () => {
      late = true;
      giveUp.abort();
    };
    const leave = await ports.lanes.enter(new URL(url).host, request.want.kind === 'send', abort);
    if (request.want.kind === 'send' && (await ports.withdrawn?.(account, request))) {
      leave();
      return { kind: 'failure', failure: 'withdrawn' };
    }
    const cancelDeadline = ports.later(deadlineMs, abort);
    const rest = keepAwake(ports);
    try {
      const response = await ports.fetch(`${url}#${nonce}`, {
        method,
        headers: heads,
        ...(method === 'POST' ? { body: filled } : {}),
        credentials: 'omit',
        cache: 'no-store',
        redirect: redirect ?? 'error',
        signal: giveUp.signal,
      });
      answered = true;
      const { bytes, whole } = await readBody(response, longestReplyBytes);
      if (!whole) giveUp.abort();
      return whole
        ? { kind: 'reply', status: response.status, headers: [...response.headers], bytes }
        : { kind: 'failure', failure: 'too-large', bytes };
    } catch {
      if (late) return { kind: 'failure', failure: 'timeout' };
      if (answered) return { kind: 'failure', failure: 'reset' };
      return { kind: 'failure', failure: await nameFailure(ports, url, nonce) };
    } finally {
      rest();
      cancelDeadline();
      leave();
    }
  };
}

async function nameFailure(ports: TransportPorts, url: string, nonce: string): Promise<TransportFailure> {
  const told = await ports.failures.of(nonce, nameFailureMs);
  return told === 'other' && isBlockedPort(new URL(url)) ? 'blocked-port' : told;
}

async function fillHeaders(
  headers: Readonly<Record<string, string | ReadonlyArray<string | SecretMark>>>,
  secret: (name: string) => Promise<string | undefined>,
): Promise<Record<string, string> | undefined> {
  const filled: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const text = typeof value === 'string' ? value : await fillIn(value, secret);
    if (text === undefined) return undefined;
    if (text !== '') filled[name] = text;
  }
  return filled;
}

/** Puts each secret in its place, undefined where one is not there. */
export async function fillIn(
  parts: ReadonlyArray<string | SecretMark>,
  secret: (name: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  let text = '';
  for (const part of parts) {
    const filled = typeof part === 'string' ? part : spell(part, await secret(part.secret));
    if (filled === undefined) return undefined;
    text += filled;
  }
  return text;
}

function spell({ lead = '', as }: SecretMark, secret: string | undefined): string | undefined {
  if (!secret) return secret;
  return lead + (as === 'query' ? encodeURIComponent(secret) : secret);
}

async function readBody(response: Response, most: number): Promise<{ bytes: Uint8Array; whole: boolean }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let whole = true;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value.subarray(0, most - size));
    size += value.length;
    if (size > most) {
      whole = false;
      break;
    }
  }
  const bytes = new Uint8Array(Math.min(size, most));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return { bytes, whole };
}

function keepAwake(ports: TransportPorts): () => void {
  let cancel = () => {};
  const beat = () => {
    ports.stayAwake();
    cancel = ports.later(stayAwakeEveryMs, beat);
  };
  cancel = ports.later(stayAwakeEveryMs, beat);
  return () => cancel();
}
