import type { Account } from '../model/account';
import { isDeed } from '../model/act';
import type { EpochMs } from '../model/ids';
import type { Cursor, Protocol, Reply, Request, SecretMark, TransportFailure } from '../protocol/protocol';
import { VaultLocked } from '../vault/vault';
import { isBlockedPort } from './blocked-ports';
import { cookieHeader, cookieValue, parseJar, takeCookies } from './cookie-jar';
import type { CookiePort } from './cookie-port';
import type { FailureWatch } from './failures';
import { jarSecret, type Keyring } from './keyring';
import type { LaneKind, Lanes } from './lanes';
import { isHeld } from './turn';
import { unlessLocked } from './unless-locked';

/**
 * Past this a request is given up here; its key stays in flight and is asked again. A poll that must not be cut off says
 * for itself how long it may take (`holdMs`).
 */
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
  /** What requests under the account's own cookies need; without it there are none. */
  readonly jars?: JarPorts;
  /** Unique text for the fragment that ties the browser's report of a failure to its request. */
  nonce(): string;
}

export interface JarPorts {
  now(): EpochMs;
  openProtocol(account: Account): Protocol<Cursor>;
  keyring(account: Account): Keyring;
  readonly cookies: CookiePort;
}

export type Transport = (account: Account, request: Request) => Promise<Reply>;

export function createTransport(ports: TransportPorts): Transport {
  return async (account, request) => {
    if (request.via.kind !== 'http') return { kind: 'failure', failure: 'other' };
    const { method, headers, body, redirect } = request.via;
    if (!(await ports.allowed(request.via.url))) return { kind: 'failure', failure: 'no-permission' };
    const { jars } = ports;
    const secret = async (name: string, from?: 'jar') =>
      from && jars
        ? cookieValue(parseJar((await jars.keyring(account).read())?.[jarSecret]), name)
        : ports.secret(account, name);
    const spelling: Spell = (as, value) => jars?.openProtocol(account).spell?.(as, value) ?? value;
    const filled = await unlessLocked(fillIn(body ?? [], secret, spelling));
    const tail = await unlessLocked(fillIn(request.via.tail ?? [], secret, spelling));
    const heads = await unlessLocked(fillHeaders(headers ?? {}, secret, spelling));
    if (filled instanceof VaultLocked || heads instanceof VaultLocked || tail instanceof VaultLocked)
      return { kind: 'failure', failure: 'locked' };
    if (filled === undefined || heads === undefined || tail === undefined)
      return { kind: 'failure', failure: 'no-secret' };
    const url = request.via.url + tail;
    let answered = false;
    const fetch = request.via.jar && jars ? withJar(jars, account, url, () => (answered = true)) : ports.fetch;

    const nonce = `${account.id}.${ports.nonce()}`;
    const giveUp = new AbortController();
    let late = false;
    const abort = () => {
      late = true;
      giveUp.abort();
    };
    const leave = await ports.lanes.enter(new URL(url).host, laneOf(request), abort);
    let cancelDeadline = () => {};
    // Once the answer to a poll has begun, what it brings is in no other.
    const letGo = () => {
      if (answered) cancelDeadline = ports.later(deadlineMs, abort);
      else abort();
    };
    cancelDeadline = ports.later(request.via.holdMs ?? deadlineMs, request.via.holdMs === undefined ? abort : letGo);
    const rest = keepAwake(ports);
    try {
      if (request.want.kind === 'send' && (await ports.withdrawn?.(account, request)))
        return { kind: 'failure', failure: 'withdrawn' };
      const response = await fetch(`${url}#${nonce}`, {
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
    } catch (error) {
      if (error instanceof VaultLocked) return { kind: 'failure', failure: 'locked' };
      const held = request.via.holdMs !== undefined;
      if (late && !(held && answered)) return { kind: 'failure', failure: 'timeout' };
      if (answered) return { kind: 'failure', failure: 'reset' };
      return { kind: 'failure', failure: await nameFailure(ports, url, nonce) };
    } finally {
      rest();
      cancelDeadline();
      leave();
    }
  };
}

/** What a person waits for takes the place that is kept for replies. */
function laneOf(request: Request): LaneKind {
  const { want } = request;
  if (want.kind === 'send' || want.kind === 'status' || isDeed(want)) return 'urgent';
  return isHeld(request) ? 'held' : 'poll';
}

async function nameFailure(ports: TransportPorts, url: string, nonce: string): Promise<TransportFailure> {
  const told = await ports.failures.of(nonce, nameFailureMs);
  return told === 'other' && isBlockedPort(new URL(url)) ? 'blocked-port' : told;
}

async function fillHeaders(
  headers: Readonly<Record<string, string | ReadonlyArray<string | SecretMark>>>,
  secret: (name: string) => Promise<string | undefined>,
  spelling: Spell,
): Promise<Record<string, string> | undefined> {
  const filled: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const text = typeof value === 'string' ? value : await fillIn(value, secret, spelling);
    if (text === undefined) return undefined;
    if (text !== '') filled[name] = text;
  }
  return filled;
}

type Spell = (as: string, secret: string) => string;

/** Puts each secret in its place, undefined where one is not there. */
export async function fillIn(
  parts: ReadonlyArray<string | SecretMark>,
  secret: (name: string, from?: 'jar') => Promise<string | undefined>,
  spelling: Spell = (_, value) => value,
): Promise<string | undefined> {
  let text = '';
  for (const part of parts) {
    const filled = typeof part === 'string' ? part : spell(part, await secret(part.secret, part.from), spelling);
    if (filled === undefined) return undefined;
    text += filled;
  }
  return text;
}

function spell({ lead = '', as }: SecretMark, secret: string | undefined, spelling: Spell): string | undefined {
  if (!secret) return secret;
  if (as === undefined) return lead + secret;
  return lead + (as === 'query' ? encodeURIComponent(secret) : spelling(as, secret));
}

/** Sends under the account's own cookies; what the answer sets lies in the vault before anybody sees the answer. */
function withJar(jars: JarPorts, account: Account, url: string, answered: () => void): TransportPorts['fetch'] {
  return async (address, init) => {
    const keyring = jars.keyring(account);
    const header = cookieHeader(parseJar((await keyring.read())?.[jarSecret]), url, jars.now());
    const { response, setCookie } = await jars.cookies.send(address, init, header, answered);
    if (setCookie.length > 0) {
      await keyring.change((secrets) => {
        const jar = takeCookies(parseJar(secrets[jarSecret]), url, setCookie, jars.now());
        return { ...secrets, [jarSecret]: JSON.stringify(jar) };
      });
    }
    return response;
  };
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
