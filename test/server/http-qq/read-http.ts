/** One HTTP request, whole. Header names are in lower case. */
export interface HttpRequest {
  kind: 'request';
  version: string;
  headers: ReadonlyMap<string, string>;
  body: Buffer;
}

/** Bytes that are no request of ours; the connection ends with this status. */
export interface HttpRefusal {
  kind: 'refusal';
  status: 400 | 405 | 411 | 413 | 431;
}

const HEAD_LIMIT = 16 * 1024;
const BODY_LIMIT = 256 * 1024;
const HEAD_END = '\r\n\r\n';

/** The target may be missing: real clients wrote `POST HTTP/1.1` (spec/http-qq, A2), which Node's own parser refuses. */
const REQUEST_LINE = /^([A-Z]+) +(?:[^ ]+ +)?HTTP\/(1\.[01])$/;

/** Cuts the bytes of one connection into requests. Pure: bytes in, requests out. */
export class RequestReader {
  #bytes: Buffer = Buffer.alloc(0);

  feed(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
  }

  /** Whether more has piled up than any request may hold: only a client that never waits gets there. */
  get isOverfull(): boolean {
    return this.#bytes.length > 2 * (HEAD_LIMIT + BODY_LIMIT);
  }

  /** The next request, or undefined until more bytes arrive. */
  take(): HttpRequest | HttpRefusal | undefined {
    this.#skipLineEnds();
    const headEnd = this.#bytes.indexOf(HEAD_END);
    if (headEnd > HEAD_LIMIT || (headEnd < 0 && this.#bytes.length > HEAD_LIMIT)) return refusal(431);
    if (headEnd < 0) return undefined;

    const [requestLine = '', ...headerLines] = this.#bytes.toString('latin1', 0, headEnd).split('\r\n');
    const [, method, version] = REQUEST_LINE.exec(requestLine) ?? [];
    if (method === undefined || version === undefined) return refusal(400);
    if (method !== 'POST') return refusal(405);

    const headers = decodeHeaders(headerLines);
    const length = headers.get('content-length');
    if (length === undefined) return refusal(411);
    if (!/^\d{1,9}$/.test(length)) return refusal(400);
    if (Number(length) > BODY_LIMIT) return refusal(413);

    const bodyStart = headEnd + HEAD_END.length;
    const bodyEnd = bodyStart + Number(length);
    if (this.#bytes.length < bodyEnd) return undefined;
    const body = this.#bytes.subarray(bodyStart, bodyEnd);
    this.#bytes = this.#bytes.subarray(bodyEnd);
    return { kind: 'request', version, headers, body };
  }

  /** Some clients send CRLFCRLF after the body, outside its length (spec/http-qq, A2). */
  #skipLineEnds(): void {
    let start = 0;
    while (this.#bytes[start] === 0x0d || this.#bytes[start] === 0x0a) start += 1;
    this.#bytes = this.#bytes.subarray(start);
  }
}

function decodeHeaders(lines: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return headers;
}

function refusal(status: HttpRefusal['status']): HttpRefusal {
  return { kind: 'refusal', status };
}
