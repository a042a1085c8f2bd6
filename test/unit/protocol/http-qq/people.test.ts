import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestProfileText } from '../../../../lib/model/profile';
import { decodeDetail } from '../../../../lib/protocol/http-qq/profile';
import { encodeDetail } from '../../../server/http-qq/encode-reply';
import { ask, bodyOf, exchange, fail, noon, protocol, receive, reply, signedInCursor } from './talk';

const signedIn = signedInCursor();
const add = { kind: 'add', number: '200001', text: '我是小李' } as const;
const profile = { kind: 'profile', number: '200001' } as const;
const profileOf = (rest: string) => {
  const { events } = exchange(signedIn, profile, 'GETINFO', rest);
  return events[0]?.kind === 'profile' ? events[0].profile : undefined;
};

describe('an addition', () => {
  it('of somebody who lets anybody makes a contact at once and reads the lists again', () => {
    const batch = exchange(signedIn, add, 'AddToList', 'RES=0&CD=0&UN=200001');
    expect(batch).toMatchObject({
      outcome: { kind: 'done' },
      events: [{ kind: 'contact', contact: { number: '200001' } }],
      then: [{ kind: 'contacts' }, { kind: 'presence' }],
    });
  });

  it('of somebody who wants to be asked is asked twice, with SEQs of their own, and the second may be the one', () => {
    const first = exchange(signedIn, add, 'AddToList', 'RES=0&CD=1&UN=200001');
    expect(first.outcome).toEqual({ kind: 'refused', until: noon });
    const once = ask(first.cursor, add);
    expect(bodyOf(once.request)).toContain('CMD=Ack_AddToList&');
    expect(bodyOf(once.request)).toContain('&UN=200001&CD=2&RS=我是小李');
    const held = protocol.accept(once.cursor, once.request, reply(once.request, 'Ack_AddToList', 'RES=3'), noon);
    expect(held.outcome).toEqual({ kind: 'refused', until: noon });
    const twice = ask(held.cursor, add);
    expect(bodyOf(twice.request)).toContain('CMD=Ack_AddToList&');
    expect(twice.request.key).not.toBe(once.request.key);
    const done = protocol.accept(twice.cursor, twice.request, reply(twice.request, 'Ack_AddToList', 'RES=0&'), noon);
    expect(done).toMatchObject({ outcome: { kind: 'done' }, events: [{ kind: 'request-sent', to: '200001' }] });
    expect(done.cursor.adding).toBeUndefined();
  });

  it('is over when the first of two says RES=0 already', () => {
    const { cursor } = exchange(signedIn, add, 'AddToList', 'RES=0&CD=1&UN=200001');
    expect(exchange(cursor, add, 'Ack_AddToList', 'RES=0&').outcome).toEqual({ kind: 'done' });
  });

  it('refused four times was refused for another reason, and is told', () => {
    let { cursor } = exchange(signedIn, add, 'AddToList', 'RES=0&CD=1&UN=200001');
    const outcomes = [1, 2, 3, 4].map(() => {
      const batch = exchange(cursor, add, 'Ack_AddToList', 'RES=3');
      cursor = batch.cursor;
      return batch.outcome?.kind;
    });
    expect(outcomes).toEqual(['refused', 'refused', 'refused', 'failed']);
    expect(cursor.adding).toBeUndefined();
  });

  it.each(['2', '3'])('refused with CD=%s, as one of the two texts has it, is told as their word', (cd) => {
    const batch = exchange(signedIn, add, 'AddToList', `RES=0&CD=${cd}&UN=200001`);
    expect(batch.outcome).toEqual({ kind: 'failed', why: 'adding-refused' });
  });

  it('answered with a code nobody knows fails in the words of the server', () => {
    const batch = exchange(signedIn, add, 'AddToList', 'RES=0&CD=7&UN=200001');
    expect(batch.outcome).toMatchObject({ kind: 'failed', said: 'CD=7' });
  });

  it('of a number that is not legal does not stop the account', () => {
    const batch = exchange(signedIn, add, 'AddToList', 'RES=5');
    expect(batch.outcome).toEqual({ kind: 'failed', why: 'illegal-number' });
    expect(batch.cursor.halted).toBeUndefined();
  });

  it('without a session signs in first and is not lost', () => {
    const { request } = ask({ ...signedIn, signedIn: false }, add);
    expect(request.want.kind).toBe('sign-in');
  });

  it('remembers only so many people between their steps', () => {
    let cursor = signedIn;
    for (let n = 0; n < 40; n++) {
      const want = { kind: 'add', number: String(200_001 + n) } as const;
      cursor = exchange(cursor, want, 'AddToList', 'RES=0&CD=1').cursor;
    }
    expect(Object.keys(cursor.adding ?? {})).toHaveLength(20);
  });
});

