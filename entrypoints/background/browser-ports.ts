import { browser } from '../../lib/browser';
import { hostPattern } from '../../lib/model/host-pattern';
import { openEventStream } from '../../lib/session/event-stream';
import type { Socket, SocketEvents } from '../../lib/session/line';
import type { AlarmPort } from '../../lib/session/ports';
import type { Unlocked, UnlockedPort } from '../../lib/vault/keys';

const alarmName = 'wake';

/** Absolute times: an alarm set twice to the same moment rings once, whenever it was set. */
export function alarmPort(wake: () => void): AlarmPort {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    read: async () => (await browser.alarms.get(alarmName))?.scheduledTime,
    set: async (at) => {
      await browser.alarms.create(alarmName, { when: at });
    },
    clear: async () => {
      await browser.alarms.clear(alarmName);
    },
    soon: (ms) => {
      clearTimeout(timer);
      timer = setTimeout(wake, ms);
    },
  };
}

/** Answers how to call it off. */
export function later(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

/** Rejects where the work takes longer than `ms`, which goes on all the same. */
export function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = later(ms, () => reject(new DOMException(`no answer in ${ms} ms`, 'TimeoutError')));
    work.then(resolve, reject).finally(cancel);
  });
}

/** Locks of the browser, not ours: they end with the worker that held them. */
export async function lock(name: string, work: () => Promise<void>): Promise<boolean> {
  return navigator.locks.request(name, { ifAvailable: true }, async (held) => {
    if (held) await work();
    return held !== null;
  });
}

export function random(): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return word / 2 ** 32;
}

/** Whether the person lets us ask this address, or all hosts of this server. */
export async function allowed(url: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [hostPattern(url)] });
}

/**
 * Hears how our own requests fail, from the first allowed one on. This is the one listener that is not added in the
 * worker's first turn: the browser complains where no host is granted yet, and these events never start a worker
 * (spikes 1), so there is nothing to miss.
 */
export function hearOnce(heard: (details: { url: string; error: string }) => void): () => void {
  let hearing = false;
  return () => {
    if (hearing) return;
    hearing = true;
    // tabId -1: requests of no tab, our own.
    const ours = { urls: ['http://*/*', 'https://*/*'], tabId: -1 };
    browser.webRequest.onErrorOccurred.addListener(heard, ours);
  };
}

/** A WebSocket, or a stream of events. The browser tells nothing of why one fails but the code it closed with. */
export function openSocket(url: string, on: SocketEvents): Socket {
  if (url.startsWith('http')) return openEventStream(fetch, url, on);
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => on.opened();
  socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => on.frame(data);
  socket.onclose = ({ code }) => on.closed(code);
  return {
    send: (text) => socket.send(text),
    close() {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    },
  };
}

/** The names of errors only: their texts may hold what others wrote, or an address with a token. */
export function report(where: string, error: unknown): void {
  // biome-ignore lint/suspicious/noConsole: the one place where unforeseen errors of the background are to be seen.
  console.error(`Uinbell, ${where}: ${error instanceof Error ? error.name : typeof error}`);
}

const unlockedKey = 'unlocked';

/**
 * Memory of the browser: it outlives workers and ends with the browser. Content scripts cannot see it: its access level
 * is TRUSTED_CONTEXTS unless somebody widens it, and Firefox never shows it to them.
 */
export const unlockedPort: UnlockedPort = {
  read: async () => (await browser.storage.session.get(unlockedKey))[unlockedKey] as Unlocked | undefined,
  write: (unlocked) => browser.storage.session.set({ [unlockedKey]: unlocked }),
  clear: () => browser.storage.session.remove(unlockedKey),
};
