import type { Reply } from '../protocol';
import { batchOf, halt, type Reading, textOf, type WebQqBatch } from './batch';
import { goOn, pictureOf, sigUrl, unreadable } from './page';
import { decodePtui } from './ptui';

type Page = Extract<Reply, { kind: 'reply' }>;

/** Numbers of clients of that time began there (spec/webqq, B3: 50888888 to 80888888). */
const firstClient = 50_888_888;
const clients = 30_000_000;

/** No password of this number is known here, so a phone is to sign it in, as SmartQQ does. */
export function acceptNoPassword(reading: Reading): WebQqBatch {
  const { client: _, code: __, ...smart } = reading.cursor;
  return goOn(reading, { ...smart, stage: 'picture' });
}

/** What WebQQ 3 wants beside the password: letters off a picture, or a code that stands in for them (spec/webqq, B2). */
export function acceptCheck(reading: Reading, got: Page): WebQqBatch {
  const asksEra = reading.cursor.stage === 'era';
  // A server of SmartQQ has no such page.
  if (got.status === 404 && !asksEra) return acceptNoPassword(reading);
  const [, wants, code = ''] = /^\s*ptui_checkVC\(\s*'([01])'\s*,\s*'([^'\\]*)'/.exec(textOf(got) ?? '') ?? [];
  if (wants === undefined) {
    const detail = `HTTP ${got.status} of check`;
    if (!asksEra) return unreadable(reading, { why: 'garbled', detail });
    return unreadable({ ...reading, cursor: { ...reading.cursor, stage: 'picture' } }, { why: 'not-webqq', detail });
  }
  if (asksEra) return halt(reading, 'refused', 'password-wanted');
  return goOn(reading, {
    ...reading.cursor,
    ...(wants === '1' ? { stage: 'image' as const } : { stage: 'password' as const, code }),
  });
}

/** The picture, which the person is to read. Nothing leaves until they did. */
export function acceptImage(reading: Reading, got: Page): WebQqBatch {
  const picture = pictureOf(got);
  if (picture === undefined) return unreadable(reading, { why: 'not-webqq', detail: `HTTP ${got.status} of getimage` });
  return batchOf(reading, {
    cursor: { ...reading.cursor, stage: 'letters' },
    session: { state: 'signing-in', reason: 'type-letters', picture },
    nextAt: 'stop',
  });
}

/** The answer to the password (spec/webqq, B2, ptuiCB codes). A wrong one is tried once and never again by itself. */
export function acceptPassword(reading: Reading, got: Page): WebQqBatch {
  const { cursor, settings, now } = reading;
  const ptui = decodePtui(textOf(got) ?? '');
  // One that is busy may be less so by and by.
  if (!ptui || ptui.code === 1) {
    return unreadable(reading, { why: ptui ? 'server-trouble' : 'garbled', detail: `HTTP ${got.status} of login` });
  }
  const words = ptui.words.slice(0, 200);
  const { code: _, ...calm } = cursor;
  switch (ptui.code) {
    case 0: {
      const url = sigUrl(settings, ptui.url);
      // An address elsewhere is where a frozen number is sent to.
      if (!url) return halt(reading, 'refused', 'server-trouble', words);
      const client = String(firstClient + (now % clients));
      return goOn(reading, { ...calm, stage: 'sig', sigOrigin: url.origin, client });
    }
    case 3:
      return halt(reading, 'refused', 'wrong-password', words);
    // Wrong letters. Only a person can have typed them, so the next picture waits for one as well.
    case 4:
      return goOn(reading, { ...calm, stage: 'image' });
    default:
      return halt(reading, 'refused', 'server-trouble', words);
  }
}
