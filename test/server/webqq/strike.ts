import { createHash } from 'node:crypto';
import type { Fault, FaultAfter } from '../faults';
import type { Answer } from './answer';

/** What goes over the wire where a sound answer would have gone. `sound`: a client can use it. */
export type Struck =
  | { kind: 'answer'; answer: Answer; sound: boolean }
  /** The sound head and the first bytes of the body, then the end. */
  | { kind: 'cut'; answer: Answer; bytes: number; sound: false }
  | { kind: 'reset'; sound: false }
  | { kind: 'close'; sound: false };

/** Past the 10 MB that a client is to refuse. */
const OVERSIZE_BYTES = 11 * 1024 * 1024;

/** How long the fault `delay` takes if nobody says. */
const DELAY_MS = 5000;

/** How long a fault holds back what it strikes. */
export function delayOf({ kind, ms }: Fault): number {
  return ms ?? (kind === 'delay' ? DELAY_MS : 0);
}

export function strike({ kind, bytes }: Fault<FaultAfter>, answer: Answer): Struck {
  const body = Buffer.from(answer.body);
  const half = bytes ?? Math.floor(body.length / 2);
  const spoilt = (other: Buffer | string): Struck => ({
    kind: 'answer',
    answer: { ...unkept(answer), body: other },
    sound: false,
  });
  switch (kind) {
    case 'drop-after':
      return { kind: 'reset', sound: false };
    case 'null':
      return { kind: 'close', sound: false };
    case 'close':
      return { kind: 'cut', answer: unkept(answer), bytes: half, sound: false };
    case 'garbage':
      return spoilt(noise(body, bytes ?? Math.max(body.length, 64)));
    case 'truncate':
      return spoilt(body.subarray(0, half));
    case 'wrong-uin':
      return spoilt(body.toString().replace(/("(?:to_)?uin":)(\d+)/g, (_, key, uin) => `${key}${Number(uin) + 1}`));
    case 'oversize':
      // Blanks behind an object are part of its JSON.
      return spoilt(Buffer.concat([body], Math.max(bytes ?? OVERSIZE_BYTES, body.length)).fill(0x20, body.length));
    default:
      return { kind: 'answer', answer, sound: true };
  }
}

/** What the answer held was taken back already. */
function unkept({ undo: _, ...answer }: Answer): Answer {
  return answer;
}

/** Bytes that are no text, the same for the same answer: a failed run can be repeated. */
function noise(body: Buffer, length: number): Buffer {
  const pieces: Buffer[] = [];
  for (let made = 0; made < length; made += 64)
    pieces.push(createHash('sha512').update(`${made}`).update(body).digest());
  return Buffer.concat(pieces).subarray(0, length);
}
