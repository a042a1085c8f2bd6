import { describe, expect, it } from 'vitest';
import type { HttpQqCursor } from '../../../../lib/protocol/http-qq/cursor';
import { ask, bodyOf, exchange, noon, protocol, receive, reply, signedInCursor } from './talk';

const contacts = { kind: 'contacts' } as const;
const presence = { kind: 'presence' } as const;

function page(cursor: HttpQqCursor, rest: string, now = noon) {
  return exchange(cursor, contacts, 'LIST', rest, now);
}

function online(numbers: readonly string[], fn: 0 | 1): string {
  const each = (item: string) => `${item},`.repeat(numbers.length);
  const listed = numbers.map((number) => `${number},`).join('');
  return `RES=0&FC=${each('141')}&FN=${fn}&SN=${numbers.length}&ST=${each('10')}&UN=${listed}&NK=${each('A')}`;
}

describe('contacts', () => {
  it('in one page replace the list', () => {
    const batch = page(signedInCursor(), 'RES=0&FN=1&SN=2&UN=1,2,');
    expect(batch.events).toEqual([{ kind: 'contacts', contacts: [{ number: '1' }, { number: '2' }] }]);
    expect(batch.then).toEqual([]);
  });

  it('in many pages replace the list only once the last page is there', () => {
    const first = page(signedInCursor(), 'RES=0&FN=0&SN=2&UN=1,2,');
    expect(first).toMatchObject({ events: [], then: [contacts] });
    const { request } = ask(first.cursor, contacts);
    expect(bodyOf(request)).toMatch(/&CMD=List&SEQ=\d+&UIN=100001&TN=160&UN=2$/);
    const second = page(first.cursor, 'RES=0&FN=1&SN=1&UN=3,');
    expect(second.events).toEqual([
      { kind: 'contacts', contacts: [{ number: '1' }, { number: '2' }, { number: '3' }] },
    ]);
  });

  it('a cut page is asked for again under its SEQ and nothing is believed', () => {
    const first = page(signedInCursor(), 'RES=0&FN=0&SN=2&UN=1,2,');
    const asked = ask(first.cursor, contacts);
    const cut = protocol.accept(
      asked.cursor,
      asked.request,
      reply(asked.request, 'LIST', 'RES=0&FN=1&SN=2&UN=3,'),
      noon,
    );
    expect(cut).toMatchObject({ events: [], outcome: { kind: 'again' }, undecoded: { why: 'garbled' } });
    const got = reply(asked.request, 'LIST', 'RES=0&FN=1&SN=2&UN=3,4,');
    expect(protocol.accept(cut.cursor, asked.request, got, noon).events).toMatchObject([{ contacts: { length: 4 } }]);
  });

  it('are read from the start where the page before was too long ago for the server to go on from', () => {
    const first = page(signedInCursor(), 'RES=0&FN=0&SN=2&UN=1,2,');
    expect(bodyOf(ask(first.cursor, contacts, noon + 600_000).request)).toMatch(/&UN=0$/);
  });

  it('a server that hands out the same page for ever is left, and nobody is taken off the list', () => {
    const first = page(signedInCursor(), 'RES=0&FN=0&SN=2&UN=1,2,');
    const second = page(first.cursor, 'RES=0&FN=0&SN=2&UN=1,2,');
    expect(second).toMatchObject({ then: [], outcome: { kind: 'done' }, session: { state: 'online' } });
    expect(second.events.map(({ kind }) => kind)).toEqual(['contact', 'contact']);
    expect(second.undecoded?.detail).toContain('circles');
  });

  it('a server that says "more" with an empty page is left', () => {
    expect(page(signedInCursor(), 'RES=0&FN=0&SN=0&UN=').then).toEqual([]);
  });

  it('without end are left, and what is known of them is kept', () => {
    let batch = page(signedInCursor(), 'RES=0&FN=0&SN=1&UN=1,');
    for (let next = 10_000; batch.then.length > 0; next += 1000) {
      const numbers = Array.from({ length: 1000 }, (_, index) => `${next + index},`).join('');
      batch = page(batch.cursor, `RES=0&FN=0&SN=1000&UN=${numbers}`);
    }
    expect(batch.undecoded?.detail).toContain('goes on after 11001 numbers');
    expect(batch.cursor.contacts.walk).toBeUndefined();
  });

  it('empty wipe nothing out before the server has said that there are none', () => {
    const empty = page(signedInCursor(), 'RES=0&FN=1&SN=0&UN=');
    expect(empty).toMatchObject({ events: [], then: [contacts] });
    expect(bodyOf(ask(empty.cursor, contacts).request)).toMatch(/&CMD=List&SEQ=\d+&UIN=100001$/);
    expect(page(empty.cursor, 'RES=0&FN=0').events).toEqual([{ kind: 'contacts', contacts: [] }]);
  });

  it('empty although the server counts nine are not believed', () => {
    const empty = page(signedInCursor(), 'RES=0&FN=1&SN=0&UN=');
    const counted = page(empty.cursor, 'RES=0&FN=9');
    expect(counted.events).toEqual([]);
    expect(counted.undecoded?.detail).toContain('FN=9');
  });

  it('an answer to a walk that was begun anew meanwhile changes nothing', () => {
    const old = ask(signedInCursor(), contacts);
    const fresh = ask(old.cursor, contacts);
    const late = protocol.accept(fresh.cursor, old.request, reply(old.request, 'LIST', 'RES=0&FN=1&SN=1&UN=9,'), noon);
    expect(late.events).toEqual([]);
    expect(late.cursor.contacts).toEqual(fresh.cursor.contacts);
  });

  it('are read again after an hour, and not sooner than 5 minutes after they could not be read', () => {
    const none = 'RES=0&MN=0&MT=&UN=&MG=';
    const read = page(signedInCursor(), 'RES=0&FN=1&SN=1&UN=1,').cursor;
    expect(receive(read, none, noon + 3_500_000).then).not.toContainEqual(contacts);
    expect(receive(read, none, noon + 3_600_000).then).toContainEqual(contacts);
    const left = page(signedInCursor(), 'RES=0&FN=0&SN=0&UN=').cursor;
    expect(receive(left, none, noon + 200_000).then).not.toContainEqual(contacts);
    expect(receive(left, none, noon + 300_000).then).toContainEqual(contacts);
  });
});

