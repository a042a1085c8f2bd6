import { connect, type Socket } from 'node:net';

/** How a connection came to its end. */
export interface Exchange {
  /** Every byte received. */
  bytes: Buffer;
  text: string;
  /** Whether it ended with a reset in place of an end. */
  reset: boolean;
  /** How many pieces the bytes arrived in. */
  pieces: number;
}

/** Opens a connection to one of the server's addresses, writes these pieces one by one, and reads to the end. */
export async function talk(
  port: number,
  pieces: readonly (string | Buffer)[],
  address = '127.0.0.1',
): Promise<Exchange> {
  const socket = connect(port, address);
  socket.setNoDelay(true);
  const ended = readToEnd(socket);
  for (const piece of pieces) {
    await new Promise<void>((resolve) => socket.write(piece, () => resolve()));
  }
  return ended;
}

/** Reads until the connection is gone. */
export function readToEnd(socket: Socket): Promise<Exchange> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let reset = false;
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', (error) => {
      reset = 'code' in error && error.code === 'ECONNRESET';
    });
    socket.on('close', () => {
      const bytes = Buffer.concat(chunks);
      resolve({ bytes, text: bytes.toString(), reset, pieces: chunks.length });
    });
  });
}

/** A request in the very form of the 2005 probe: no target, no Host, CRLFCRLF after the body, outside its length. */
export function probeForm(body: string | Buffer): Buffer {
  const bytes = Buffer.from(body);
  const head = `POST HTTP/1.1\r\nContent-length: ${bytes.length}\r\nConnection: close\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n\r\n')]);
}

/** An HTTP reply with this body, byte for byte as the server writes it. */
export function httpReply(body: string): string {
  return [
    'HTTP/1.1 200 OK',
    'Server: tencent imserver/1.0.0',
    'Content-Type: text/plain; charset=UTF-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
