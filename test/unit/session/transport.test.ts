import { describe, expect, it } from 'vitest';
import type { Account } from '../../../lib/model/account';
import type { Request } from '../../../lib/protocol/protocol';
import { createFailureWatch, decodeFailure } from '../../../lib/session/failures';
import { createLanes } from '../../../lib/session/lanes';
import { createTransport, deadlineMs, longestReplyBytes, type TransportPorts } from '../../../lib/session/transport';
import { VaultLocked } from '../../../lib/vault/vault';
import { ManualClock } from '../server/manual-clock';

const account = { id: 7, server: 'http://qq.test:8000', uin: '10001' } as Account;
const request: Request = {
  key: '1',
  want: { kind: 'receive' },
  via: {
    kind: 'http',
    method: 'POST',
    url: 'http://qq.test:8000/',
    body: ['CMD=Login&PS=', { secret: 'password-md5' }, '&M5=1'],
  },
  repeat: 'repeatable',
  destructive: false,
};

function transport(fetch: TransportPorts['fetch'], over: Partial<TransportPorts> = {}) {
  const clock = new ManualClock();
  const later = (ms: number, run: () => void) => clock.after(ms, run);
  const failures = createFailureWatch((ms, run) => void clock.after(ms, run));
  const awake: number[] = [];
  const send = createTransport({
    fetch,
    failures,
    lanes: createLanes(later),
    allowed: async () => true,
    secret: async (_account, name) => (name === 'password-md5' ? 'abc' : undefined),
    later,
    stayAwake: () => awake.push(clock.now()),
    nonce: () => 'n1',
    ...over,
  });
  return { send: (one = request) => send(account, one), clock, failures, awake };
}

/** A poll that is held for three seconds at most. */
const poll: Request = { ...request, via: { ...request.via, holdMs: 3_000 } as Request['via'], destructive: true };

const settle = () => new Promise((resolve) => setTimeout(resolve));

it('replies that nobody can say anything of give their places back', async () => {
  const reply: Request = { ...request, want: { kind: 'send', outboxId: 'a', peer: 'u:5', text: 'x' } };
  let broken = true;
  const { send, clock } = transport(async () => new Response('OK'), {
    withdrawn: async () => {
      if (broken) throw new DOMException('the store failed', 'UnknownError');
      return false;
    },
  });
  const six = Promise.allSettled(Array.from({ length: 6 }, () => send(reply)));
  await settle();
  clock.advance(500);
  await six;
  broken = false;
  const others = Promise.all([send(), send(reply)]);
  await settle();
  const standing = new Promise((resolve) => setTimeout(resolve, 500, 'waits for a place'));
  expect(await Promise.race([others, standing])).toMatchObject([{ status: 200 }, { status: 200 }]);
});

describe('a reply that is repeated', () => {
  it('and waits for a place does not leave once it would be carried out twice, and gives its place back', async () => {
    const fetched: string[] = [];
    let free: (() => void)[] = [];
    const again: Request = { ...request, key: '9', want: { kind: 'send', outboxId: 'a', peer: 'u:5', text: 'x' } };
    let forgotten = false;
    const { send } = transport(
      (_, { body }) => {
        fetched.push(String(body));
        return new Promise((resolve) => free.push(() => resolve(new Response('OK'))));
      },
      { withdrawn: async () => forgotten },
    );
    const six = Array.from({ length: 6 }, () => send(again));
    await settle();
    const seventh = send(again);
    await settle();
    expect(fetched).toHaveLength(6);
    forgotten = true;
    for (const each of free) each();
    expect(await seventh).toEqual({ kind: 'failure', failure: 'withdrawn' });
    await Promise.all(six);
    expect(fetched).toHaveLength(6);
    [forgotten, free] = [false, []];
    const more = Array.from({ length: 6 }, () => send(again));
    await settle();
    expect(fetched).toHaveLength(12);
    for (const each of free) each();
    await Promise.all(more);
  });
});

