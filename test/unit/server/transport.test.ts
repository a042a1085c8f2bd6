import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { httpReply, readToEnd, talk } from './raw-client';
import { serverWithPeople } from './test-server';

const LOGOUT = 'VER=1.1&CMD=Logout&SEQ=7&UIN=100001';
const LOGGED_OUT = httpReply('VER=1.1&CMD=LOGOUT&SEQ=7&UIN=100001&RES=0');

function post(requestLine: string, headers: string[], body = LOGOUT): string {
  return [requestLine, ...headers, '', body].join('\r\n');
}

test.each([
  'POST HTTP/1.1',
  'POST  HTTP/1.1',
  'POST / HTTP/1.1',
  'POST /any?thing HTTP/1.1',
  'POST http://h/ HTTP/1.0',
])('the request line "%s" is taken', async (line) => {
  const { port } = await serverWithPeople();
  expect((await talk(port, [post(line, [`Content-Length: ${LOGOUT.length}`])])).text).toBe(LOGGED_OUT);
});

test.each(['Content-length', 'content-length', 'CONTENT-LENGTH'])('the header name %s is taken', async (name) => {
  const { port } = await serverWithPeople();
  expect((await talk(port, [post('POST HTTP/1.1', [`${name}:${LOGOUT.length}`])])).text).toBe(LOGGED_OUT);
});

test.each(['text/plain; charset=UTF-8', 'application/x-www-form-urlencoded', 'image/gif'])(
  'the content type %s is taken',
  async (type) => {
    const { port } = await serverWithPeople();
    const headers = ['Host: anybody', `Content-Type: ${type}`, `Content-Length: ${LOGOUT.length}`];
    expect((await talk(port, [post('POST / HTTP/1.1', headers)])).text).toBe(LOGGED_OUT);
  },
);

test('a request split at every byte is taken', async () => {
  const { port } = await serverWithPeople();
  const request = `${post('POST HTTP/1.1', [`Content-Length: ${LOGOUT.length}`])}\r\n\r\n`;
  expect((await talk(port, [...request])).text).toBe(LOGGED_OUT);
});

test('a client that closes its half after the request still gets its answer', async () => {
  const { port } = await serverWithPeople();
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  const answer = readToEnd(socket);
  socket.on('end', () => socket.destroy());
  socket.end(post('POST HTTP/1.1', [`Content-Length: ${LOGOUT.length}`]));
  expect((await answer).text).toBe(LOGGED_OUT);
});

test.each([
  ['GET / HTTP/1.1\r\n\r\n', 405],
  ['OPTIONS / HTTP/1.1\r\n\r\n', 405],
  ['hello\r\n\r\n', 400],
  ['POST HTTP/1.1\r\n\r\n', 411],
  ['POST HTTP/1.1\r\nContent-Length: -1\r\n\r\n', 400],
  ['POST HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n', 413],
  [`POST HTTP/1.1\r\nX: ${'x'.repeat(20_000)}`, 431],
])('bytes that are no request of ours are refused (%#)', async (bytes, status) => {
  const { port } = await serverWithPeople();
  const { text, reset } = await talk(port, [bytes]);
  expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [\\s\\S]*Connection: close\r\n\r\n$`));
  expect(reset).toBe(false);
});

test('a plain fetch is answered', async () => {
  const { port } = await serverWithPeople();
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: LOGOUT });
  expect(await response.text()).toBe('VER=1.1&CMD=LOGOUT&SEQ=7&UIN=100001&RES=0');
});

test('NULL makes a fetch fail', async () => {
  const { port } = await serverWithPeople();
  await expect(fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'VER=1.4&CMD=Logout' })).rejects.toThrow();
});

test('with keep-alive one connection carries many requests, and none without', async () => {
  const request = post('POST HTTP/1.1', [`Content-Length: ${LOGOUT.length}`]);
  const last = post('POST HTTP/1.1', [`Content-Length: ${LOGOUT.length}`, 'Connection: close']);
  const kept = LOGGED_OUT.replace('Connection: close', 'Connection: keep-alive');
  const keeping = await serverWithPeople({ keepAlive: true });
  expect((await talk(keeping.port, [request, '\r\n\r\n', request, last])).text).toBe(kept + kept + LOGGED_OUT);
  const closing = await serverWithPeople();
  expect((await talk(closing.port, [request, request])).text).toBe(LOGGED_OUT);
});

test('with keep-alive the double reply still ends its connection', async () => {
  const server = await serverWithPeople({ keepAlive: true });
  await server.login('100001');
  const body = 'VER=1.1&CMD=Query_Stat&SEQ=8&UIN=100001';
  const { text } = await talk(server.port, [post('POST / HTTP/1.1', [`Content-Length: ${body.length}`], body)]);
  expect(text.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
});
