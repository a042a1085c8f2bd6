import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dispatchGet, dispatchPost } from './dispatch';
import { Refusal } from './refusal';
import type { CallAnswer, Room } from './room';

const BODY_LIMIT = 8 * 1024 * 1024;
const PATH = /^\/control\/([a-z-]+)$/;

/** Opens the control port, on loopback only. */
export async function startControl(room: Room, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    void answer(room, server, request).then(({ status, body }) => send(response, status, body));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

async function answer(
  room: Room,
  server: Server,
  request: IncomingMessage,
): Promise<{ status: number; body: CallAnswer }> {
  try {
    checkSender(request, (server.address() as AddressInfo).port);
    return { status: 200, body: { ok: true, ...(await carryOut(room, request)) } };
  } catch (error) {
    // A fault of ours is told to whoever met it; the server lives on for the others.
    if (!(error instanceof Refusal)) return { status: 500, body: { ok: false, error: String(error), field: null } };
    return { status: error.status, body: { ok: false, error: error.message, field: error.field } };
  }
}

async function carryOut(room: Room, request: IncomingMessage): Promise<CallAnswer> {
  const url = new URL(request.url ?? '/', 'http://control');
  const name = PATH.exec(url.pathname)?.[1];
  if (name === undefined) throw new Refusal(404, 'calls are /control/<name>');
  if (request.method === 'GET') return dispatchGet(room, name, url.searchParams);
  if (request.method !== 'POST') throw new Refusal(405, 'calls are GET or POST');
  return dispatchPost(room, name, await readJson(request));
}

/**
 * A page in a browser on this machine can reach loopback too. It cannot choose the Host it calls (DNS rebinding), and
 * cannot send JSON across origins without asking first, so these two checks keep pages out.
 */
function checkSender(request: IncomingMessage, port: number): void {
  const host = request.headers.host;
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) throw new Refusal(403, 'this Host is not served');
  const type = request.headers['content-type'] ?? '';
  if (request.method === 'POST' && !/^application\/json\s*(;|$)/i.test(type)) {
    throw new Refusal(403, 'the content type must be application/json');
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > BODY_LIMIT) throw new Refusal(413, `a body has ${BODY_LIMIT} bytes at most`);
    chunks.push(chunk);
  }
  try {
    return length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new Refusal(400, 'the body is not JSON');
  }
}

function send(response: ServerResponse, status: number, body: CallAnswer): void {
  const bytes = Buffer.from(`${JSON.stringify(body)}\n`);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': bytes.length,
    // A kept connection would fail its next call when the server has come back on the same port meanwhile.
    Connection: 'close',
  });
  response.end(bytes);
}
