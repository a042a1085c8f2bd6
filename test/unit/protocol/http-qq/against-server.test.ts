import { beforeEach, describe, expect, it } from 'vitest';
import { openHttpQq } from '../../../../lib/protocol/http-qq';
import type { HttpQqBatch } from '../../../../lib/protocol/http-qq/batch';
import type { HttpQqCursor } from '../../../../lib/protocol/http-qq/cursor';
import type { Protocol, Reply, Request, Want } from '../../../../lib/protocol/protocol';
import { md5, serverWithPeople, type TestServer } from '../../server/test-server';

/** The smallest session there can be: asks, sends, reads, and does what the answer wants next. */
class Client {
  readonly #protocol: Protocol<HttpQqCursor>;
  #cursor: HttpQqCursor;
  #last: Request | undefined;

  constructor(
    readonly server: TestServer,
    uin = '100001',
    readonly password = 'secret',
  ) {
    this.#protocol = openHttpQq({ server: `http://127.0.0.1:${server.port}`, uin });
    this.#cursor = this.#protocol.start(Math.random);
  }

  async want(want: Want): Promise<HttpQqBatch> {
    const step = this.#protocol.next(this.#cursor, want, this.server.clock.now());
    if (step.kind !== 'ask') throw new Error(`${want.kind}: ${step.kind}`);
    this.#cursor = step.cursor;
    return this.#exchange(step.request);
  }

  /** The same request once more, as the session does when an answer could not be taken. */
  again(): Promise<HttpQqBatch> {
    if (!this.#last) throw new Error('nothing was asked yet');
    return this.#exchange(this.#last);
  }

  async #exchange(request: Request): Promise<HttpQqBatch> {
    this.#last = request;
    const batch = this.#protocol.accept(this.#cursor, request, await this.#send(request), this.server.clock.now());
    this.#cursor = batch.cursor;
    return batch;
  }

  async #send({ via }: Request): Promise<Reply> {
    if (via.kind !== 'http') throw new Error('not an HTTP request');
    const body = (via.body ?? []).map((part) => (typeof part === 'string' ? part : md5(this.password))).join('');
    try {
      const answer = await fetch(via.url, {
        method: via.method,
        headers: { 'Content-Type': 'text/plain; charset=UTF-8' },
        body,
      });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return { kind: 'reply', status: answer.status, headers: [...answer.headers], bytes };
    } catch {
      return { kind: 'failure', failure: 'reset' };
    }
  }
}

let server: TestServer;
let client: Client;
beforeEach(async () => {
  server = await serverWithPeople();
  client = new Client(server);
});

const signIn: Want = { kind: 'sign-in' };
const receive: Want = { kind: 'receive' };

describe('with a server that knows nothing of this code', () => {
  it('signs in, reads both lists and the messages, answers one, and signs out', async () => {
    expect(await client.want({ kind: 'probe' })).toMatchObject({ outcome: { kind: 'done' } });
    expect(await client.want(signIn)).toMatchObject({ session: { state: 'online' } });
    await server.control('presence', { uin: '200002', state: 'busy' });
    await server.control('say', { from: '200001', to: '100001', text: 'a, b & 100%\nnext line 😀' });

    const { events } = await client.want(receive);
    expect(events).toMatchObject([
      { kind: 'presence', number: '200002', state: 'busy' },
      { kind: 'message', peer: 'u:200001', text: 'a, b & 100%\nnext line 😀' },
    ]);
    expect((await client.want({ kind: 'contacts' })).events).toMatchObject([{ contacts: { length: 3 } }]);
    expect((await client.want({ kind: 'presence' })).events).toContainEqual({
      kind: 'contact',
      contact: { number: '200002', nick: 'B', picture: 91 },
    });

    const text = '你好 + 1 = 100% & more,\nthere';
    const sent = await client.want({ kind: 'send', outboxId: 'a', peer: 'u:200001', text });
    expect(sent.outcome).toEqual({ kind: 'done' });
    expect(await server.ledger('accepted')).toMatchObject([{}, { from: '100001', to: '200001', text }]);
    expect(await client.want({ kind: 'sign-out' })).toMatchObject({ session: { state: 'signed-out' } });
    expect((await server.account('100001')).online).toBe(false);
  });

  it('a wrong password and an illegal number are told apart', async () => {
    const wrong = await new Client(server, '100001', 'guess').want(signIn);
    expect(wrong.session).toEqual({ state: 'refused', reason: 'wrong-password', said: '密码错误' });
    expect((await new Client(server, '100').want(signIn)).session).toMatchObject({ reason: 'illegal-number' });
  });

  it.each(['truncate', 'garbage', 'wrong-uin', 'wrong-seq', 'drop-after', 'close'])(
    'a message in an answer spoilt by %s is handed over by asking again',
    async (kind) => {
      await client.want(signIn);
      await server.control('say', { from: '200001', to: '100001', text: 'once' });
      await server.control('fault', { kind, cmd: 'GetMsgEx' });
      expect(await client.want(receive)).toMatchObject({ events: [], outcome: { kind: 'again' } });
      expect((await client.again()).events).toMatchObject([{ text: 'once' }]);
    },
  );

  it('SEQ=-1, echoed case, a trailing ampersand and more fields are another manner of the same', async () => {
    for (const name of ['seq-minus-one', 'echo-cmd-case', 'trailing-amp', 'extra-fields']) {
      await server.control('habit', { name, on: true });
    }
    expect(await client.want(signIn)).toMatchObject({ session: { state: 'online' } });
    await server.control('say', { from: '200001', to: '100001', text: 'hello' });
    expect((await client.want(receive)).events).toMatchObject([{ text: 'hello' }]);
    expect((await client.want({ kind: 'contacts' })).events).toMatchObject([{ contacts: { length: 3 } }]);
  });

  it('a list of 250 friends is read in three pages', async () => {
    const friends = Array.from({ length: 250 }, (_, index) => String(300_000 + index));
    await server.control('accounts', [{ uin: '100002', password: 'secret', nick: 'many', friends }]);
    const many = new Client(server, '100002');
    await many.want(signIn);
    const pages = [];
    for (let wants: readonly Want[] = [{ kind: 'contacts' }]; wants[0]; ) {
      const batch = await many.want(wants[0]);
      pages.push(batch);
      wants = batch.then;
    }
    expect(pages.length).toBe(3);
    expect(pages[2]?.events).toMatchObject([{ kind: 'contacts', contacts: { length: 250 } }]);
  });

  it('nobody on the list is believed after the server has counted', async () => {
    await server.control('accounts', [{ uin: '100003', password: 'secret', nick: 'alone', friends: [] }]);
    const alone = new Client(server, '100003');
    await alone.want(signIn);
    expect(await alone.want({ kind: 'contacts' })).toMatchObject({ events: [], then: [{ kind: 'contacts' }] });
    expect((await alone.want({ kind: 'contacts' })).events).toEqual([{ kind: 'contacts', contacts: [] }]);
  });

  it('somebody else who takes the number twice is left with it', async () => {
    await client.want(signIn);
    await server.control('kick', { uin: '100001', by: '127.0.0.2' });
    expect(await client.want(receive)).toMatchObject({ session: { state: 'signing-in' } });
    await client.want(signIn);
    await server.control('kick', { uin: '100001', by: '127.0.0.2' });
    expect(await client.want(receive)).toMatchObject({ session: { state: 'displaced' }, nextAt: 'stop' });
  });
});
