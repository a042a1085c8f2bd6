import { describe, expect, it } from 'vitest';
import { openHttpQq } from '../../../../lib/protocol/http-qq';
import { ask, exchange, message, noon, protocol, receive, reply, server, signedInCursor, uin } from './talk';

const one = 'RES=0&MN=1&MT=9,&UN=200001,&MG=hi,';
const none = 'RES=0&MN=0&MT=&UN=&MG=';
const second = 1000;

describe('what GetMsgEx hands over', () => {
  it('becomes messages, presence and requests', () => {
    const { events } = receive(
      signedInCursor(),
      'RES=0&MN=6&MT=9,99,99,2,3,4,&UN=1,2,3,4,5,6,&MG=a,30,50,let me in,,no,',
    );
    expect(events).toMatchObject([
      { kind: 'message', peer: 'u:1', sender: '1', direction: 'in', text: 'a' },
      { kind: 'presence', number: '2', state: 'busy', source: 'pushed' },
      { kind: 'presence', number: '3', state: 'unknown' },
      { kind: 'request', from: '4', text: 'let me in' },
      { kind: 'request-answered', from: '5', accepted: true, text: '' },
      { kind: 'request-answered', from: '6', accepted: false, text: 'no' },
    ]);
  });

  it.each([
    ['10', 'online'],
    ['20', 'offline'],
    ['30', 'busy'],
    ['40', 'offline'],
    ['', 'unknown'],
    ['x', 'unknown'],
  ])('a change of status to %j is shown as %s', (code, state) => {
    expect(receive(signedInCursor(), `RES=0&MN=1&MT=99,&UN=2,&MG=${code},`).events).toMatchObject([{ state }]);
  });

  it('the same text twice is two messages', () => {
    const { events } = receive(signedInCursor(), 'RES=0&MN=2&MT=9,9,&UN=1,1,&MG=a,a,');
    expect(new Set(events.map((event) => event.kind === 'message' && event.remoteKey)).size).toBe(2);
  });

  it('read a second time, after a death, has the same keys', () => {
    const { cursor, request } = ask(signedInCursor(), { kind: 'receive' });
    const got = reply(request, 'GETMSGEX', one);
    const first = protocol.accept(cursor, request, got, noon);
    const again = protocol.accept(first.cursor, request, got, noon + 60 * second);
    expect(again.events).toMatchObject([{ remoteKey: `q${request.key}.0` }]);
    expect(first.events).toMatchObject([{ remoteKey: `q${request.key}.0` }]);
  });

  it('line breaks in any spelling are one line break each', () => {
    const { events } = receive(signedInCursor(), 'RES=0&MN=1&MT=9,&UN=1,&MG=a\rb\r\nc%0d%0ad,');
    expect(events).toMatchObject([{ text: 'a\nb\nc\nd' }]);
  });

  it('a full reply is followed by another request at once', () => {
    const full = `RES=0&MN=50&MT=${'9,'.repeat(50)}&UN=${'1,'.repeat(50)}&MG=${'a,'.repeat(50)}`;
    expect(receive(signedInCursor(), full).then).toEqual([{ kind: 'receive' }]);
    expect(receive(receive(signedInCursor(), one).cursor, none).then).not.toContainEqual({ kind: 'receive' });
  });

  it('nothing: the journal may skip it', () => {
    const { request } = ask(signedInCursor(), { kind: 'receive' });
    expect(protocol.carriesNothing(request, reply(request, 'GETMSGEX', none))).toBe(true);
    expect(protocol.carriesNothing(request, reply(request, 'GETMSGEX', 'RES=20'))).toBe(true);
    expect(protocol.carriesNothing(request, reply(request, 'GETMSGEX', one))).toBe(false);
    expect(protocol.carriesNothing(request, { kind: 'failure', failure: 'reset' })).toBe(false);
  });
});

describe('when a message was written', () => {
  it('is not said of a message that came in its turn', () => {
    const first = receive(signedInCursor(), none, noon);
    expect(receive(first.cursor, one, noon + 30 * second).events[0]).not.toHaveProperty('sentAfter');
  });

  it('is not said of the first poll ever, which has none before it', () => {
    expect(receive(signedInCursor(), one).events[0]).not.toHaveProperty('sentAfter');
  });

  it('after a gap it is after the poll before the gap was asked', () => {
    const first = receive(signedInCursor(), none, noon);
    const late = receive(first.cursor, one, noon + 3600 * second);
    expect(late.events).toMatchObject([{ sentAfter: noon }]);
  });

  it('goes by when that poll was asked, not by when its answer came', () => {
    const slow = ask(signedInCursor(), { kind: 'receive' }, noon);
    const answered = protocol.accept(
      slow.cursor,
      slow.request,
      reply(slow.request, 'GETMSGEX', none),
      noon + 20 * second,
    );
    const late = receive(answered.cursor, one, noon + 3600 * second);
    expect(late.events).toMatchObject([{ sentAfter: noon }]);
  });
});

describe('the next poll', () => {
  const every = (intervalMs: number | undefined, hiMs: number) => {
    const open = openHttpQq({ server, uin, ...(intervalMs === undefined ? {} : { intervalMs }) });
    const step = open.next({ ...signedInCursor(), hiMs }, { kind: 'receive' }, noon);
    if (step.kind !== 'ask') throw new Error(step.kind);
    const { nextAt } = open.accept(step.cursor, step.request, reply(step.request, 'GETMSGEX', none), noon);
    return Number(nextAt) - noon;
  };

  it.each([
    ['30 s unless something else is chosen', undefined, 60_000, 30_000],
    ['HI where that is chosen', Number.POSITIVE_INFINITY, 60_000, 60_000],
    ['never above HI', 120_000, 60_000, 60_000],
    ['never under the 30 s that alarms keep, even where HI is', undefined, 10_000, 30_000],
  ])('is %s', (_, intervalMs, hiMs, expected) => {
    expect(every(intervalMs, hiMs)).toBe(expected);
  });

  it('is not put off by a message that was sent meanwhile', () => {
    const polled = receive(signedInCursor(), none, noon);
    expect(exchange(polled.cursor, message, 'CLTMSG', 'RES=0&', noon + 20 * second).nextAt).toBe(noon + 30 * second);
  });

  it('is due at once where the last one was missed', () => {
    const polled = receive(signedInCursor(), none, noon);
    const sent = exchange(polled.cursor, message, 'CLTMSG', 'RES=0&', noon + 90 * second);
    expect(sent.nextAt).toBe(noon + 90 * second);
  });

  it('is never further away than one interval, even if the clock was set back by a day', () => {
    const polled = receive(signedInCursor(), none, noon);
    const yesterday = noon - 86_400 * second;
    expect(exchange(polled.cursor, message, 'CLTMSG', 'RES=0&', yesterday).nextAt).toBe(yesterday + 30 * second);
  });
});
