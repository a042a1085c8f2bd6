import { expect, onTestFinished, vi } from 'vitest';
import WebSocket from 'ws';
import { TestServer } from './test-server';

/** A frame as it came: JSON, or the text that was none. */
export type Frame = Record<string, unknown>;

export interface SocketOptions {
  path?: string;
  query?: string;
  headers?: Record<string, string>;
}

/** How a socket ended, or why it never opened. */
export interface Ending {
  code: number;
  reason: string;
  /** The HTTP status that came in place of a socket. */
  status?: number;
}

/** A raw client that takes down every frame and how it all ended. */
export class OnebotClient {
  readonly frames: Frame[] = [];
  readonly texts: string[] = [];
  readonly ended: Promise<Ending>;
  readonly opened: Promise<void>;
  readonly #ws: WebSocket;

  constructor(port: number, { path = '/', query = '', headers = {} }: SocketOptions = {}) {
    const ws = new WebSocket(`ws://127.0.0.1:${port}${path}${query}`, { headers });
    this.#ws = ws;
    ws.on('message', (data) => this.#take(String(data)));
    this.opened = new Promise((resolve) => ws.once('open', resolve));
    this.ended = endingOf(ws);
    onTestFinished(() => ws.terminate());
  }

  send(value: object | string): void {
    this.#ws.send(typeof value === 'string' ? value : JSON.stringify(value));
  }

  /** Makes a call and answers with the reply to its echo. */
  async call(action: string, params: object = {}, echo: unknown = `e-${action}-${Math.random()}`): Promise<Frame> {
    this.send({ action, params, echo });
    return this.frame((frame) => JSON.stringify(frame.echo) === JSON.stringify(echo));
  }

  /** Waits for a frame. */
  frame(fits: (frame: Frame) => boolean): Promise<Frame> {
    return vi.waitFor(
      () => {
        const found = this.frames.find(fits);
        if (found === undefined) throw new Error(`no such frame among ${this.texts.join('\n')}`);
        return found;
      },
      { interval: 2 },
    );
  }

  /** Waits for this many events of a type. */
  async events(type: string, count = 1): Promise<Frame[]> {
    const all = () => this.frames.filter((frame) => frame.post_type === type);
    await vi.waitFor(() => expect(all().length).toBeGreaterThanOrEqual(count), { interval: 2 });
    return all();
  }

  close(): void {
    this.#ws.close();
  }

  #take(text: string): void {
    this.texts.push(text);
    try {
      this.frames.push(JSON.parse(text));
    } catch {
      // Garbage is looked for among the texts.
    }
  }
}

function endingOf(ws: WebSocket): Promise<Ending> {
  return new Promise((resolve) => {
    let status: number | undefined;
    ws.on('unexpected-response', (request, response) => {
      status = response.statusCode;
      request.destroy();
      resolve({ code: 1006, reason: '', ...(status === undefined ? {} : { status }) });
    });
    ws.on('error', () => {});
    ws.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
}

/** A server with one OneBot number, 300001, and its friends 200001 (Ming) and 200002 (Hong), who share group 700001. */
export async function serverWithOnebot(account: object = {}): Promise<{ server: TestServer; port: number }> {
  const server = await TestServer.start();
  const { port } = await server.control('accounts', {
    uin: '300001',
    protocol: 'onebot',
    nick: 'me',
    friends: ['200001', '200002'],
    ...account,
  });
  await server.control('accounts', [
    { uin: '200001', nick: 'Ming', friends: ['300001'] },
    { uin: '200002', nick: 'Hong', friends: ['300001'] },
    { uin: '200009', nick: 'Stranger' },
  ]);
  const members = [{ uin: '300001', card: 'My card' }, { uin: '200001', card: 'Boss', role: 'owner' }, '200009'];
  await server.control('groups', { gid: '700001', name: 'Tea', members });
  return { server, port: Number(port) };
}

/** A client that is connected, with all frames of its opening in. */
export async function connected(port: number, options?: SocketOptions): Promise<OnebotClient> {
  const client = new OnebotClient(port, options);
  await client.opened;
  return client;
}

/** Says something and answers with the id in the ledger and the message_id of 300001. */
export async function say(server: TestServer, body: object): Promise<{ id: string; messageId: number }> {
  const answer = await server.control('say', { from: '200001', to: '300001', text: 'hi', ...body });
  expect(answer).toMatchObject({ ok: true });
  const ids = (answer.messageIds ?? {}) as Record<string, string>;
  return { id: String(answer.id), messageId: Number(ids['300001']) };
}