describe('presence', () => {
  it('of one page tells who is there, with nick and picture, and that nobody else is', () => {
    const rest = 'RES=0&FC=141,270,x,&FN=1&SN=3&ST=10,30,50,&UN=1,2,3,&NK=A, B ,,';
    expect(exchange(signedInCursor(), presence, 'QUERY_STAT', rest).events).toEqual([
      { kind: 'contact', contact: { number: '1', nick: 'A', picture: 48 } },
      { kind: 'presence', number: '1', state: 'online', source: 'list' },
      { kind: 'contact', contact: { number: '2', nick: 'B', picture: 91 } },
      { kind: 'presence', number: '2', state: 'busy', source: 'list' },
      { kind: 'contact', contact: { number: '3' } },
      { kind: 'presence', number: '3', state: 'unknown', source: 'list' },
      { kind: 'everyone-else-offline', except: ['1', '2', '3'] },
    ]);
  });

  it('calls nobody offline before the last page', () => {
    const first = exchange(signedInCursor(), presence, 'QUERY_STAT', online(['1', '2'], 0));
    expect(first.events.map(({ kind }) => kind)).not.toContain('everyone-else-offline');
    expect(bodyOf(ask(first.cursor, presence).request)).toMatch(/&TN=50&UN=2$/);
    const second = exchange(first.cursor, presence, 'QUERY_STAT', online(['3'], 1));
    expect(second.events).toContainEqual({ kind: 'everyone-else-offline', except: ['1', '2', '3'] });
  });

  it('does not call somebody offline who came between two pages', () => {
    const first = exchange(signedInCursor(), presence, 'QUERY_STAT', online(['1', '2'], 0));
    const pushed = receive(first.cursor, 'RES=0&MN=1&MT=99,&UN=7,&MG=10,');
    const second = exchange(pushed.cursor, presence, 'QUERY_STAT', online(['3'], 1));
    expect(second.events).toContainEqual({ kind: 'everyone-else-offline', except: ['1', '2', '7', '3'] });
  });

  it('a server that hands out the same page for ever is left', () => {
    const first = exchange(signedInCursor(), presence, 'QUERY_STAT', online(['1', '2'], 0));
    const second = exchange(first.cursor, presence, 'QUERY_STAT', online(['1', '2'], 0));
    expect(second.then).toEqual([]);
    expect(second.events.map(({ kind }) => kind)).not.toContain('everyone-else-offline');
  });

  it('with a list of another length tells what the others say, and names that one', () => {
    const rest = 'RES=0&FC=141,&FN=1&SN=2&ST=10,30,&UN=1,2,&NK=A,B,';
    const batch = exchange(signedInCursor(), presence, 'QUERY_STAT', rest);
    expect(batch.events).toEqual([
      { kind: 'contact', contact: { number: '1', nick: 'A' } },
      { kind: 'presence', number: '1', state: 'online', source: 'list' },
      { kind: 'contact', contact: { number: '2', nick: 'B' } },
      { kind: 'presence', number: '2', state: 'busy', source: 'list' },
      { kind: 'everyone-else-offline', except: ['1', '2'] },
    ]);
    expect(batch.undecoded).toEqual({ why: 'garbled', detail: 'FC beside 2 numbers' });
    expect(batch.session).toEqual({ state: 'online' });
  });

  it.each([
    ['states', 'FC=141,141,&FN=1&SN=2&ST=10,&UN=1,2,&NK=A,B,', 'ST beside 2 numbers', ['1', '2']],
    ['no states', 'FC=141,141,&FN=1&SN=2&UN=1,2,&NK=A,B,', 'ST beside 2 numbers', ['1', '2']],
    ['a number too few', 'FC=141,141,&FN=1&SN=2&ST=10,10,&UN=1,&NK=A,B,', 'FC, ST, NK beside 1 numbers', []],
  ])(
    'with %s of another length calls nobody online or offline, and is asked for again later',
    (_, list, detail, known) => {
      const batch = exchange(signedInCursor(), presence, 'QUERY_STAT', `RES=0&${list}`);
      expect(batch.events.map((event) => (event.kind === 'contact' ? event.contact.number : event.kind))).toEqual(
        known,
      );
      expect(batch).toMatchObject({ undecoded: { detail }, then: [], session: { state: 'online' } });
      expect(batch.cursor.presence).not.toHaveProperty('doneAt');
      expect(batch.cursor.presence).not.toHaveProperty('walk');
    },
  );

  it.each(['NK=A,', 'NK=A,B,C,', 'NK=A,,'])('with names that cannot be told apart (%s) tells who is there', (names) => {
    const rest = `RES=0&FC=141,141,141,&FN=1&SN=3&ST=10,10,10,&UN=1,2,3,&${names === 'NK=A,B,C,' ? 'NK=A,B,C,D,' : names}`;
    const batch = exchange(signedInCursor(), presence, 'QUERY_STAT', rest);
    expect(batch.events.filter(({ kind }) => kind === 'presence')).toHaveLength(3);
    expect(JSON.stringify(batch.events)).not.toContain('nick');
    expect(batch.undecoded?.detail).toBe('NK beside 3 numbers');
  });

  it('that was cut on its way is asked for again under its number, which brings the whole', () => {
    for (const cut of ['FC=141,1', 'FC=141,141,&FN=1&SN=2&ST=10,10,&UN=1,2,&NK=A,B']) {
      const rest = cut.includes('FN') ? cut : `FN=1&SN=2&ST=10,10,&UN=1,2,&${cut}&NK=A,B,`;
      expect(exchange(signedInCursor(), presence, 'QUERY_STAT', `RES=0&${rest}`)).toMatchObject({
        events: [],
        outcome: { kind: 'again' },
      });
    }
  });
});
