/** An HTTP reply as it is to leave. */
export interface HttpReply {
  status: number;
  contentType: string;
  body: Buffer;
  /** How much of the body is really sent; the rest is promised and never comes. */
  sent?: number;
}

/** What a connection gets in answer to a request. */
export type WireAnswer =
  | { kind: 'replies'; replies: HttpReply[] }
  /** NULL: the connection ends and not one byte was sent (spec/http-qq, Transport). */
  | { kind: 'close' }
  | { kind: 'reset' }
  | { kind: 'silence' };

const REASONS: Record<number, string> = {
  200: 'OK',
  400: 'Bad Request',
  405: 'Method Not Allowed',
  411: 'Length Required',
  413: 'Payload Too Large',
  431: 'Request Header Fields Too Large',
  502: 'Bad Gateway',
};

/** The replies that carry these QQ bodies. */
export function soundReplies(bodies: readonly (string | Buffer)[]): HttpReply[] {
  return bodies.map((body) => ({
    status: 200,
    contentType: 'text/plain; charset=UTF-8',
    body: typeof body === 'string' ? Buffer.from(body) : body,
  }));
}

/** A reply without content, for what is no request of ours. */
export function emptyReply(status: number): HttpReply {
  return { status, contentType: 'text/plain; charset=UTF-8', body: Buffer.alloc(0) };
}

/** Writes a reply's bytes: the headers of the 2005 text in its order, then our own Connection. */
export function encodeHttp(reply: HttpReply, connection: 'close' | 'keep-alive'): Buffer {
  const lines = [
    `HTTP/1.1 ${reply.status} ${REASONS[reply.status] ?? ''}`,
    'Server: tencent imserver/1.0.0',
    `Content-Type: ${reply.contentType}`,
    `Content-Length: ${reply.body.length}`,
    ...(reply.status === 405 ? ['Allow: POST'] : []),
    `Connection: ${connection}`,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), reply.body.subarray(0, reply.sent)]);
}
