import type { Deed } from '../../model/act';
import type { RealNumber } from '../../model/ids';
import type { Request, Want } from '../protocol';
import { aliveBatch, type HttpQqBatch, type Reading } from './batch';
import type { HttpQqCursor } from './cursor';
import type { Param } from './encode';
import { gaveUp } from './failure';
import { decodeItem } from './lists';
import { type Packet, shorten } from './packet';

/** A request's key names who asks, since that is all an answer to it is addressed to. */
export function requestKey(remoteKey: string, from: RealNumber): string {
  return `${remoteKey} ${from}`;
}

function askerOf(key: string): RealNumber | undefined {
  return /^q\d+\.\d+ (\d{1,20})$/.exec(key)?.[1];
}

/**
 * A request to be added must be sent twice: of the two, with SEQs of their own, the one with RES=0 counts, and the other
 * takes 20 s (spec/http-qq, Ack_AddToList). Two such pairs, and then it was refused for another reason.
 */
const mostKnocks = 4;
/** So many additions are remembered between their steps; the person may have thought better of older ones. */
const mostAdding = 20;

/** CD of Ack_AddToList. */
const accepts = '0';
const rejects = '1';
const asks = '2';

export interface Command {
  readonly cmd: string;
  readonly params: readonly Param[];
}

/** The command that carries a deed out, the next of several for an addition; undefined where there is none. */
export function encodeDeed(cursor: HttpQqCursor, deed: Deed): Command | undefined {
  switch (deed.kind) {
    case 'answer': {
      const asker = askerOf(deed.key);
      return asker === undefined ? undefined : acknowledge(asker, deed.accept ? accepts : rejects, deed.text);
    }
    case 'unfriend':
      return { cmd: 'DelFromList', params: [['UN', deed.number]] };
    case 'add':
      return cursor.adding?.[deed.number] === undefined
        ? { cmd: 'AddToList', params: [['UN', deed.number]] }
        : acknowledge(deed.number, asks, deed.text);
    case 'recall':
      return undefined;
  }
}

function acknowledge(number: RealNumber, code: string, text = ''): Command {
  return {
    cmd: 'Ack_AddToList',
    params: [
      ['UN', number],
      ['CD', code],
      ['RS', text],
    ],
  };
}

/** What a request asked; of a deed with several steps only its body says which. */
export function commandOf({ via }: Request): string {
  const head = via.kind === 'http' ? via.body?.[0] : undefined;
  return (typeof head === 'string' && /&CMD=([^&]*)/.exec(head)?.[1]) || '';
}

/** Whoever is a friend now, or no longer, stands on the lists or not: both are read again. */
const lists: readonly Want[] = [{ kind: 'contacts' }, { kind: 'presence' }];

/** A deed that was carried out, or the step of one. */
export function acceptDeed(reading: Reading, to: Request, deed: Deed, packet: Packet): HttpQqBatch {
  if (deed.kind === 'answer') {
    const closed = { kind: 'request-closed', key: deed.key } as const;
    return aliveBatch(reading, { events: [closed], then: deed.accept ? lists : [] });
  }
  if (deed.kind !== 'add') return aliveBatch(reading, { then: [{ kind: 'contacts' }] });
  const { number } = deed;
  if (commandOf(to) !== 'AddToList') {
    const cursor = withAdding(reading.cursor, number, undefined);
    return aliveBatch(reading, { cursor, events: [{ kind: 'request-sent', to: number }] });
  }
  const code = packet.fields.get('CD');
  switch (code) {
    case undefined:
      return gaveUp(reading, deed, { why: 'garbled', detail: 'CD missing' });
    case '0':
      return aliveBatch(reading, { events: [{ kind: 'contact', contact: { number } }], then: lists });
    case '1':
      return aliveBatch(reading, {
        cursor: withAdding(reading.cursor, number, 0),
        nextAt: reading.now,
        outcome: { kind: 'refused', until: reading.now },
      });
    // The text of 2005 has 2 for it, the one of 2009 has 3.
    case '2':
    case '3':
      return aliveBatch(reading, { outcome: { kind: 'failed', why: 'adding-refused' } });
    default:
      return aliveBatch(reading, {
        outcome: { kind: 'failed', why: 'server-trouble', said: `CD=${shorten(decodeItem(code))}` },
      });
  }
}

/** RES=3: of a request to be added one of two always is; of anything else it was too fast, or sent twice. */
export function acceptDeedRefused(reading: Reading, to: Request, deed: Deed): HttpQqBatch {
  const { cursor, now } = reading;
  if (deed.kind !== 'add') {
    // Sent twice, the first one was carried out: the list knows.
    return aliveBatch(reading, { outcome: { kind: 'failed', why: 'sent-twice' }, then: [{ kind: 'contacts' }] });
  }
  const knocks = (cursor.adding?.[deed.number] ?? 0) + 1;
  if (commandOf(to) === 'AddToList' || knocks >= mostKnocks) {
    return aliveBatch(reading, {
      cursor: withAdding(cursor, deed.number, undefined),
      outcome: { kind: 'failed', why: 'too-fast' },
    });
  }
  return aliveBatch(reading, {
    cursor: withAdding(cursor, deed.number, knocks),
    nextAt: now,
    outcome: { kind: 'refused', until: now },
  });
}

function withAdding(cursor: HttpQqCursor, number: RealNumber, knocks: number | undefined): HttpQqCursor {
  const { adding = {}, ...rest } = cursor;
  const others = Object.entries(adding).filter(([each]) => each !== number);
  const kept = knocks === undefined ? others : [...others, [number, knocks] as const].slice(-mostAdding);
  return kept.length === 0 ? rest : { ...rest, adding: Object.fromEntries(kept) };
}
