import { expect, onTestFinished, test } from 'vitest';
import { say, serverWithOnebot } from './onebot-client';

function post(port: number, action: string, body: unknown, type = 'application/json'): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(`http://127.0.0.1:${port}/${action}`, { method: 'POST', headers: { 'Content-Type': type }, body: text });
}

async function call(port: number, action: string, body: object = {}): Promise<Record<string, unknown>> {
  return (await (await post(port, action, body)).json()) as Record<string, unknown>;
}

test('an action is called by JSON, by a form, or by a query', async () => {
  const { port } = await serverWithOnebot();
  expect(await call(port, 'get_login_info')).toMatchObject({ status: 'ok', data: { user_id: 300001 } });
  const form = await post(port, 'get_stranger_info', 'user_id=200001', 'application/x-www-form-urlencoded');
  expect(await form.json()).toMatchObject({ data: { nickname: 'Ming' } });
  const query = await fetch(`http://127.0.0.1:${port}/get_stranger_info?user_id=200002`);
  expect(await query.json()).toMatchObject({ data: { nickname: 'Hong' } });
});

test('another content type gets 406', async () => {
  const { port } = await serverWithOnebot();
  expect((await post(port, 'get_status', '{}', 'text/plain')).status).toBe(406);
});

test('a connection is closed after its answer', async () => {
  const { port } = await serverWithOnebot();
  expect((await post(port, 'get_status', {})).headers.get('connection')).toBe('close');
});

test('NapCat’s answers carry an echo nobody sent, others’ none', async () => {
  for (const [flavour, has] of [
    ['napcat', true],
    ['llbot', false],
  ] as const) {
    const { port } = await serverWithOnebot({ flavour });
    expect('echo' in (await call(port, 'get_status'))).toBe(has);
  }
});

/** spec/onebot, CORS. */
test.each([
  ['napcat', 204, '*'],
  ['llbot', 204, '*'],
  ['snowluma', 401, null],
  ['lagrange', 405, null],
  ['go-cqhttp', 404, null],
] as const)('%s answers a preflight with %i and allows %s', async (flavour, status, origin) => {
  const { port } = await serverWithOnebot({ flavour, token: 'secret' });
  const headers = { Origin: 'http://page.test', 'Access-Control-Request-Headers': 'authorization' };
  const preflight = await fetch(`http://127.0.0.1:${port}/get_status`, { method: 'OPTIONS', headers });
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([status, origin]);
  const answer = await fetch(`http://127.0.0.1:${port}/get_status?access_token=secret`, { method: 'POST' });
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
});

test('a message sent over HTTP is delivered', async () => {
  const { server, port } = await serverWithOnebot();
  const message = [{ type: 'text', data: { text: 'yo' } }];
  expect(await call(port, 'send_private_msg', { user_id: 200001, message })).toMatchObject({ status: 'ok' });
  expect(await server.ledger('accepted')).toMatchObject([{ from: '300001', to: '200001', text: 'yo' }]);
});

test('get_updates waits for something, in seconds, and gives each event once', async () => {
  const { server, port } = await serverWithOnebot({ flavour: 'go-cqhttp' });
  expect(await call(port, 'get_updates', { limit: 10, timeout: 0 })).toMatchObject({ data: [] });
  const waiting = call(port, 'get_updates', { limit: 10, timeout: 20 });
  await say(server, { text: 'first' });
  expect(await waiting).toMatchObject({ data: [{ raw_message: 'first' }] });
  expect(await call(port, 'get_updates', { timeout: 0 })).toMatchObject({ data: [] });
  expect(await server.ledger('handed')).toHaveLength(1);
});

test('get_updates with nothing to tell comes back empty when its time is up', async () => {
  const { server, port } = await serverWithOnebot({ flavour: 'go-cqhttp' });
  let done = false;
  const waiting = call(port, 'get_updates', { timeout: 2 }).then((answer) => {
    done = true;
    return answer;
  });
  await server.until(async () => {
    server.clock.advance(1000);
    return done;
  });
  expect(await waiting).toMatchObject({ data: [] });
});

test('get_event has a place of its own for each key, for five minutes', async () => {
  const { server, port } = await serverWithOnebot({ flavour: 'llbot' });
  const ask = async (key: string) => {
    const { data } = await call(port, 'get_event', { key, timeout: 0 });
    return (data as { raw_message: string }[]).map(({ raw_message: raw }) => raw);
  };
  await ask('a');
  await say(server, { text: 'one' });
  await ask('b');
  await say(server, { text: 'two' });
  expect(await ask('a')).toEqual(['one', 'two']);
  expect(await ask('b')).toEqual(['two']);
  server.clock.advance(5 * 60_000);
  await say(server, { text: 'three' });
  expect(await ask('a')).toEqual([]);
});

test('of what nobody asks for, the last hundred events are kept', async () => {
  const { server, port } = await serverWithOnebot({ flavour: 'go-cqhttp' });
  await call(port, 'get_updates', { timeout: 0 });
  for (let n = 1; n <= 105; n += 1) await say(server, { text: String(n) });
  const { data } = await call(port, 'get_updates', { limit: 200, timeout: 0 });
  expect((data as { raw_message: string }[]).map(({ raw_message: raw }) => raw)).toEqual(
    Array.from({ length: 100 }, (_, index) => String(index + 6)),
  );
});

test('the stream of events has messages, and on LLBot a heartbeat every five seconds', async () => {
  for (const [flavour, beats] of [
    ['napcat', false],
    ['llbot', true],
  ] as const) {
    const { server, port } = await serverWithOnebot({ flavour, token: 'secret' });
    const abort = new AbortController();
    onTestFinished(() => abort.abort());
    const response = await fetch(`http://127.0.0.1:${port}/_events?access_token=secret`, { signal: abort.signal });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    server.clock.advance(5000);
    await say(server, { text: 'streamed' });
    const text = await readUntil(response, 'streamed');
    expect(text.includes('heartbeat')).toBe(beats);
    expect(text).not.toContain('lifecycle');
  }
});

test.each(['drop-after', 'close', 'garbage', 'truncate'])(
  'an event that %s strikes on a stream was not handed over, and the next one is',
  async (kind) => {
    const { server, port } = await serverWithOnebot({ flavour: 'napcat' });
    await server.control('fault', { kind, cmd: 'message' });
    const ends = kind === 'drop-after' || kind === 'close';
    const reading = readUntil(await fetch(`http://127.0.0.1:${port}/_events`), 'sound').catch(() => '');
    await say(server, { text: 'struck' });
    expect(await server.ledger('handed')).toEqual([]);
    if (!ends) await say(server, { text: 'sound' });
    const text = await reading;
    expect(text).not.toContain('"raw_message":"struck"');
    expect(text.includes('sound')).toBe(!ends);
  },
);

test.each([
  ['http-502', 502],
  ['html', 200],
])('%s at a stream is no stream', async (kind, status) => {
  const { server, port } = await serverWithOnebot({ flavour: 'napcat' });
  await server.control('fault', { kind, cmd: '_events' });
  const response = await fetch(`http://127.0.0.1:${port}/_events`);
  expect([response.status, response.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
});

test('who has no stream does not know it', async () => {
  const { port } = await serverWithOnebot({ flavour: 'lagrange' });
  expect((await fetch(`http://127.0.0.1:${port}/_events`)).status).toBe(404);
});

async function readUntil(response: Response, end: string): Promise<string> {
  let text = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    if (text.includes(end)) break;
  }
  return text;
}
