import { expect, test } from 'vitest';
import { clientLink, webLink } from '../../../lib/temporary-session/client-links';

test('a client is called with digits alone, whatever a page wrote for a number', () => {
  expect(clientLink('desktop', '10001')).toBe('tencent://message/?uin=10001&Site=&Menu=yes');
  expect(clientLink('phone', '10001')).toBe('mqqwpa://im/chat?chat_type=wpa&uin=10001&version=1&src_type=web');
  for (const bad of ['', '1', '10001&Site=x', '10001"', '1e5', '１０００１', '123456789012', '10001\n']) {
    expect([clientLink('desktop', bad), clientLink('phone', bad), webLink(bad)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  }
});