describe('a request of theirs', () => {
  const batch = receive(signedIn, 'RES=0&MN=1&MT=2,&UN=200001,&MG=加我,');
  const [event] = batch.events;
  const key = event?.kind === 'request' ? event.key : '';

  it.each([
    [true, '&UN=200001&CD=0&RS='],
    [false, '&UN=200001&CD=1&RS=不认识'],
  ])('accepted %s is answered to whoever asked', (accept, rest) => {
    const { request } = ask(signedIn, { kind: 'answer', key, accept, ...(accept ? {} : { text: '不认识' }) });
    expect(bodyOf(request)).toContain(rest);
  });

  it('is closed by the answer, and a yes reads the lists again', () => {
    const yes = exchange(signedIn, { kind: 'answer', key, accept: true }, 'Ack_AddToList', 'RES=0&');
    expect(yes.events).toEqual([{ kind: 'request-closed', key }]);
    expect(yes.then).toHaveLength(2);
    const no = exchange(signedIn, { kind: 'answer', key, accept: false }, 'Ack_AddToList', 'RES=0&');
    expect(no.then).toEqual([]);
  });

  it('that an older build kept without a number cannot be answered', () => {
    expect(protocol.next(signedIn, { kind: 'answer', key: 'q1.0', accept: true }, noon)).toEqual({ kind: 'none' });
  });

  it('answered twice is told, not tried for ever', () => {
    const batch = exchange(signedIn, { kind: 'answer', key, accept: true }, 'Ack_AddToList', 'RES=3');
    expect(batch.outcome).toEqual({ kind: 'failed', why: 'sent-twice' });
  });
});

it('their yes to ours makes both lists stale', () => {
  const cursor = { ...signedIn, contacts: { doneAt: noon }, presence: { doneAt: noon } };
  const batch = receive(cursor, 'RES=0&MN=1&MT=3,&UN=200001,&MG=,');
  expect(batch.events).toEqual([{ kind: 'request-answered', from: '200001', accepted: true, text: '' }]);
  expect(batch.then).toEqual([{ kind: 'contacts' }, { kind: 'presence' }]);
});

it('a friend deleted is looked for on the list, also where the server took it for sent twice', () => {
  const want = { kind: 'unfriend', number: '200001' } as const;
  expect(bodyOf(ask(signedIn, want).request)).toContain('CMD=DelFromList&');
  expect(exchange(signedIn, want, 'DelFromList', 'RES=0&').then).toEqual([{ kind: 'contacts' }]);
  expect(exchange(signedIn, want, 'DelFromList', 'RES=3')).toMatchObject({
    outcome: { kind: 'failed', why: 'sent-twice' },
    then: [{ kind: 'contacts' }],
  });
});

