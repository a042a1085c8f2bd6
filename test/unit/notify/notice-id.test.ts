import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Peer } from '../../../lib/model/ids';
import { encodeNoticeId, parseNoticeId, summaryId } from '../../../lib/notify/notice-id';

const kind = fc.constantFrom('u', 'g', 'd', 's');
const number = fc.bigInt({ min: 0n, max: 10n ** 20n - 1n }).map(String);

describe("a notification's id", () => {
  it('leads back to its conversation, whatever was forgotten meanwhile', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), kind, number, (accountId, of, who) => {
        const key = [accountId, `${of}:${who}` as Peer] as const;
        expect(parseNoticeId(encodeNoticeId(key))).toEqual(key);
      }),
    );
  });

  it('that is hostile, old or of nobody leads to no conversation and throws nothing', () => {
    const strange = [summaryId, '', '0/u:1', '-1/u:1', '1/x:1', '1/u:', '1/u:1/2', '1/u:1\n', ' 1/u:1', '01/u:1'];
    for (const id of [...strange, `${'9'.repeat(16)}/u:1`, `1/u:${'9'.repeat(21)}`, null, undefined, 7, {}, []])
      expect(parseNoticeId(id)).toBeUndefined();
    fc.assert(
      fc.property(fc.anything(), (id) => {
        const key = parseNoticeId(id);
        if (key !== undefined) expect(encodeNoticeId(key)).toBe(id);
      }),
    );
  });
});
