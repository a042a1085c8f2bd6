import { describe, expect, it } from 'vitest';
import { parseConversationHash, parseFrom } from '../../../components/inbox/parse-inbox-place';
import { parseOptionsHash } from '../../../components/options/parse-options-place';
import { moved } from '../../../components/options/use-reorder';
import { wantsReply } from '../../../components/parse-place';
import { placeAddress } from '../../../components/place';

describe('a place', () => {
  it('is found again by its address', () => {
    const address = placeAddress({ page: 'inbox', key: [3, 'g:123'] });
    expect(parseConversationHash(address.replace('inbox.html', ''))).toEqual([3, 'g:123']);
    const reply = placeAddress({ page: 'inbox', key: [3, 'g:123'], reply: true }).replace('inbox.html', '');
    expect([parseConversationHash(reply), wantsReply(reply)]).toEqual([[3, 'g:123'], true]);
    for (const from of [{ host: 'shop.test' }, { host: '[::1]', differs: true as const }]) {
      const hash = placeAddress({ page: 'inbox', key: [3, 'u:12345'], from }).replace('inbox.html', '');
      expect([parseConversationHash(hash), parseFrom(hash)]).toEqual([[3, 'u:12345'], from]);
    }
    expect(parseFrom(reply)).toBeUndefined();
    expect(wantsReply(address)).toBe(false);
    expect(
      parseOptionsHash(placeAddress({ page: 'options', part: 'password', accountId: 7 }).replace(/.*#/, '#')),
    ).toEqual({ part: 'password', accountId: 7 });
  });

  it('is not taken from an address that names none', () => {
    for (const hash of ['', '#', '#/x/u:1', '#/1/z:1', '#/1/u:1/2', '#/1/u:<img>']) {
      expect(parseConversationHash(hash)).toBeUndefined();
    }
    for (const hash of ['#/1/u:1/from/', '#/1/u:1/from/a b', '#/1/u:1/from/<img>', '#/1/u:1/from/shop.test/x']) {
      expect(parseFrom(hash)).toBeUndefined();
    }
    expect(parseOptionsHash('#general')).toEqual({ part: 'accounts' });
  });
});

describe('an order', () => {
  it('keeps every account wherever one is moved', () => {
    expect(moved([1, 2, 3], 1, 2)).toEqual([2, 3, 1]);
    expect(moved([1, 2, 3], 3, 0)).toEqual([3, 1, 2]);
    expect(moved([1, 2, 3], 2, 99)).toEqual([1, 3, 2]);
  });
});
