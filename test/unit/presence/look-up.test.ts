import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Presence } from '../../../lib/model/presence';
import { decodeGetOnline, encodeGetOnline } from '../../../lib/presence/get-online';
import { createLookUp, freshMs } from '../../../lib/presence/look-up';
import { decodePicture } from '../../../lib/presence/picture';
import { parseStatusAddress } from '../../../lib/settings/status-address';

const address = 'http://presence.test/getonline';

const pictures = 'http://presence.test/pa';
const named = { named: true, asks: 'all' } as const;
const unnamed = { named: false, asks: 'all' } as const;

/** Even numbers are online; one contact, one number of the person's own. */
function world(answer: (numbers: string[]) => string | undefined = says) {
  const asked: string[] = [];
  const state = { now: 1_000_000, services: { getOnline: address } as { getOnline?: string; picture?: string } };
  const never = new Promise<void>(() => undefined);
  const hasty = { wait: never };
  const look = createLookUp({
    now: () => state.now,
    known: async () => ({
      own: new Set(['10001']),
      contacts: new Map<string, { state: Presence; at?: number }>([
        ['20001', { state: 'away', at: 900_000 }],
        ['20003', { state: 'unknown' }],
      ]),
    }),
    services: async () => state.services,
    ask: async (url) => {
      asked.push(url);
      const picture = /p=2:(\d+):45$/.exec(url)?.[1];
      if (picture === undefined) {
        const text = answer((url.split('&')[1] ?? '').split(':').filter((one) => one !== ''));
        return text === undefined ? undefined : { text, url };
      }
      const digit = picture.endsWith('7') ? '_stop' : Number(picture) % 2 ? '0' : '1';
      return { text: 'GIF89a', url: `http://pub.idqqimg.com/qconn/wpa/button/button_5${digit}.gif` };
    },
    wait: () => hasty.wait,
  });
  const lookUp = async (...given: Parameters<typeof look>) =>
    new Map([...(await look(...given))].map(([number, known]) => [number, known.state]));
  return { asked, state, hasty, look, lookUp };
}

function says(numbers: string[]): string {
  return numbers.map((number, i) => `online[${i}]=${Number(number) % 2 ? 0 : 1};`).join('');
}

test('contacts and own numbers come from home, strangers from the service, all asked for in one request', async () => {
  const { asked, lookUp } = world();
  const states = await lookUp(['20001', '10001', '30002', '30003', '30002'], named);
  expect(Object.fromEntries(states)).toEqual({ 20001: 'away', 10001: 'mine', 30002: 'online', 30003: 'offline' });
  expect(asked).toEqual([`${address}?Type=1&20001:10001:30002:30003:`]);
});

test('a site that was not named learns nothing of contacts or own numbers', async () => {
  const { lookUp } = world();
  const states = await lookUp(['20001', '10001', '30002'], unnamed);
  expect(Object.fromEntries(states)).toEqual({ 20001: 'offline', 10001: 'offline', 30002: 'online' });
});

test('without an address nobody is asked, and who is no contact is unknown', async () => {
  const { asked, state, lookUp } = world();
  state.services = {};
  expect(Object.fromEntries(await lookUp(['20001', '20003', '30002'], named))).toEqual({
    20001: 'away',
    20003: 'unknown',
    30002: 'unknown',
  });
  expect(asked).toEqual([]);
});

test('answers count for a minute, and two pages that ask at once share a request', async () => {
  const { asked, state, lookUp } = world();
  await Promise.all([lookUp(['30002', '30004'], named), lookUp(['30004', '30002'], named)]);
  await lookUp(['30002'], unnamed);
  expect(asked).toHaveLength(1);
  state.now += freshMs;
  await lookUp(['30002'], named);
  expect(asked).toHaveLength(2);
});

test('a thousand numbers take sixteen requests, and a flood of pages stays under sixty a minute', async () => {
  const { asked, lookUp } = world();
  const many = (from: number, count: number) => Array.from({ length: count }, (_, i) => String(from + i));
  const states = await lookUp(many(40_000, 1000), named);
  expect(asked).toHaveLength(16);
  expect(states.get('40002')).toBe('online');
  const flood = await lookUp(many(1_000_000, 10_000), named);
  expect(asked).toHaveLength(60);
  expect(flood.get('1009998')).toBe('unknown');
});

test.each([
  undefined,
  '',
  'online[0]=1;',
  'online[0]=1;online[1]=2;',
  'online[0]=1;online[0]=0;',
  'alert(1);online[0]=1;online[1]=0;',
  '<html>404</html>',
])('an answer like %j makes its numbers unknown', async (text) => {
  const { lookUp } = world(() => text);
  expect([...(await lookUp(['30002', '30004'], named)).values()]).toEqual(['unknown', 'unknown']);
});

test('an answer in any order is read by its indexes', () => {
  expect(decodeGetOnline('online[1]=0;online[0]=1;', 2)).toEqual(['online', 'offline']);
  expect(decodeGetOnline(' online[0]=1 ', 1)).toEqual(['online']);
});

