import type { SessionTruth } from '../../model/session';
import type { Reply } from '../protocol';
import { batchOf, type Reading, type WebQqBatch } from './batch';
import { isWithin } from './hosts';
import type { WebQqSettings } from './settings';

/** A picture of a QR code has a few hundred bytes, one of letters a few thousand. */
const largestPicture = 20_000;
const pngStart = [137, 80, 78, 71, 13, 10, 26, 10];

/** The next step of a sign-in, at once. */
export function goOn(
  reading: Reading,
  cursor: Reading['cursor'],
  session: SessionTruth = { state: 'signing-in' },
): WebQqBatch {
  return batchOf(reading, { cursor, session, nextAt: reading.now });
}

/** As an address that pages can show; undefined where it is no PNG. */
export function pictureOf({ bytes }: Extract<Reply, { kind: 'reply' }>): string | undefined {
  if (bytes.length > largestPicture || pngStart.some((byte, i) => bytes[i] !== byte)) return undefined;
  return `data:image/png;base64,${btoa(String.fromCharCode(...bytes))}`;
}

/** Where check_sig is; undefined for an address that leads away from this server. */
export function sigUrl({ server }: WebQqSettings, told: string | undefined): URL | undefined {
  if (!told || !URL.canParse(told)) return undefined;
  const url = new URL(told);
  return isWithin(server, url) && url.pathname === '/check_sig' ? url : undefined;
}

/** What cannot be read is kept where it was destructive, and tried again later. */
export function unreadable(
  reading: Reading,
  { why, detail }: { why: 'garbled' | 'not-webqq' | 'server-trouble' | 'wrong-account'; detail: string },
): WebQqBatch {
  return batchOf(reading, {
    session: { state: 'unreachable', reason: why },
    nextAt: 'back-off',
    undecoded: { why, detail },
    outcome: { kind: 'failed', why },
  });
}
