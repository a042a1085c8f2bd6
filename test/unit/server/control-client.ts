import { talk } from './raw-client';

/** What the control port answers, with the HTTP status beside it. */
export interface ControlAnswer {
  status: number;
  ok: boolean;
  error?: string;
  field?: string | null;
  [more: string]: unknown;
}

export interface ControlWire {
  body?: string;
  /** Null leaves the header out. */
  host?: string | null;
  contentType?: string | null;
}

/** Makes a call over a raw socket, so that a test chooses every header. */
export async function callControl(
  port: number,
  method: string,
  path: string,
  wire: ControlWire = {},
): Promise<ControlAnswer> {
  const { body = '', host = `127.0.0.1:${port}`, contentType = 'application/json' } = wire;
  const lines = [
    `${method} ${path} HTTP/1.1`,
    ...(host === null ? [] : [`Host: ${host}`]),
    ...(contentType === null || method === 'GET' ? [] : [`Content-Type: ${contentType}`]),
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  const { text } = await talk(port, [`${lines.join('\r\n')}\r\n\r\n${body}`]);
  const [, status] = /^HTTP\/1\.1 (\d+)/.exec(text) ?? [];
  return { ...JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4)), status: Number(status) };
}
