import { describe, expect, it } from 'vitest';
import { openWebQq } from '../../../../lib/protocol/webqq';
import type { WebQqCursor } from '../../../../lib/protocol/webqq/cursor';

const png = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0]);
const protocol = openWebQq({ server: 'http://127.0.0.1:48002', uin: '100001' });
const at = 1_000_000_000;

/** Asks once and has it answered; what came of it. */
function turn(cursor: WebQqCursor, now: number, body: string | Uint8Array) {
  const step = protocol.next(cursor, { kind: 'go-on' }, now);
  if (step.kind !== 'ask') throw new Error(`nothing is asked: ${step.kind}`);
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return protocol.accept(step.cursor, step.request, { kind: 'reply', status: 200, headers: [], bytes }, now);
}

const shown = () =>
  turn({ ...protocol.start(() => 0.5), stage: 'picture' }, at, png) as ReturnType<typeof turn> & {
    cursor: WebQqCursor;
  };
const waits = "ptuiCB('66','0','','0','二维码未失效。(1)', '');";

describe('a picture that waits for a phone', () => {
  it('is asked after every two seconds', () => {
    const { cursor } = shown();
    expect(protocol.next(cursor, { kind: 'go-on' }, at + 1_000)).toEqual({ kind: 'wait', until: at + 2_000 });
    expect(turn(cursor, at + 2_000, waits).session).toMatchObject({
      reason: 'scan-picture',
      picture: expect.any(String),
    });
  });

  it('gives way to a new one after two minutes, even where the server calls it good for ever', () => {
    const { cursor } = shown();
    const later = turn(cursor, at + 131_000, waits);
    expect(later.cursor).toMatchObject({ stage: 'picture' });
    const anew = turn(later.cursor as WebQqCursor, at + 132_000, png);
    expect(anew.session).toMatchObject({ reason: 'scan-picture' });
    expect(anew.cursor).toMatchObject({ qr: { pictures: 2 } });
  });

  it('is the fifth and last to somebody who does not come', () => {
    let { cursor } = shown();
    const expired = "ptuiCB('65','0','','0','二维码已失效。(1)', '');";
    for (let n = 1; n < 5; n++) {
      const gone = turn(cursor, at + n * 10_000, expired);
      cursor = turn(gone.cursor as WebQqCursor, at + n * 10_000 + 1, png).cursor as WebQqCursor;
    }
    const last = turn(cursor, at + 60_000, expired);
    expect(last.session).toMatchObject({ state: 'signed-out', reason: 'picture-expired' });
    expect(last.nextAt).toBe('stop');
  });
});
