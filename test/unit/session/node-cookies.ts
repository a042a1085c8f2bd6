import { type IncomingMessage, request } from 'node:http';
import type { CookiePort } from '../../../lib/session/cookie-port';

/**
 * What a browser's session rules do: one Cookie header and one Referer on one request, redirects left alone, every
 * Set-Cookie handed back. Names under localhost lead to this machine, as in browsers.
 */
export function nodeCookies(heard: (details: { url: string; error: string }) => void): CookiePort {
  return {
    send: (address, init, cookie) =>
      new Promise((resolve, reject) => {
        const url = new URL(address);
        const body = typeof init.body === 'string' ? init.body : undefined;
        const headers: Record<string, string | number> = {
          ...(init.headers as Record<string, string>),
          Host: url.host,
          ...(cookie === undefined ? {} : { Cookie: cookie }),
          ...(body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }),
        };
        const host = /localhost$/.test(url.hostname) ? '127.0.0.1' : url.hostname;
        const path = url.pathname + url.search;
        const { method = 'GET', signal } = init;
        const wire = request(
          { host, port: url.port, path, method, headers, ...(signal ? { signal } : {}) },
          (answer) => {
            resolve({ response: responseOf(answer), setCookie: answer.headers['set-cookie'] ?? [] });
          },
        );
        wire.on('error', (error: Error & { code?: string }) => {
          heard({ url: address, error: names[error.code ?? ''] ?? 'net::ERR_FAILED' });
          reject(error);
        });
        wire.end(body);
      }),
  };
}

const names: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'net::ERR_CONNECTION_REFUSED',
  ECONNRESET: 'net::ERR_CONNECTION_RESET',
};

function responseOf(answer: IncomingMessage): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      answer.on('data', (chunk: Buffer) => controller.enqueue(new Uint8Array(chunk)));
      answer.on('end', () => controller.close());
      answer.on('error', (error) => controller.error(error));
      answer.on('aborted', () => controller.error(new Error('cut')));
    },
    cancel: () => void answer.destroy(),
  });
  const headers = new Headers();
  if (answer.headers.location) headers.set('location', answer.headers.location);
  const status = answer.statusCode ?? 200;
  return new Response(status === 204 || status === 304 ? null : body, { status, headers });
}