describe('a profile', () => {
  it('tells every field with its table, escaped twice, and keeps what nobody knows', () => {
    const told =
      'RES=0&AD=地址&AG=19&BT=2&CO=6&CT=苏州&CV=%01&CY=中华人民共和国&EM=a@qq.com&FC=270&HP=http://a.example/?x=1&ID=-' +
      '&JB=学生&LV=3&MO=136********&MT=0&MV=&PC=215000&PH=0512&PR=one%252ctwo%2526%0d%0a50%2525&PV=江苏&RN=胡&SC=毕业' +
      '&SH=3&SX=1&UN=200001&NK=Hackfan 好';
    expect(profileOf(told)).toEqual({
      nick: 'Hackfan 好',
      picture: 91,
      age: 19,
      sex: 'female',
      blood: 'b',
      sign: 'cancer',
      zodiac: 'tiger',
      texts: {
        address: '地址',
        city: '苏州',
        country: '中华人民共和国',
        email: 'a@qq.com',
        homepage: 'http://a.example/?x=1',
        job: '学生',
        mobile: '136********',
        postcode: '215000',
        phone: '0512',
        about: 'one,two&\n50%',
        province: '江苏',
        realName: '胡',
        school: '毕业',
      },
      others: { CV: '\u0001', ID: '-', MT: '0' },
    });
  });

  it.each([
    ['SX=0', { sex: 'male' }],
    ['BT=0&CO=0&SH=0', {}],
    ['BT=1', { blood: 'a' }],
    ['BT=5', { blood: 'other' }],
    ['CO=1', { sign: 'aquarius' }],
    ['CO=12', { sign: 'capricorn' }],
    ['SH=1', { zodiac: 'rat' }],
    ['SH=12', { zodiac: 'pig' }],
    ['SX=2', { others: { SX: '2' } }],
    ['BT=6', { others: { BT: '6' } }],
    ['CO=13', { others: { CO: '13' } }],
    ['SH=x', { others: { SH: 'x' } }],
    // As it was recorded of somebody who told no age.
    ['AG=0', {}],
    ['AG=old', { others: { AG: 'old' } }],
    ['QQ=1', { others: { QQ: '1' } }],
    ['__proto__=x', { others: JSON.parse('{"__proto__":"x"}') }],
  ])('%s is read as it is meant, or kept as it came', (rest, expected) => {
    expect(profileOf(`RES=0&${rest}&UN=200001&NK=`)).toEqual({ texts: {}, ...expected });
  });

  it('of megabytes is cut where a card ends, and says so', () => {
    const { texts, cut } = profileOf(`RES=0&PR=${'长'.repeat(300_000)}&UN=200001&NK=n`) ?? {};
    expect(texts?.about).toHaveLength(longestProfileText);
    expect(cut).toEqual(['about']);
  });

  it('of another number is not taken, nor one that does not say whose it is', () => {
    for (const rest of ['RES=0&UN=200002&NK=x', 'RES=0&NK=x']) {
      const batch = exchange(signedIn, profile, 'GETINFO', rest);
      expect(batch).toMatchObject({
        events: [],
        outcome: { kind: 'failed', why: 'garbled' },
        session: { state: 'online' },
      });
      expect(batch.undecoded?.why).toBe('garbled');
    }
  });

  it.each(['too-large', 'timeout', 'reset'] as const)(
    'that does not come (%s) is not asked for again and again',
    (why) => {
      expect(fail(signedIn, profile, why).outcome?.kind).toBe('failed');
    },
  );

  it('too large says nothing about the line', () => {
    expect(fail(signedIn, profile, 'too-large').session).toEqual({ state: 'online', reason: 'too-large' });
  });

  it('comes back as it was written, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        // Line breaks are written in one way only.
        const written = text.replace(/\r\n?/g, '\n');
        expect(decodeDetail(encodeDetail(written))).toBe(written);
      }),
    );
  });
});

describe('a search', () => {
  const find = { kind: 'find', query: { age: 20, sex: 'female', province: '江苏' } } as const;

  it('asks for what is wanted and leaves the rest empty', () => {
    expect(bodyOf(ask(signedIn, find).request)).toMatch(/CMD=Finger&.*&AG=20&SX=1&PV=江苏$/);
    expect(bodyOf(ask(signedIn, { kind: 'find', query: {} }).request)).toMatch(/&AG=&SX=&PV=$/);
    expect(bodyOf(ask(signedIn, { ...find, after: '200009' }).request)).toMatch(/&UN=200009$/);
  });

  it('finds people, and knows of more', () => {
    const rest = 'RES=0&FC=270,0,&FN=0&SN=2&ST=10,20,&UN=200001,200002,&NK=A,B,';
    expect(exchange(signedIn, find, 'FINGER', rest).found).toEqual({
      people: [
        { number: '200001', nick: 'A', picture: 91, presence: 'online' },
        { number: '200002', nick: 'B', picture: 1, presence: 'offline' },
      ],
      after: '200002',
    });
  });

  it('whose lists are of unequal length shows the numbers, and names the lists that say nothing', () => {
    const rest = 'RES=0&FC=270,&FN=1&SN=2&ST=10,99,&UN=200001,200002,&NK=A,B,C,';
    expect(exchange(signedIn, find, 'FINGER', rest).found).toEqual({
      people: [
        { number: '200001', presence: 'online' },
        { number: '200002', presence: 'unknown' },
      ],
      why: 'FC, NK beside 2 numbers',
    });
  });

  it.each(['RES=3', 'RES=7', 'RES=0&UN=20000', 'RES=0&FN=1', 'RES=0&UN=a,&FN=1'])('%s failed, and is said', (rest) => {
    const batch = exchange(signedIn, find, 'FINGER', rest);
    expect(batch.found?.people).toEqual([]);
    expect(batch.found?.why).toBeDefined();
    expect(batch.session?.state).toBe('online');
  });
});
