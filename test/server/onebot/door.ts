import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { FAULTS_BEFORE } from '../faults';
import type { Account } from './accounts';
import type { HttpAnswer, Manner, SocketRefusal } from './flavours';
import { answerHttp, WEBUI } from './http';
import { mannerOf, type Office } from './office';
import { type Scope, SocketLine } from './socket';
import { checkToken } from './token';

const FRAME_LIMIT = 64 * 1024 * 1024;
const ATTEMPTS = 50;
const ATTEMPT_PAUSE_MS = 20;
const AT_CONNECT = FAULTS_BEFORE.filter((kind) => kind !== 'res-3' && kind !== 'res-20');
const HTTP_REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
};

/** One port on loopback, and whoever's program stands behind it at the moment. */
export class Door {
  #server: Server | undefined;
  readonly #sockets = new Set<Socket>();
  readonly #lines = new Set<SocketLine>();
  readonly #upgrader = new WebSocketServer({ noServer: true, maxPayload: FRAME_LIMIT });

  constructor(
    private readonly office: Office,
    private readonly occupant: (port: number) => Account | undefined,
  ) {}

  /** Listens on this port, or on a free one. */
  async open(port: number): Promise<number> {
    const server = createServer((request, response) => {
      const account = this.#account;
      if (account === undefined) request.socket.resetAndDestroy();
      // A caller that dies in mid-body ends its own request, nothing else.
      else void answerHttp(this.office, { account, request, response }).catch(() => request.socket.destroy());
    });
    server.on('connection', (socket) => this.#admit(socket));
    server.on('upgrade', (request, socket: Socket, head) => this.#upgrade(request, socket, head));
    await listen(server, port);
    this.#server = server;
    return this.port;
  }

  get port(): number {
    return (this.#server?.address() as AddressInfo | null)?.port ?? 0;
  }

  get isOpen(): boolean {
    return this.#server !== undefined;
  }

  /** Ends everybody's connection as a program does that is stopped; the port goes on listening. */
  disconnect(): void {
    for (const line of this.#lines) line.close();
    this.#lines.clear();
  }

  /** Ends all connections with a reset, as a process that dies does, and listens no more. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.reset();
    if (server !== undefined) await new Promise((resolve) => server.close(resolve));
  }

  /** Ends all connections with a reset. */
  reset(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
    this.#lines.clear();
  }

  get #account(): Account | undefined {
    return this.#server === undefined ? undefined : this.occupant(this.port);
  }

  /** A port that is kept for nobody yet has nobody behind it. */
  #admit(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (this.#account === undefined) socket.resetAndDestroy();
  }

  #upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    const account = this.#account;
    if (account === undefined) {
      socket.resetAndDestroy();
      return;
    }
    if (account.serves === 'webui') {
      endWith(socket, WEBUI);
      return;
    }
    if (account.serves === 'http') {
      endWith(socket, { status: 400, body: '' });
      return;
    }
    const fault = this.office.core.faults.takeNamed([...AT_CONNECT, 'null'], { uin: account.uin, cmd: 'connect' });
    if (fault?.kind === 'drop-before') socket.resetAndDestroy();
    else if (fault?.kind === 'null') socket.end();
    else if (fault?.kind === 'html') endWith(socket, WEBUI);
    else if (fault?.kind === 'http-502') endWith(socket, { status: 502, body: '' });
    if (fault === undefined) this.#admitSocket(account, request, socket, head);
  }

  #admitSocket(account: Account, request: IncomingMessage, socket: Socket, head: Buffer): void {
    const manner = mannerOf(account);
    const url = new URL(request.url ?? '/', 'http://onebot');
    const token = checkToken(account, request, url);
    const scope = scopeOf(manner, url.pathname);
    if (token !== 'good' && manner.socketRefusal.when === 'upgrade') {
      endWith(socket, token === 'missing' ? manner.missingToken : manner.wrongToken);
    } else if (scope === undefined) {
      endWith(socket, { status: 400, body: '' });
    } else {
      this.#upgrader.handleUpgrade(request, socket, head, (ws) => {
        if (token === 'good') this.#keep(new SocketLine(this.office, account, ws, socket, scope), ws);
        else refuseOpened(ws, manner.socketRefusal);
      });
    }
  }

  #keep(line: SocketLine, ws: WebSocket): void {
    this.#lines.add(line);
    ws.on('close', () => this.#lines.delete(line));
  }
}

/** A port that was let go of may be in use by an outgoing connection of somebody else for a moment. */
async function listen(server: Server, port: number): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await listenOnce(server, port);
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!isTaken || attempt === ATTEMPTS) throw error;
      await wait(ATTEMPT_PAUSE_MS);
    }
  }
}

function listenOnce(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function refuseOpened(ws: WebSocket, refusal: SocketRefusal): void {
  if (refusal.when !== 'opened') return;
  if (refusal.frame !== null) ws.send(JSON.stringify(refusal.frame));
  if (refusal.code === null) ws.close();
  else ws.close(refusal.code, refusal.reason);
}

/** What a socket that called this path is for; undefined where it does not open. */
function scopeOf({ paths }: Manner, path: string): Scope | undefined {
  if (path === '/') return { calls: true, events: true };
  if (paths === 'root') return undefined;
  if (path === '/api' || path === '/api/') return { calls: true, events: false };
  if (path === '/event' || path === '/event/') return { calls: false, events: true };
  return { calls: paths === 'any', events: paths === 'any' };
}

/** Answers in place of an upgrade; a browser's script sees nothing of it but that the socket did not open. */
function endWith(socket: Socket, { status, body }: HttpAnswer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const head = `HTTP/1.1 ${status} ${HTTP_REASONS[status] ?? 'Error'}\r\nContent-Length: ${Buffer.byteLength(text)}`;
  socket.end(`${head}\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n${text}`);
}
