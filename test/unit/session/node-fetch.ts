import type { TransportPorts } from '../../../lib/session/transport';
import { exchange } from './node-http';

type Heard = (details: { url: string; error: string }) => void;

const redirects = [301, 302, 303, 307, 308];

/**
 * A fetch that reports failures as a browser does: beside the rejection, under the address it was asked. Made of
 * node:http, which asks with a quarter of the work of Node's own fetch: death tests ask ten thousands of times.
 */
export function createNodeFetch(heard: Heard): TransportPorts['fetch'] {
  return async (url, init) => {
    try {
      const { response } = await exchange(url, init);
      if (init.redirect !== 'error' || !redirects.includes(response.status)) return response;
      await response.body?.cancel();
      throw new Error('redirected');
    } catch (error) {
      heard({ url, error: nameOf(error as Error & { code?: string }) });
      throw error;
    }
  };
}

function nameOf({ code, message }: Error & { code?: string }): string {
  if (code === 'ECONNREFUSED') return 'net::ERR_CONNECTION_REFUSED';
  // Node gives both the same code: closed before a byte of the answer, or reset.
  if (message === 'socket hang up') return 'net::ERR_EMPTY_RESPONSE';
  if (code === 'ECONNRESET') return 'net::ERR_CONNECTION_RESET';
  return `net::ERR_FAILED ${code ?? ''} ${message}`;
}
