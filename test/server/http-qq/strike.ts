import { createHash } from 'node:crypto';
import type { Fault, FaultAfter, FaultBefore } from '../faults';
import { type HttpReply, soundReplies, type WireAnswer } from './write-http';

/** Past the 2 MB at which a client is to stop reading. */
const OVERSIZE_BYTES = 3 * 1024 * 1024;

const HTML_TYPE = 'text/html; charset=UTF-8';
const LOGIN_PAGE = '<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body>Sign in</body></html>';
const BAD_GATEWAY = '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>';

/** The answer to a request that a fault keeps from being carried out, where it has no QQ reply. */
export function strikeBefore(kind: Exclude<FaultBefore, 'res-3' | 'res-20'>): WireAnswer {
  if (kind === 'drop-before') return { kind: 'reset' };
  if (kind === 'hang') return { kind: 'silence' };
  const [status, page] = kind === 'html' ? [200, LOGIN_PAGE] : [502, BAD_GATEWAY];
  return { kind: 'replies', replies: [{ status, contentType: HTML_TYPE, body: Buffer.from(page) }] };
}

/** What becomes of a sound answer that a fault strikes on its way out. */
export function strikeAfter(fault: Fault<FaultAfter>, bodies: readonly string[]): WireAnswer {
  if (fault.kind === 'drop-after') return { kind: 'reset' };
  if (fault.kind === 'null') return { kind: 'close' };
  return { kind: 'replies', replies: spoil(fault, bodies) };
}

function spoil({ kind, bytes }: Fault, bodies: readonly string[]): HttpReply[] {
  switch (kind) {
    case 'garbage':
      return soundReplies(bodies.map((body) => garbage(body, bytes ?? Math.max(Buffer.byteLength(body), 64))));
    case 'truncate':
      return soundReplies(bodies.map((body) => cut(Buffer.from(body), bytes)));
    case 'oversize':
      return soundReplies(bodies.map((body) => pad(body, bytes ?? OVERSIZE_BYTES)));
    case 'wrong-uin':
      return soundReplies(bodies.map((body) => body.replace(/(&UIN=)([^&]*)/, (_, key, uin) => key + another(uin))));
    case 'wrong-seq':
      return soundReplies(bodies.map((body) => body.replace(/(&SEQ=)([^&]*)/, (_, key, seq) => key + another(seq))));
    case 'close':
      return soundReplies(bodies.slice(0, 1)).map((reply) => ({ ...reply, sent: cut(reply.body, bytes).length }));
    default:
      return soundReplies(bodies);
  }
}

function cut(body: Buffer, bytes: number | undefined): Buffer {
  return body.subarray(0, bytes ?? Math.floor(body.length / 2));
}

/** Bytes that are no text and no fields, the same for the same reply: a failed run can be repeated. */
function garbage(body: string, length: number): Buffer {
  const noise: Buffer[] = [];
  for (let made = 0; made < length; made += 64) noise.push(createHash('sha512').update(`${made} ${body}`).digest());
  return Buffer.concat(noise).subarray(0, length);
}

function pad(body: string, length: number): string {
  const opened = `${body}${body.endsWith('&') ? '' : '&'}XX=`;
  return opened.padEnd(length - (Buffer.byteLength(opened) - opened.length), 'x');
}

function another(number: string): string {
  return /^\d+$/.test(number) ? String(BigInt(number) + 1n) : `${number}1`;
}
