import { expect, test } from 'vitest';
import { friendListHash, hash33, passwordProof } from '../../server/webqq/hashes';

/** The vectors of spec/webqq, B2 and B3. */
test('hash33 and bkn meet the spec’s vectors', () => {
  expect(hash33('QRSIGabc123')).toBe(1671818786);
  expect(hash33('@abcDEF123', 5381)).toBe(890803408);
});

test.each([
  ['100001', 'a'.repeat(64), '0045004200C900EA'],
  ['123456789', '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1ff', '004200180082565E'],
  ['3041234567', '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1ff', '00F0000600C156CC'],
])('the hash of the friend list of %s meets the spec’s vector', (uin, ptwebqq, hash) => {
  expect(friendListHash(uin, ptwebqq)).toBe(hash);
});

test('the password scheme meets the spec’s vector', () => {
  expect(passwordProof('secret', 'utf-8', '100001', '!abc')).toBe('2685056EF1AEBB82A62EF87256A8C28E');
});
