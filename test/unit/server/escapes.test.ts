import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeList } from '../../server/http-qq/encode-reply';
import { serverWithPeople, type TestServer } from './test-server';

/** What a client of the time did with a list: split at commas, drop the last item, undo the escapes, % last. */
function readAsOldClient(list: string): string[] {
  return list
    .split(',')
    .slice(0, -1)
    .map((item) => item.replaceAll('%2c', ',').replaceAll('%26', '&').replaceAll('%25', '%'));
}

const lineBreaksAsSent = (text: string) => text.replace(/\r\n|\n/g, '\r');

const awkward = fc.string({
  unit: fc.constantFrom('%', '2', '5', '6', 'c', '&', ',', '=', '\r', '\n', ' ', '好', '😀'),
});

test('an old client reads every list back, whatever its items hold', () => {
  fc.assert(
    fc.property(fc.array(awkward), (items) => {
      expect(readAsOldClient(encodeList(items))).toEqual(items.map(lineBreaksAsSent));
    }),
  );
});

test('an item never holds a bare comma, ampersand or line feed', () => {
  fc.assert(
    fc.property(awkward, (item) => {
      expect(encodeList([item]).slice(0, -1)).not.toMatch(/[,&\n]/);
    }),
  );
});

test('a list is empty without items, and every item is followed by a comma', () => {
  expect(encodeList([])).toBe('');
  expect(encodeList(['a', ''])).toBe('a,,');
});

async function messagesOf(server: TestServer, uin: string): Promise<string[]> {
  const reply = await server.ask('GetMsgEx', uin);
  return readAsOldClient(reply.slice(reply.indexOf('&MG=') + 4));
}

test('a text of CLTMSG reaches its receiver as written, with a bare CR for each line break', async () => {
  const server = await serverWithPeople();
  await server.control('clock', { scale: 0.001 });
  await server.login('100001');
  await server.login('200001');
  await messagesOf(server, '100001');
  await fc.assert(
    fc.asyncProperty(
      awkward.filter((text) => text !== ''),
      async (text) => {
        server.clock.advance(10);
        expect(await server.ask('CLTMSG', '200001', `&UN=100001&MG=${encodeURIComponent(text)}`)).toBe('RES=0&');
        expect(await messagesOf(server, '100001')).toEqual([lineBreaksAsSent(text)]);
      },
    ),
    { numRuns: 25 },
  );
});

test('a text said through the control port is used exactly as given', async () => {
  const server = await serverWithPeople();
  const text = '%2c, & \r\n %25 ＋好😀=';
  await server.control('say', { from: '200001', to: '100001', text });
  expect((await server.ledger('accepted'))[0]?.text).toBe(text);
});
