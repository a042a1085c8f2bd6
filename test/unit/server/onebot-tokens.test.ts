import { expect, test } from 'vitest';
import { FLAVOURS } from '../../server/onebot/flavours';
import { connected, OnebotClient, serverWithOnebot } from './onebot-client';

const TOKEN = 'a secret&more';
const GOOD = `?access_token=${encodeURIComponent(TOKEN)}`;

/** spec/onebot, Auth: what a wrong and a missing token look like. `frame` is a retcode before the close. */
const REFUSALS = [
  {
    flavour: 'napcat',
    http: [403, 403],
    body: { message: 'token verify failed!' },
    frame: 1403,
    ending: { code: 1005 },
  },
  {
    flavour: 'llbot',
    http: [403, 403],
    body: { message: 'token verify failed' },
    frame: 1403,
    ending: { code: 1008, reason: 'invalid access token' },
  },
  {
    flavour: 'snowluma',
    http: [401, 401],
    body: { retcode: 1401 },
    frame: null,
    ending: { code: 1008, reason: 'invalid access token' },
  },
  { flavour: 'lagrange', http: [401, 403], body: null, frame: null, ending: { code: 1006 }, upgrade: [401, 403] },
  { flavour: 'go-cqhttp', http: [401, 403], body: null, frame: null, ending: { code: 1006 }, upgrade: [401, 403] },
] as const;

test('every flavour has its row', () => {
  expect(REFUSALS.map(({ flavour }) => flavour)).toEqual(FLAVOURS);
});

test.each(REFUSALS)('$flavour refuses a socket without the token in its own way', async (row) => {
  const { port } = await serverWithOnebot({ flavour: row.flavour, token: TOKEN });
  for (const [index, query] of ['', '?access_token=wrong'].entries()) {
    const client = new OnebotClient(port, { query });
    const ending = await client.ended;
    expect(ending).toMatchObject(row.ending);
    expect(ending.status).toBe('upgrade' in row ? row.upgrade[index] : undefined);
    expect(client.frames.map(({ retcode }) => retcode)).toEqual(row.frame === null ? [] : [row.frame]);
  }
});

test.each(REFUSALS)('$flavour refuses an HTTP call without the token in its own way', async (row) => {
  const { server, port } = await serverWithOnebot({ flavour: row.flavour, token: TOKEN });
  for (const [index, query] of ['', '?access_token=wrong'].entries()) {
    const response = await fetch(`http://127.0.0.1:${port}/get_login_info${query}`, { method: 'POST' });
    expect(response.status).toBe(row.http[index]);
    const text = await response.text();
    if (row.body === null) expect(text).toBe('');
    else expect(JSON.parse(text)).toMatchObject(row.body);
  }
  expect(await server.ledger('command')).toEqual([]);
});

test.each(FLAVOURS)('%s takes the token from the query and from the header', async (flavour) => {
  const { port } = await serverWithOnebot({ flavour, token: TOKEN });
  for (const options of [{ query: GOOD }, { headers: { Authorization: `Bearer ${TOKEN}` } }]) {
    const client = await connected(port, options);
    expect(await client.call('get_login_info')).toMatchObject({ retcode: 0, data: { user_id: 300001 } });
  }
});

test.each(FLAVOURS)('%s prefers one of two different tokens', async (flavour) => {
  const { port } = await serverWithOnebot({ flavour, token: TOKEN });
  const headers = { Authorization: 'Bearer wrong' };
  const byQuery = await fetch(`http://127.0.0.1:${port}/get_status${GOOD}`, { method: 'POST', headers });
  expect(byQuery.status === 200).toBe(flavour === 'napcat');
});

test('an account without a token is open to everybody', async () => {
  const { port } = await serverWithOnebot();
  const client = await connected(port, { query: '?access_token=anything' });
  expect(await client.call('get_login_info')).toMatchObject({ status: 'ok' });
});

test('a token is in no answer of the control port', async () => {
  const { server } = await serverWithOnebot({ token: TOKEN });
  expect(JSON.stringify(await server.look('state'))).not.toContain(TOKEN);
});
