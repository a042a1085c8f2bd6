import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { serverWithPeople } from './test-server';

async function standing() {
  const server = await serverWithPeople();
  const { getonline, pa, pages } = server.ready;
  await server.control('presence', { uin: '200001', state: 'busy' });
  await server.control('presence', { uin: '200002', state: 'invisible' });
  const get = (port: number, path: string) => fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual' });
  return {
    server,
    ask: (list: string) => get(getonline, `/getonline?Type=1&${list}`),
    pa: (query: string) => get(pa, `/pa?${query}`),
    picture: (path: string) => get(pa, path),
    page: (path: string) => get(pages, path),
  };
}

test('getonline answers in the order of the request: away and busy are there, invisible is not', async () => {
  const { ask } = await standing();
  expect(await (await ask('200001:200002:200003:')).text()).toBe('online[0]=1;online[1]=0;online[2]=0;');
  expect(await (await ask('200002:200001')).text()).toBe('online[0]=0;online[1]=1;');
});

test('a number that stands twice in a request is answered once, which shifts what follows', async () => {
  const { ask } = await standing();
  expect(await (await ask('200002:200002:200001:')).text()).toBe('online[0]=0;online[1]=1;');
});

test('a request without a list is 404, and so is every request once the service has gone', async () => {
  const { server, ask } = await standing();
  expect((await ask('')).status).toBe(404);
  await server.control('habit', { name: 'getonline-gone', on: true });
  expect((await ask('200001:')).status).toBe(404);
});

test('pa leads to a picture whose last digit tells the state, old and new styles by their own names', async () => {
  const { pa } = await standing();
  const target = async (query: string) => new URL((await pa(query)).headers.get('location') ?? '').pathname;
  expect((await pa('p=1:200001:1')).status).toBe(302);
  expect(await target('p=1:200001:1')).toBe('/qconn/wpa/button/button_old_11.gif');
  expect(await target('p=1:200002:4')).toBe('/qconn/wpa/button/button_old_40.gif');
  expect(await target('p=2:200001:45')).toBe('/qconn/wpa/button/button_51.gif');
  expect(await target('p=2:200002:52')).toBe('/qconn/wpa/button/button_120.gif');
  expect(await target('p=1:999999:7')).toBe('/qconn/wpa/button/button_old_7_stop.gif');
});

test('each picture is a GIF of the size its style had, and another one for each state', async () => {
  const { picture } = await standing();
  const sizes: Record<string, [number, number]> = { old_4: [21, 15], old_10: [61, 16], 11: [79, 25], 12: [20, 20] };
  for (const [style, size] of Object.entries(sizes)) {
    const bodies = await Promise.all(
      ['0', '1'].map(async (digit) => {
        const answer = await picture(`/qconn/wpa/button/button_${style}${digit}.gif`);
        return Buffer.from(await answer.arrayBuffer());
      }),
    );
    for (const body of bodies) {
      expect(body.toString('latin1', 0, 6)).toBe('GIF89a');
      expect([body.readUInt16LE(6), body.readUInt16LE(8)]).toEqual(size);
    }
    expect(bodies[0]?.equals(bodies[1] as Buffer)).toBe(false);
  }
});

test('shop and forum are the same page in UTF-8 and in GBK, with the numbers that the address gives', async () => {
  const { page } = await standing();
  for (const name of ['shop', 'forum']) {
    const utf8 = await (await page(`/${name}.html?uin=200001`)).text();
    const gbk = iconv.decode(Buffer.from(await (await page(`/${name}-gbk.html?uin=200001`)).arrayBuffer()), 'gbk');
    expect(gbk.replace('charset=gb2312', 'charset=utf-8')).toBe(utf8);
    expect(utf8).toContain(':200001:');
    expect(utf8).toMatch(/五金/);
  }
});

test('a restart leaves the three ports where they were, and counts how often it was asked', async () => {
  const { server, ask, pa } = await standing();
  await server.control('restart', { keep: true });
  await ask('200001:200002:');
  await pa('p=1:200001:1');
  expect((await server.look('state')).webPresence).toEqual({ getonline: 1, numbers: 2, pa: 1 });
});
