import { type IncomingMessage, request } from 'node:http';

export interface Exchanged {
  readonly response: Response;
  /** Each Set-Cookie as it came. */
  readonly setCookie: readonly string[];
}

/**
 * One request as a browser sends it, redirects left alone. Names under localhost lead to this machine, as in browsers.
 * Rejects with Node's own error where no answer comes.
 */
export function exchange(address: string, init: RequestInit, cookie?: string): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    const { host, hostname, port, pathname, search } = new URL(address);
    const { method = 'GET', signal } = init;
    const body = typeof init.body === 'string' ? init.body : undefined;
    const headers = {
      ...(init.headers as Record<string, string>),
      Host: host,
      ...(cookie !== undefined && { Cookie: cookie }),
      ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }),
    };
    const here = /localhost$/.test(hostname) ? '127.0.0.1' : hostname;
    const options = { host: here, port, path: pathname + search, method, headers, ...(signal && { signal }) };
    const wire = request(options, (answer) => {
      resolve({ response: responseOf(answer), setCookie: answer.headers['set-cookie'] ?? [] });
    });
    wire.on('error', reject);
    wire.end(body);
  });
}

function responseOf(answer: IncomingMessage): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      answer.on('data', (chunk: Buffer) => controller.enqueue(new Uint8Array(chunk)));
      answer.on('end', () => controller.close());
      answer.on('error', (error) => controller.error(error));
    },
    cancel: () => void answer.destroy(),
  });
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(answer.headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  const status = answer.statusCode ?? 200;
  return new Response(status === 204 || status === 304 ? null : body, { status, headers });
}
