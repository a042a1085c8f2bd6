import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeRequest } from '../../../../lib/protocol/http-qq/encode';
import { ask, bodyOf, exchange, message, receive, signedInCursor } from './talk';

/** Any text that is text: whole code points, no halves of surrogate pairs. */
const text = fc.string({ unit: 'binary', maxLength: 40 });
const number = fc.integer({ min: 10_000, max: 99_999_999_999 }).map(String);

/** A reader of requests that knows nothing of the writer: what a server of the time did (spec/http-qq, A3). */
function readRequest(body: string, formEncoded: boolean): Map<string, string> {
  const fields = new Map<string, string>();
  for (const piece of body.split('&')) {
    const [key = '', ...value] = piece.split('=');
    const raw = value.join('=');
    fields.set(key, decodeURIComponent(formEncoded ? raw.replaceAll('+', ' ') : raw));
  }
  return fields;
}

/** A writer of lists that knows nothing of the reader: exactly three escapes, a comma after every item. */
function writeList(items: readonly string[]): string {
  const escaped = items.map((item) =>
    item.replaceAll('%', '%25').replaceAll('&', '%26').replaceAll(',', '%2c').replace(/\r?\n/g, '\r'),
  );
  return escaped.map((item) => `${item},`).join('');
}

/** On the way a line break is a CR, so text comes back with its line breaks in one spelling. */
const lines = (said: string) => said.replace(/\r\n?/g, '\n');

describe('requests', () => {
  it.each([true, false])('any text arrives as it was written (read as a form: %s)', (formEncoded) => {
    fc.assert(
      fc.property(text, (said) => {
        const body = encodeRequest('CLTMSG', '7', '100001', [['MG', said]]).join('');
        expect(readRequest(body, formEncoded).get('MG')).toBe(said);
      }),
    );
  });

  it('start with the four that every request carries, in their order', () => {
    expect(bodyOf(ask(signedInCursor(), { kind: 'receive' }).request)).toMatch(
      /^VER=1\.1&CMD=GetMsgEx&SEQ=\d{9}&UIN=100001$/,
    );
  });

  it('write a space as %20 and a plus as %2B, which no reader takes for one another', () => {
    const { request } = ask(signedInCursor(), { ...message, text: 'a + b' });
    expect(bodyOf(request)).toMatch(/&UN=200001&MG=a%20%2B%20b$/);
  });

  it('carry half a surrogate pair as a replacement character, because what is not UTF-8 gets no answer', () => {
    expect(encodeRequest('CLTMSG', '7', '1', [['MG', 'a\uD83D!']]).join('')).toMatch(/MG=a\uFFFD!$/);
  });

  it('carry Login as clients of the time did, with a mark for the password', () => {
    expect(bodyOf(ask(signedInCursor(), { kind: 'sign-in' }).request)).toMatch(
      /&CMD=Login&SEQ=\d+&UIN=100001&PS=<password-md5>&M5=1&LC=9326B87B234E7235$/,
    );
  });
});

describe('replies', () => {
  it('any messages come out as they were put in, in their order and under their own keys', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(number, text), { maxLength: 6 }), (said) => {
        const types = writeList(said.map(() => '9'));
        const senders = writeList(said.map(([from]) => from));
        const texts = writeList(said.map(([, words]) => words));
        const { events, undecoded } = receive(
          signedInCursor(),
          `RES=0&MN=${said.length}&MT=${types}&UN=${senders}&MG=${texts}`,
        );
        expect(undecoded).toBeUndefined();
        expect(events.map((event) => event.kind === 'message' && [event.sender, event.text])).toEqual(
          said.map(([from, words]) => [from, lines(words)]),
        );
        expect(new Set(events.map((event) => event.kind === 'message' && event.remoteKey)).size).toBe(said.length);
      }),
    );
  });

  it('any nicks come out as they were put in', () => {
    fc.assert(
      fc.property(fc.uniqueArray(number, { maxLength: 6 }), text, (people, nick) => {
        const rest = [
          `FC=${writeList(people.map(() => '270'))}`,
          'FN=1',
          `SN=${people.length}`,
          `ST=${writeList(people.map(() => '30'))}`,
          `UN=${writeList(people)}`,
          `NK=${writeList(people.map(() => nick))}`,
        ];
        const { events } = exchange(signedInCursor(), { kind: 'presence' }, 'QUERY_STAT', `RES=0&${rest.join('&')}`);
        const contacts = events.flatMap((event) => (event.kind === 'contact' ? [event.contact] : []));
        const shown = lines(nick).trim();
        expect(contacts).toEqual(
          people.map((one) => ({ number: one, picture: 91, ...(shown === '' ? {} : { nick: shown }) })),
        );
      }),
      { examples: [[['10000'], '\u0000\r\n\u0000']] },
    );
  });

  it('a message with an ampersand that the server forgot to escape is whole', () => {
    const { events } = receive(signedInCursor(), 'RES=0&MN=2&MT=9,9,&UN=200001,200002,&MG=Q&A,b=c&d=e,');
    expect(events).toMatchObject([{ text: 'Q&A' }, { text: 'b=c&d=e' }]);
  });

  it('a percent sign that the server forgot to escape stands for itself', () => {
    const { events } = receive(signedInCursor(), 'RES=0&MN=3&MT=9,9,9,&UN=1,2,3,&MG=100%,5%zz,%ff,');
    expect(events).toMatchObject([{ text: '100%' }, { text: '5%zz' }, { text: '%ff' }]);
  });

  it('what was escaped twice is read once', () => {
    const { events } = receive(signedInCursor(), 'RES=0&MN=1&MT=9,&UN=200001,&MG=%252c,');
    expect(events).toMatchObject([{ text: '%2c' }]);
  });

  it.each(['&', '&COMP=NOKIA8F3A18D6E27', '&XX=1,2,3,', '\r\n'])(
    'what follows the messages (%j) is no part of them',
    (more) => {
      const { events, undecoded } = receive(signedInCursor(), `RES=0&MN=1&MT=9,&UN=200001,&MG=a=b,${more}`);
      expect(undecoded).toBeUndefined();
      expect(events).toMatchObject([{ text: 'a=b' }]);
    },
  );
});