describe('a request', () => {
  it('gets its secret only as it leaves, no cookies, and a fragment of its own', async () => {
    const seen: Array<readonly [string, RequestInit]> = [];
    const { send } = transport(async (url, init) => {
      seen.push([url, init]);
      return new Response('OK');
    });
    expect(await send()).toMatchObject({ kind: 'reply', status: 200 });
    expect(seen[0]?.[0]).toBe('http://qq.test:8000/#7.n1');
    expect(seen[0]?.[1]).toMatchObject({ body: 'CMD=Login&PS=abc&M5=1', credentials: 'omit', redirect: 'error' });
    expect(JSON.stringify(request)).not.toContain('abc');
  });

  it.each([
    ['k y', 'Bearer k y', '?t=k%20y'],
    // A server without a token must not be sent an empty one.
    ['', undefined, ''],
  ])('with the secret %j in a header and in its body spells it there', async (secret, header, spelled) => {
    const seen: RequestInit[] = [];
    const { send } = transport(
      async (_, init) => {
        seen.push(init);
        return new Response('OK');
      },
      { secret: async () => secret },
    );
    const headers = { 'X-Kind': 'a', Authorization: [{ secret: 'token', lead: 'Bearer ' }] };
    const body = ['x', { secret: 'token', lead: '?t=', as: 'query' as const }];
    await send({ ...request, via: { kind: 'http', method: 'POST', url: 'http://qq.test:8000/', headers, body } });
    expect(seen).toMatchObject([{ body: `x${spelled}` }]);
    expect(seen[0]?.headers).toEqual({ 'X-Kind': 'a', ...(header === undefined ? {} : { Authorization: header }) });
  });

  it('with a header whose secret is not there never leaves', async () => {
    const { send } = transport(async () => Promise.reject(new Error('must not be called')));
    const headers = { Authorization: [{ secret: 'token' }] };
    const via = { kind: 'http', method: 'POST', url: 'http://qq.test:8000/', headers } as const;
    expect(await send({ ...request, via })).toEqual({ kind: 'failure', failure: 'no-secret' });
  });

  it('that waits for the passphrase never leaves, and says which of the two it lacks', async () => {
    const fetch = async () => Promise.reject(new Error('must not be called'));
    const { send } = transport(fetch, { secret: async () => Promise.reject(new VaultLocked()) });
    expect(await send()).toEqual({ kind: 'failure', failure: 'locked' });
  });

  it('without its secret, or without leave, never leaves', async () => {
    const fetch = async () => Promise.reject(new Error('must not be called'));
    const { send: without } = transport(fetch, { secret: async () => undefined });
    expect(await without()).toEqual({ kind: 'failure', failure: 'no-secret' });
    const { send: withheld } = transport(fetch, { allowed: async () => false });
    expect(await withheld()).toEqual({ kind: 'failure', failure: 'no-permission' });
  });

  it('that gets no answer is given up at its deadline, and the worker stays awake for it', async () => {
    const { send, clock, awake } = transport(
      (_url, init) =>
        new Promise((_resolve, reject) => init.signal?.addEventListener('abort', () => reject(new Error('aborted')))),
    );
    const got = send();
    await settle();
    clock.advance(deadlineMs - 1);
    expect(awake).toHaveLength(1);
    clock.advance(1);
    expect(await got).toEqual({ kind: 'failure', failure: 'timeout' });
  });

  it('whose failure the browser names late is told by that name', async () => {
    const { send, failures, clock } = transport(async () => Promise.reject(new TypeError('Failed to fetch')));
    const got = send();
    await settle();
    failures.heard({ url: 'http://qq.test:8000/#7.n1', error: 'net::ERR_EMPTY_RESPONSE' });
    expect(await got).toEqual({ kind: 'failure', failure: 'empty' });
    clock.advance(1000);
  });

  it('whose failure nobody names is "other"', async () => {
    const { send, clock } = transport(async () => Promise.reject(new TypeError('Failed to fetch')));
    const got = send();
    await settle();
    clock.advance(1000);
    expect(await got).toEqual({ kind: 'failure', failure: 'other' });
  });

  it('whose answer never ends is cut off at two megabytes and kept so far', async () => {
    const chunk = new Uint8Array(300_000).fill(65);
    const { send } = transport(
      async () => new Response(new ReadableStream({ pull: (controller) => controller.enqueue(chunk) })),
    );
    const got = await send();
    expect(got).toMatchObject({ kind: 'failure', failure: 'too-large' });
    expect(got.kind === 'failure' && got.bytes?.length).toBe(longestReplyBytes);
  });
});

describe('a failure', () => {
  it.each([
    ['net::ERR_CONNECTION_REFUSED', 'refused'],
    ['NS_ERROR_CONNECTION_REFUSED', 'refused'],
    ['net::ERR_NAME_NOT_RESOLVED', 'dns'],
    ['NS_ERROR_UNKNOWN_HOST', 'dns'],
    ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
    ['net::ERR_UNSAFE_PORT', 'blocked-port'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'tls'],
    ['net::ERR_EMPTY_RESPONSE', 'empty'],
    ['net::ERR_CONNECTION_RESET', 'reset'],
    ['NS_ERROR_NET_RESET', 'reset'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'timeout'],
    ['net::ERR_SOMETHING_NEW', 'other'],
  ] as const)('%s is "%s"', (error, failure) => {
    expect(decodeFailure(error)).toBe(failure);
  });
});

describe('a poll that is given up after its hold', () => {
  const answering = (begins: boolean) => {
    let end = () => {};
    const fetch: TransportPorts['fetch'] = (_, { signal }) =>
      new Promise((resolve, reject) => {
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            end = () => {
              controller.enqueue(new TextEncoder().encode('whole'));
              controller.close();
            };
            signal?.addEventListener('abort', () => controller.error(new Error('aborted')));
          },
        });
        if (begins) resolve(new Response(body));
        else signal?.addEventListener('abort', () => reject(new Error('aborted')));
      });
    return { fetch, end: () => end() };
  };

  it('is let go while nothing has come', async () => {
    const { send, clock } = transport(answering(false).fetch);
    const sent = send(poll);
    await settle();
    clock.advance(3_000);
    expect(await sent).toEqual({ kind: 'failure', failure: 'timeout' });
  });

  it('is not, once its answer has begun: no other poll would bring it', async () => {
    const { fetch, end } = answering(true);
    const { send, clock } = transport(fetch);
    const sent = send(poll);
    await settle();
    clock.advance(3_100);
    await settle();
    end();
    expect(await sent).toMatchObject({ kind: 'reply', bytes: new TextEncoder().encode('whole') });
  });

  it('ends all the same where that answer never does, and not as one that brought nothing', async () => {
    const { send, clock } = transport(answering(true).fetch);
    const sent = send(poll);
    await settle();
    clock.advance(3_000);
    await settle();
    clock.advance(deadlineMs);
    expect(await sent).toEqual({ kind: 'failure', failure: 'reset' });
  });
});
