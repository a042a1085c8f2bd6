import type { TransportFailure } from '../protocol/protocol';

/**
 * What a browser calls a failure, in our words. `fetch` says only "Failed to fetch"; webRequest.onErrorOccurred on our
 * own requests names it. Chromium: net/base/net_error_list.h; Firefox: nsresult names.
 */
export function decodeFailure(error: string): TransportFailure {
  for (const [pattern, failure] of names) if (pattern.test(error)) return failure;
  return 'other';
}

const names: ReadonlyArray<readonly [RegExp, TransportFailure]> = [
  [/ERR_CONNECTION_REFUSED|ERR_ADDRESS_UNREACHABLE|ERR_ADDRESS_INVALID|NS_ERROR_CONNECTION_REFUSED/, 'refused'],
  [/ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED|ERR_DNS_|NS_ERROR_UNKNOWN_HOST/, 'dns'],
  [/ERR_INTERNET_DISCONNECTED|NS_ERROR_OFFLINE/, 'offline'],
  [/ERR_UNSAFE_PORT|NS_ERROR_PORT_ACCESS_NOT_ALLOWED/, 'blocked-port'],
  [/ERR_CERT_|ERR_SSL_|SEC_ERROR_|SSL_ERROR_|MOZILLA_PKIX_|NS_ERROR_NET_INADEQUATE_SECURITY/, 'tls'],
  [/ERR_EMPTY_RESPONSE|NS_ERROR_NET_EMPTY_RESPONSE/, 'empty'],
  [/ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT|NS_ERROR_NET_TIMEOUT/, 'timeout'],
  [
    /ERR_CONNECTION_|ERR_SOCKET_|ERR_CONTENT_LENGTH_MISMATCH|ERR_INCOMPLETE_CHUNKED|ERR_NETWORK_CHANGED|NS_ERROR_NET_RESET|NS_ERROR_NET_INTERRUPT|NS_ERROR_NET_PARTIAL_TRANSFER/,
    'reset',
  ],
];

/** Keeps what the browser said about each of our requests until somebody asks, by the nonce in its fragment. */
export interface FailureWatch {
  /** For webRequest.onErrorOccurred; must be registered in the worker's first turn. */
  readonly heard: (details: { readonly url: string; readonly error: string }) => void;
  /** The event may come after fetch has already rejected, so this waits for it for up to `ms`. */
  of(nonce: string, ms: number): Promise<TransportFailure>;
}

export function createFailureWatch(later: (ms: number, run: () => void) => void): FailureWatch {
  const known = new Map<string, TransportFailure>();
  const waiting = new Map<string, (failure: TransportFailure) => void>();
  return {
    heard({ url, error }) {
      const nonce = url.slice(url.indexOf('#') + 1);
      if (nonce === url) return;
      const failure = decodeFailure(error);
      const tell = waiting.get(nonce);
      if (tell) return tell(failure);
      known.set(nonce, failure);
      // Nobody asks about a request that a deadline of ours ended.
      later(60_000, () => known.delete(nonce));
    },
    of(nonce, ms) {
      const failure = known.get(nonce);
      known.delete(nonce);
      if (failure) return Promise.resolve(failure);
      return new Promise((resolve) => {
        const finish = (found: TransportFailure) => {
          waiting.delete(nonce);
          resolve(found);
        };
        waiting.set(nonce, finish);
        later(ms, () => finish('other'));
      });
    },
  };
}
