import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Presence } from '../../../lib/model/presence';
import { decodeGetOnline, encodeGetOnline } from '../../../lib/presence/get-online';
import { createLookUp, freshMs } from '../../../lib/presence/look-up';
import { parseStatusAddress } from '../../../lib/settings/status-address';

const address = 'http://presence.test/getonline';

/** Even numbers are online; one contact, one number of the person's own. */
function world(answer: (numbers: string[]) => string | undefined = says) {
  const asked: string[] = [];
  const state = { now: 1_000_000, address: address as string | undefined };
  const contacts = new Map<string, Presence>([
    ['20001', 'away'],
    ['20003', 'unknown'],
  ]);
  const lookUp = createLookUp({
    now: () => state.now,
    known: async () => ({ own: new Set(['10001']), contacts }),
    address: async () => state.address,
    ask: async (url) => {
      asked.push(url);
      return answer((url.split('&')[1] ?? '').split(':').filter((text) => text !== ''));
    },
  });
  return { asked, state, lookUp };
}

function says(numbers: string[]): string {
  return numbers.map((number, i) => `online[${i}]=${Number(number) % 2 ? 0 : 1};`).join('');
}

test('contacts and own numbers come from home, strangers from the service, in one request', async () => {
  const { asked, lookUp } = world();
  const states = await lookUp(['20001', '10001', '30002', '30003', '30002'], true);
  expect(Object.fromEntries(states)).toEqual({ 20001: 'away', 10001: 'mine', 30002: 'online', 30003: 'offline' });
  expect(asked).toEqual([`${address}?Type=1&30002:30003:`]);
});

test('a site that was not named learns nothing of contacts or own numbers', async () => {
  const { lookUp } = world();
  const states = await lookUp(['20001', '10001', '30002'], false);
  expect(Object.fromEntries(states)).toEqual({ 20001: 'offline', 10001: 'offline', 30002: 'online' });
});

test('without an address nobody is asked, and who is no contact is unknown', async () => {
  const { asked, state, lookUp } = world();
  state.address = undefined;
  expect(Object.fromEntries(await lookUp(['20001', '20003', '30002'], true))).toEqual({
    20001: 'away',
    20003: 'unknown',
    30002: 'unknown',
  });
  expect(asked).toEqual([]);
});

test('answers count for a minute, and two pages that ask at once share a request', async () => {
  const { asked, state, lookUp } = world();
  await Promise.all([lookUp(['30002', '30004'], true), lookUp(['30004', '30002'], true)]);
  await lookUp(['30002'], false);
  expect(asked).toHaveLength(1);
  state.now += freshMs;
  await lookUp(['30002'], true);
  expect(asked).toHaveLength(2);
});

test('a thousand numbers take sixteen requests, and a flood of pages stays under sixty a minute', async () => {
  const { asked, lookUp } = world();
  const many = (from: number, count: number) => Array.from({ length: count }, (_, i) => String(from + i));
  const states = await lookUp(many(40_000, 1000), true);
  expect(asked).toHaveLength(16);
  expect(states.get('40002')).toBe('online');
  const flood = await lookUp(many(1_000_000, 10_000), true);
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
  expect([...(await lookUp(['30002', '30004'], true)).values()]).toEqual(['unknown', 'unknown']);
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
