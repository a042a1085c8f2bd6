import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { openWorldForEach, world } from '../session/live-world';

openWorldForEach();

/** Attack 22: something else listens where a OneBot server is believed. It must not hear the token. */
let server: Server;
afterEach(() => new Promise((done) => server.close(done)));

async function add(answers: (heard: string[]) => Server) {
  const heard: string[] = [];
  server = answers(heard);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const tried = await world.live().addOneBot(`ws://127.0.0.1:${port}`, 'precious');
  return { tried, heard: heard.join('\n') };
}

/** A web server that writes down all it is told, and takes sockets from anybody. */
const page =
  (status: number, body: string, type = 'text/html') =>
  (heard: string[]) => {
    const web = createServer((request, response) => {
      heard.push(`${request.url} ${JSON.stringify(request.headers)}`);
      response.writeHead(status, { 'content-type': type }).end(body);
    });
    const sockets = new WebSocketServer({ noServer: true });
    web.on('upgrade', (request, socket, head) => {
      heard.push(`upgrade ${request.url}`);
      sockets.handleUpgrade(request, socket, head, (line) => line.terminate());
    });
    return web;
  };

describe('something that is no OneBot', () => {
  it.each([
    ['a page', page(200, '<!doctype html><title>router</title>')],
    ['a page that was not found', page(404, '<html><body>404</body></html>')],
    ["a proxy's own refusal", page(403, '\n <HTML><head><title>403 Forbidden</title>')],
    ['a page that says it is broken', page(502, '<html><h1>Bad Gateway</h1></html>')],
  ])('%s is not sent the token, neither over HTTP nor over a socket', async (_what, answers) => {
    const { tried, heard } = await add(answers);
    expect(tried).toMatchObject({ ok: false, reason: 'not-onebot' });
    expect(heard).not.toBe('');
    expect(heard).not.toContain('precious');
    expect(heard).not.toContain('upgrade');
  });

  it('but what refuses as OneBot does is asked with the token', async () => {
    const { heard } = await add(page(403, '{"message":"token verify failed!"}', 'application/json'));
    expect(heard).toContain('precious');
  });
});