test('any text gives a whole answer or none', () => {
  const piece = fc.constantFrom('online[', '0', '1', ']', '=', ';', ' ', 'x');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.integer({ min: 1, max: 3 }), (pieces, count) => {
      const states = decodeGetOnline(pieces.join(''), count);
      return states === undefined || states.length === count;
    }),
  );
});

test('addresses are made canonical or refused', () => {
  expect(encodeGetOnline(address, ['10001', '10002'])).toBe(`${address}?Type=1&10001:10002:`);
  expect(parseStatusAddress(' webpresence.qq.com/getonline ')).toBe('http://webpresence.qq.com/getonline');
  expect(parseStatusAddress('127.0.0.1:48004')).toBe('http://127.0.0.1:48004/getonline');
  expect(parseStatusAddress('https://presence.test/ask?x=1#y')).toBe('https://presence.test/ask');
  for (const bad of [
    '',
    'ftp://x/',
    'javascript:alert(1)',
    'http://name:word@x/',
    'http://',
    `http://${'x'.repeat(400)}`,
  ]) {
    expect(parseStatusAddress(bad)).toBeUndefined();
  }
});

test('a name says who told, when, and why nobody knows', async () => {
  const { look, state } = world();
  const all = await look(['10001', '20001', '20003', '30002'], named);
  expect(Object.fromEntries(all)).toEqual({
    10001: { state: 'mine', source: 'own' },
    20001: { state: 'away', source: 'contacts', at: 900_000 },
    20003: { state: 'offline', source: 'getonline', at: state.now },
    30002: { state: 'online', source: 'getonline', at: state.now },
  });
  const home = await look(['20001', '20003', '30002'], { named: true, asks: 'contacts' });
  expect([...home.values()].map(({ why }) => why)).toEqual([undefined, 'contact-quiet', 'not-asked']);
  expect([...(await look(['20001'], { named: true, asks: 'off' })).values()]).toEqual([
    { state: 'unknown', why: 'off' },
  ]);
});

test('where the list does not answer, the name of the picture tells, and says so', async () => {
  const { asked, state, look } = world(() => undefined);
  state.services = { getOnline: address, picture: pictures };
  const all = await look(['30002', '30003', '30007'], named);
  expect(Object.fromEntries(all)).toEqual({
    30002: { state: 'online', source: 'pa', at: state.now },
    30003: { state: 'offline', source: 'pa', at: state.now },
    30007: { state: 'unknown', why: 'not-enabled' },
  });
  expect(asked).toHaveLength(4);
});

test.each([says, () => undefined])(
  'a thousand buttons cost twenty requests at most, whatever answers: %#',
  async (how) => {
    const { asked, state, lookUp } = world(how);
    state.services = { getOnline: address, picture: pictures };
    const numbers = Array.from({ length: 1000 }, (_, n) => String(50_000 + n));
    const calls = Array.from({ length: 16 }, (_, n) => lookUp(numbers.slice(n * 64, n * 64 + 64), named));
    await Promise.all(calls);
    expect(asked.length).toBeLessThanOrEqual(20);
    // And the next page of a thousand leaves a service that has gone alone.
    const before = asked.length;
    state.now += freshMs;
    await lookUp(numbers, named);
    expect(asked.length - before).toBeLessThanOrEqual(20);
  },
);

test('a service that takes its time is waited for a moment: home is told at once then, the rest with the next look', async () => {
  let answer: (text: string) => void = () => undefined;
  const { hasty, state } = world();
  hasty.wait = Promise.resolve();
  const look = createLookUp({
    now: () => state.now,
    known: async () => ({ own: new Set(), contacts: new Map([['20001', { state: 'busy' as const }]]) }),
    services: async () => ({ getOnline: address }),
    ask: (url) => new Promise((done) => (answer = (text) => done({ text, url }))),
    wait: () => hasty.wait,
  });
  const first = await look(['20001', '30002'], named);
  expect([...first.values()].map(({ state }) => state)).toEqual(['busy', 'unknown']);
  answer('online[0]=0;online[1]=1;');
  hasty.wait = new Promise(() => undefined);
  expect((await look(['30002'], named)).get('30002')?.state).toBe('online');
});

test.each([
  ['http://pub.idqqimg.com/qconn/wpa/button/button_old_11.gif', 'online'],
  ['http://pub.idqqimg.com/qconn/wpa/button/button_old_10.gif', 'offline'],
  ['http://pub.idqqimg.com/qconn/wpa/button/button_51.gif', 'online'],
  ['http://pub.idqqimg.com/qconn/wpa/button/button_120.gif', 'offline'],
  ['http://pub.idqqimg.com/qconn/wpa/button/button_old_7_stop.gif', 'not-enabled'],
  ['http://wpa.qq.com/7_online.gif', 'online'],
  ['http://wpa.qq.com/rtx_offline.gif', 'offline'],
  ['http://wpa.qq.com/pa?p=2:10001:45', undefined],
  ['http://evil.test/button_51.gif.exe', undefined],
  ['nonsense', undefined],
])('a picture at %s says %s', (url, said) => {
  expect(decodePicture(url)).toBe(said);
});
