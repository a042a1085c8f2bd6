import type { TransportPorts } from '../../../lib/session/transport';

/** Node's fetch, made to report failures as a browser does: beside the rejection, under the address it was asked. */
export function createNodeFetch(heard: (details: { url: string; error: string }) => void): TransportPorts['fetch'] {
  return async (url, init) => {
    const { cache: _, credentials: __, ...known } = init;
    try {
      return await fetch(url, known);
    } catch (error) {
      heard({ url, error: nameOf(error) });
      throw error;
    }
  };
}

function nameOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  if (cause?.code === 'ECONNREFUSED') return 'net::ERR_CONNECTION_REFUSED';
  if (cause?.code === 'ECONNRESET') return 'net::ERR_CONNECTION_RESET';
  // undici: "other side closed" before a byte of the answer.
  if (cause?.code === 'UND_ERR_SOCKET') return 'net::ERR_EMPTY_RESPONSE';
  return `net::ERR_FAILED ${cause?.code ?? ''} ${cause?.message ?? ''}`;
}
