import { createHash } from 'node:crypto';
import type { Fault, FaultAfter } from '../faults';

/** What goes over the wire where a sound text would have gone. */
export type Struck =
  | { kind: 'text'; text: string; sound: boolean }
  /** The first bytes only, then the end in the middle of a frame or body. */
  | { kind: 'cut'; text: string; bytes: number }
  | { kind: 'reset' }
  | { kind: 'close' };

/** Past the 20 MB that a client is to refuse. */
const OVERSIZE_BYTES = 21 * 1024 * 1024;

/** How long the fault `delay` takes if nobody says. */
const DELAY_MS = 5000;

/** How long a fault holds back what it strikes. */
export function delayOf({ kind, ms }: Fault): number {
  return ms ?? (kind === 'delay' ? DELAY_MS : 0);
}

/** What becomes of a sound JSON object on its way out. */
export function strike({ kind, bytes }: Fault<FaultAfter>, body: Record<string, unknown>): Struck {
  const text = JSON.stringify(body);
  const spoilt = (other: string): Struck => ({ kind: 'text', text: other, sound: false });
  switch (kind) {
    case 'drop-after':
      return { kind: 'reset' };
    case 'null':
      return { kind: 'close' };
    case 'close':
      return { kind: 'cut', text, bytes: bytes ?? Math.floor(Buffer.byteLength(text) / 2) };
    case 'garbage':
      return spoilt(garbage(text, bytes ?? Math.max(text.length, 64)));
    case 'truncate':
      return spoilt(text.slice(0, bytes ?? Math.floor(text.length / 2)));
    case 'wrong-uin':
      return spoilt(JSON.stringify(withAnotherNumber(body)));
    case 'wrong-seq':
      return spoilt(JSON.stringify({ ...body, echo: `${String(body.echo ?? '')}1` }));
    case 'oversize':
      return { kind: 'text', text: pad(text, bytes ?? OVERSIZE_BYTES), sound: true };
    default:
      return { kind: 'text', text, sound: true };
  }
}

/** Text that is no JSON, the same for the same reply: a failed run can be repeated. */
function garbage(text: string, length: number): string {
  let noise = '';
  for (let n = 0; noise.length < length; n += 1) noise += createHash('sha512').update(`${n} ${text}`).digest('base64');
  return `!${noise}`.slice(0, length);
}

/** Spaces after an object are part of its JSON. */
function pad(text: string, bytes: number): string {
  return text.padEnd(bytes - (Buffer.byteLength(text) - text.length), ' ');
}

/** The account's number one higher, wherever it stands. */
function withAnotherNumber(body: Record<string, unknown>): Record<string, unknown> {
  if (typeof body.self_id === 'number') return { ...body, self_id: body.self_id + 1 };
  const data = body.data as Record<string, unknown> | null | undefined;
  if (typeof data?.user_id === 'number') return { ...body, data: { ...data, user_id: data.user_id + 1 } };
  return body;
}
