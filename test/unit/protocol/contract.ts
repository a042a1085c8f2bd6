import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event } from '../../../lib/model/event';
import type { Cursor, Protocol, Reply, Request, TransportFailure, Want } from '../../../lib/protocol/protocol';

export type HttpReply = Extract<Reply, { kind: 'reply' }>;

/** One recorded answer, and what was asked for it. */
export interface Exchange {
  readonly title: string;
  readonly want: Want;
  /** The recorded answer, addressed to this request. */
  readonly reply: (request: Request) => HttpReply;
}

/** What a protocol brings to be held to the contract. */
export interface Specimen<C extends Cursor> {
  readonly name: string;
  readonly protocol: Protocol<C>;
  /** A cursor in the middle of a session, at `now`. */
  readonly signedIn: C;
  readonly now: number;
  readonly exchanges: readonly Exchange[];
}

const failures: readonly TransportFailure[] = [
  'refused',
  'dns',
  'offline',
  'blocked-port',
  'tls',
  'empty',
  'reset',
  'timeout',
  'no-permission',
  'no-secret',
  'locked',
  'no-line',
  'too-large',
  'other',
];

/** What the session relies on, whichever protocol it speaks. */
export function keepsTheContract<C extends Cursor>({ name, protocol, signedIn, now, exchanges }: Specimen<C>): void {
  const ask = (want: Want, cursor = signedIn) => {
    const step = protocol.next(cursor, want, now);
    if (step.kind !== 'ask') throw new Error(`${want.kind} is not asked for`);
    return step;
  };

  describe(`${name} keeps the contract of protocols`, () => {
    describe.each(exchanges)('$title', ({ want, reply }) => {
      const { cursor, request } = ask(want);
      const whole = reply(request);

      it('means the same whenever it is read, and what it is read with stays as it was', () => {
        const bytes = whole.bytes.slice();
        const first = protocol.accept(deepFreeze(structuredClone(cursor)), deepFreeze(request), whole, now);
        const second = protocol.accept(structuredClone(cursor), structuredClone(request), whole, now);
        expect(second).toEqual(first);
        expect(whole.bytes).toEqual(bytes);
      });

      it('cut at any byte tells no message that the whole does not tell', () => {
        const told = messagesOf(protocol.accept(cursor, request, whole, now).events);
        for (let end = 0; end < whole.bytes.length; end++) {
          const cut = protocol.accept(cursor, request, { ...whole, bytes: whole.bytes.slice(0, end) }, now);
          for (const message of messagesOf(cut.events)) expect(told).toContainEqual(message);
        }
      });

      it('cut at any byte replaces no list', () => {
        const told = listsOf(protocol.accept(cursor, request, whole, now).events);
        for (let end = 0; end < whole.bytes.length; end++) {
          const cut = protocol.accept(cursor, request, { ...whole, bytes: whole.bytes.slice(0, end) }, now);
          for (const list of listsOf(cut.events)) expect(told).toContainEqual(list);
        }
      });

      it('cut at any byte is journalled unless it carried nothing', () => {
        const carries = protocol.accept(cursor, request, whole, now).events.length > 0;
        for (let end = 0; end < whole.bytes.length; end++) {
          const cut = { ...whole, bytes: whole.bytes.slice(0, end) };
          if (request.destructive && carries) expect(protocol.carriesNothing(request, cut)).toBe(false);
        }
      });

      it('leaves a cursor that can be stored and taken up again', () => {
        const after = protocol.accept(cursor, request, whole, now).cursor;
        expect(structuredClone(after)).toEqual(after);
        expect(JSON.parse(JSON.stringify(after))).toEqual(after);
        expect(protocol.resume(structuredClone(after), () => 0.5)).toEqual(after);
      });

      it('spoilt in any place is read without an exception', () => {
        fc.assert(
          fc.property(fc.nat(whole.bytes.length - 1), fc.uint8Array({ maxLength: 8 }), (at, noise) => {
            const bytes = Uint8Array.from([...whole.bytes.slice(0, at), ...noise, ...whole.bytes.slice(at + 1)]);
            expectSound(protocol.accept(cursor, request, { ...whole, bytes }, now));
          }),
        );
      });

      it.each(failures)('no answer (%s) tells the session the truth and what becomes of the request', (failure) => {
        const batch = protocol.accept(cursor, request, { kind: 'failure', failure }, now);
        expect(batch.outcome).toBeDefined();
        // A message that one server does not take says nothing about the line.
        if (want.kind !== 'send') expect(batch.session?.reason).toBeDefined();
        expect(batch.events).toEqual([]);
      });

      it('arbitrary bytes in its place are read without an exception and tell no message', () => {
        fc.assert(
          fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 100, max: 599 }), (bytes, status) => {
            const batch = protocol.accept(cursor, request, { kind: 'reply', status, headers: [], bytes }, now);
            expectSound(batch);
            expect(batch.events).toEqual([]);
          }),
        );
      });
    });

    it.each(exchanges)('never gives two requests one key ($title)', ({ want }) => {
      const first = ask(want);
      const second = ask({ kind: 'receive' }, first.cursor);
      const third = ask({ kind: 'sign-in' }, second.cursor);
      const keys = [first, second, third].map(({ request }) => request.key);
      expect(new Set(keys).size).toBe(3);
    });

    it('puts a mark where a secret goes', () => {
      const { request } = ask({ kind: 'sign-in' });
      const { via } = request;
      const listen = protocol.live?.(signedIn);
      const places = via.kind === 'http' ? [via.body ?? [], via.tail ?? [], ...Object.values(via.headers ?? {})] : [];
      const parts = [...places, listen?.kind === 'socket' ? listen.url : []].flat();
      const marks = parts.filter((part) => typeof part !== 'string');
      // The account's own cookies are put in as the request leaves, as every mark is.
      const cookies = via.kind === 'http' && via.jar ? 1 : 0;
      expect(marks.length + cookies).toBeGreaterThan(0);
    });

    it('takes up anything that may lie in the store', () => {
      fc.assert(
        fc.property(fc.anything(), (stored) => {
          const cursor = protocol.resume(stored, () => 0.5);
          expect(protocol.next(cursor, { kind: 'receive' }, now).kind).not.toBe('none');
        }),
      );
    });
  });
}

function expectSound(batch: ReturnType<Protocol<Cursor>['accept']>): void {
  expect(batch.outcome).toBeDefined();
  expect(structuredClone(batch.cursor)).toEqual(batch.cursor);
  expect(batch.nextAt).toSatisfy((at: unknown) => at === 'stop' || at === 'back-off' || Number.isFinite(at));
}

function messagesOf(events: readonly Event[]): Event[] {
  return events.filter(({ kind }) => kind === 'message' || kind === 'request');
}

function listsOf(events: readonly Event[]): Event[] {
  return events.filter(({ kind }) => kind === 'contacts' || kind === 'everyone-else-offline');
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    for (const part of Object.values(value)) deepFreeze(part);
    Object.freeze(value);
  }
  return value;
}
