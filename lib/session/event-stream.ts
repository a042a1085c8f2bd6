import { createParser } from 'eventsource-parser';
import type { Socket, SocketEvents } from './line';
import { longestReplyBytes } from './transport';

/** Closing codes in a socket's own words (RFC 6455, 7.4.1), so that a protocol reads one end of a line like another. */
const ended = 1000;
const notAStream = 1003;
const lost = 1006;
const notLetIn = 1008;
const tooLarge = 1009;

/**
 * A stream of events over HTTP behind a socket's port: what comes is a frame each, and nothing can be sent. A worker has
 * no EventSource in Firefox, and one would open again by itself, behind the session's back; so fetch reads it.
 */
export function openEventStream(fetch: typeof globalThis.fetch, url: string, on: SocketEvents): Socket {
  const giveUp = new AbortController();
  let over = false;
  const close = (code: number) => {
    if (over) return;
    over = true;
    giveUp.abort();
    on.closed(code);
  };
  const parser = createParser({
    onEvent: ({ data }) => {
      if (!over) on.frame(data);
    },
    onError: ({ type }) => {
      if (type === 'max-buffer-size-exceeded') close(tooLarge);
    },
    maxBufferSize: longestReplyBytes,
  });
  const listen = async () => {
    const response = await fetch(url, {
      headers: { Accept: 'text/event-stream' },
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      signal: giveUp.signal,
    });
    if (response.status === 401 || response.status === 403) return close(notLetIn);
    const kind = response.headers.get('content-type') ?? '';
    // A gateway's "502" or a portal's page says nothing of what its server has.
    if (response.status >= 500 || /^text\/html\b/i.test(kind)) return close(lost);
    if (!response.ok || !/^text\/event-stream\b/i.test(kind)) return close(notAStream);
    if (over) return;
    on.opened();
    const text = new TextDecoder();
    const reader = response.body?.getReader();
    while (reader && !over) {
      const { done, value } = await reader.read();
      if (done) break;
      parser.feed(text.decode(value, { stream: true }));
    }
    close(ended);
  };
  listen().catch(() => close(lost));
  return {
    send() {},
    close() {
      over = true;
      giveUp.abort();
    },
  };
}
