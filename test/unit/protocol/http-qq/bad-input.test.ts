import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../../lib/protocol/protocol';
import { ask, message, noon, protocol, raw, receive, reply, signedInCursor, uin } from './talk';

const { cursor, request } = ask(signedInCursor(), { kind: 'receive' });
const sound = 'RES=0&MN=1&MT=9,&UN=200001,&MG=hi,';
const head = `VER=1.1&CMD=GETMSGEX&SEQ=${request.key}&UIN=${uin}`;

const cases: ReadonlyArray<readonly [string, Reply, string, RegExp]> = [
  ['a web page', raw('<!DOCTYPE html><html>Sign in</html>'), 'not-qq', /page/],
  ['a web page by its type', raw(`${head}&${sound}`, 200, [['Content-Type', 'text/html']]), 'not-qq', /page/],
  ['JSON', raw('{"retcode":0}'), 'not-qq', /document/],
  ['words', raw('hello'), 'not-qq', /no field/],
  ['a gateway that is down', raw('<html>', 502), 'server-trouble', /502/],
  ['a page that is not there', raw('', 404), 'not-qq', /404/],
  ['an empty answer', raw(''), 'answered-nothing', /without content/],
  ['bytes that are not UTF-8', { ...raw(''), bytes: Uint8Array.of(0x56, 0xc3, 0x28) } as Reply, 'garbled', /UTF-8/],
  ['an answer cut by the line', raw(`${head}&${sound}`, 200, [['content-length', '999']]), 'garbled', /of 999 bytes/],
  ['no RES', raw(head), 'garbled', /RES missing/],
  ['RES that is no number', raw(`${head}&RES=ok`), 'garbled', /RES=ok/],
  ['another account', raw(`VER=1.1&CMD=GETMSGEX&SEQ=${request.key}&UIN=100002&${sound}`), 'wrong-account', /100002/],
  ['another request', raw(`VER=1.1&CMD=GETMSGEX&SEQ=1&UIN=${uin}&${sound}`), 'wrong-seq', /SEQ=1 /],
  ['another command', reply(request, 'LIST', sound), 'garbled', /CMD=LIST/],
  ['two answers in one', raw(`${head}&RES=0&${head}&${sound}`), 'garbled', /twice/],
  ['two answers glued together', raw(`${head}&${sound}${head}&${sound}`), 'garbled', /more than 1/],
  ['no MN', raw(`${head}&RES=0&MT=&UN=&MG=`), 'garbled', /MN missing/],
  ['MN that is no count', raw(`${head}&RES=0&MN=-1&MT=&UN=&MG=`), 'garbled', /MN=-1/],
  ['fewer types than messages', raw(`${head}&RES=0&MN=2&MT=9,&UN=1,2,&MG=a,b,`), 'garbled', /1 types and 2 senders/],
  ['fewer texts than messages', raw(`${head}&RES=0&MN=2&MT=9,9,&UN=1,2,&MG=a,b`), 'garbled', /1 of 2 items/],
  ['a comma nobody escaped', raw(`${head}&RES=0&MN=1&MT=9,&UN=1,&MG=a,b,`), 'garbled', /more than 1/],
  ['a list cut in mid-item', raw(`${head}&RES=0&MN=1&MT=9,&UN=20000&MG=a,`), 'garbled', /mid-item/],
  ['no MG', raw(`${head}&RES=0&MN=0&MT=&UN=`), 'garbled', /MG missing/],
];

describe('an answer that cannot be taken', () => {
  it.each(cases)('%s: named, kept, asked for again, and nothing in it is believed', (_, got, why, where) => {
    const batch = protocol.accept(cursor, request, got, noon);
    expect(batch).toMatchObject({
      undecoded: { why, detail: expect.stringMatching(where) },
      events: [],
      outcome: { kind: 'again' },
      session: { state: 'unreachable', reason: why },
      nextAt: 'back-off',
    });
    expect(batch.cursor).toEqual(cursor);
    expect(protocol.carriesNothing(request, got)).toBe(false);
  });

  it('is asked for again under the same SEQ, and the sound answer is then taken', () => {
    const spoilt = protocol.accept(cursor, request, raw('<html>'), noon);
    const { events } = protocol.accept(spoilt.cursor, request, reply(request, 'GETMSGEX', sound), noon + 9000);
    expect(events).toMatchObject([{ text: 'hi', remoteKey: `q${request.key}.0` }]);
  });
});

it.each([
  ['line breaks', '\r'],
  ['commas', ','],
  ['ampersands', '&'],
  ['escapes', '%25'],
  ['fields', '&UN=1'],
])('two megabytes of %s do not hang the reader', (_, piece) => {
  const got = raw(`${head}&RES=0&MN=1&MT=9,&UN=1,&MG=${piece.repeat(2_000_000 / piece.length)}x`);
  expect(protocol.accept(cursor, request, got, noon).undecoded?.why).toBe('garbled');
});

describe('an answer in another manner', () => {
  it('SEQ=-1 stands for what was asked, and the key of a message is still the SEQ that was asked with', () => {
    const got = raw(`VER=1.1&CMD=GETMSGEX&SEQ=-1&UIN=${uin}&${sound}`);
    expect(protocol.accept(cursor, request, got, noon).events).toMatchObject([{ remoteKey: `q${request.key}.0` }]);
  });

  it.each(['GETMSGEX', 'GetMsgEx', 'getmsgex'])('CMD=%s is the same command', (cmd) => {
    expect(protocol.accept(cursor, request, reply(request, cmd, sound), noon).events).toHaveLength(1);
  });

  it('a type of message nobody knows is kept in the journal, and its neighbours are taken', () => {
    const batch = receive(signedInCursor(), 'RES=0&MN=3&MT=9,77,9,&UN=200001,200002,200003,&MG=a,b,c,');
    expect(batch.events).toMatchObject([
      { text: 'a', remoteKey: expect.stringMatching(/\.0$/) },
      { text: 'c', remoteKey: expect.stringMatching(/\.2$/) },
    ]);
    expect(batch).toMatchObject({ undecoded: { detail: 'item 1: MT=77 UN=200002' }, outcome: { kind: 'done' } });
    expect(batch.session).toEqual({ state: 'online' });
  });

  it('a sender that is no number is kept in the journal and lands in no conversation', () => {
    const batch = receive(signedInCursor(), 'RES=0&MN=1&MT=9,&UN=x%2f,&MG=a,');
    expect(batch.events).toEqual([]);
    expect(batch.undecoded?.detail).toContain('item 0');
  });
});

describe('a message that one server answers with nothing', () => {
  it('is asked again and leaves the account as it was', () => {
    const sending = ask(signedInCursor(), message);
    const batch = protocol.accept(sending.cursor, sending.request, { kind: 'failure', failure: 'empty' }, noon);
    expect(batch.outcome).toEqual({ kind: 'again' });
    expect(batch.session).toBeUndefined();
  });
});
