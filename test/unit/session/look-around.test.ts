import { createServer, type Server } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { lookAround, patienceMs } from '../../../lib/session/look-around';
import { admit, online, openWorldForEach, world } from './live-world';

openWorldForEach();

const noToken = { token: '' };
const flavours = ['napcat', 'llbot', 'snowluma', 'lagrange', 'go-cqhttp'];

/** Something that listens on loopback and answers what it is given, or nothing. */
async function listening(answer: string | undefined): Promise<{ address: string; heard: string[]; server: Server }> {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      heard.push(bytes.toString());
      if (answer !== undefined) socket.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `ws://127.0.0.1:${(server.address() as { port: number }).port}/`, heard, server };
}

const page = (status: string) =>
  `HTTP/1.1 ${status}\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<!doctype html><h1>Sign in</h1>`;

describe('a look round for servers', () => {
  it.each(flavours)('finds %s, which wants its token first', async (flavour) => {
    const address = `${await admit('10001', { flavour })}/`;
    const found = await lookAround(world.live().ports, 'onebot', [address], noToken);
    expect(found).toEqual([{ server: address, known: false }]);
  });

  it.each(flavours)('says who is signed in at %s where there is no token', async (flavour) => {
    const address = `${await admit('10001', { flavour, token: '' })}/`;
    const found = await lookAround(world.live().ports, 'onebot', [address], noToken);
    expect(found).toEqual([{ server: address, number: '10001', nick: 'Shop 10001', known: false }]);
  });

  it('asks all at once and tells which number is an account here already', async () => {
    const life = world.live();
    await online(life, '10001', { token: '' });
    const [{ account } = { account: undefined }] = await life.ports.readAccounts();
    const other = `${await admit('10002', { token: '' })}/`;
    const found = await lookAround(life.ports, 'onebot', [`${account?.server}`, other], noToken);
    expect(found.map(({ number, known }) => [number, known])).toEqual([
      ['10001', true],
      ['10002', false],
    ]);
    expect(life.trouble).toEqual([]);
  });

  it.each([
    ['nobody', 'nothing'],
    ['a program\u2019s own web page', 'webui'],
  ])('leaves out an address where %s answers', async (_who, serves) => {
    const address = await admit('10001', { serves });
    expect(await lookAround(world.live().ports, 'onebot', [`${address}/`], noToken)).toEqual([]);
  });

  it.each(['401 Unauthorized', '403 Forbidden'])('does not take a page that says %s for OneBot', async (status) => {
    const { address, heard, server } = await listening(page(status));
    expect(await lookAround(world.live().ports, 'onebot', [address], noToken)).toEqual([]);
    expect(heard.join()).not.toMatch(/authorization|access_token/i);
    server.close();
  });

  it('waits no longer than a few seconds for what accepts and stays silent', async () => {
    const { address, heard, server } = await listening(undefined);
    const looking = lookAround(world.live().ports, 'onebot', [address], noToken);
    await vi.waitUntil(() => heard.length > 0);
    world.clock.advance(patienceMs);
    expect(await looking).toEqual([]);
    server.close();
  });
});
