import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareHttpQq } from '../../../../lib/protocol/http-qq/prepare';
import {
  crossesInClear,
  isEncrypted,
  isLoopback,
  parseServer,
  parseUin,
} from '../../../../lib/protocol/http-qq/settings';

describe('a server as typed', () => {
  it.each([
    ['tqq.tencent.com', 'http://tqq.tencent.com:8000'],
    ['  QQ.Example.CN.  ', 'http://qq.example.cn:8000'],
    ['qq.example.cn:9000', 'http://qq.example.cn:9000'],
    ['qq.example.cn:80', 'http://qq.example.cn'],
    ['qq.example.cn/', 'http://qq.example.cn:8000'],
    ['http://qq.example.cn', 'http://qq.example.cn'],
    ['http://qq.example.cn:8000/', 'http://qq.example.cn:8000'],
    ['HTTPS://qq.example.cn', 'https://qq.example.cn'],
    ['https://qq.example.cn:443', 'https://qq.example.cn'],
    ['127.0.0.1:48000', 'http://127.0.0.1:48000'],
    ['localhost:48000', 'http://localhost:48000'],
    ['[::1]:48000', 'http://[::1]:48000'],
    ['::1', 'http://[::1]:8000'],
    ['FE80:0::1', 'http://[fe80::1]:8000'],
    ['ｑｑ．ｅｘａｍｐｌｅ．ｃｎ：８０００', 'http://qq.example.cn:8000'],
  ])('%j is %s', (typed, server) => {
    expect(parseServer(typed)).toEqual({ ok: true, server });
  });

  it('with a Chinese name is the same server in either spelling', () => {
    const parsed = parseServer('腾讯.例子');
    expect(parsed).toMatchObject({ ok: true, server: expect.stringMatching(/^http:\/\/xn--.*:8000$/) });
    expect(parsed.ok && parseServer(parsed.server)).toEqual(parsed);
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['ftp://qq.example.cn', 'bad-scheme'],
    ['javascript://qq.example.cn', 'bad-scheme'],
    ['mailto:me@example.cn', 'has-credentials'],
    ['http://me:pw@qq.example.cn', 'has-credentials'],
    ['me@qq.example.cn', 'has-credentials'],
    ['qq.example.cn/poll', 'has-path'],
    ['qq.example.cn\\poll', 'has-path'],
    ['http://qq.example.cn/?a', 'has-path'],
    ['http://qq.example.cn#a', 'has-path'],
    ['http://', 'bad-host'],
    ['qq example', 'bad-host'],
    ['100001', 'bad-host'],
    ['http://[::g]', 'bad-host'],
    ['a..b:80', 'bad-host'],
    ['qq.example.cn:', 'bad-port'],
    ['qq.example.cn:0', 'bad-port'],
    ['qq.example.cn:65536', 'bad-port'],
    ['qq.example.cn:80a', 'bad-port'],
  ])('%j is refused: %s', (typed, trouble) => {
    expect(parseServer(typed)).toEqual({ ok: false, trouble });
  });

  it('parsed once is parsed for good, whatever was typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.domain(), fc.ipV4(), fc.ipV6(), fc.string({ unit: 'binary' })), (typed) => {
        const parsed = parseServer(typed);
        if (parsed.ok) expect(parseServer(parsed.server)).toEqual(parsed);
      }),
    );
  });

  it('crosses a network in the clear unless it is encrypted or this machine', () => {
    expect(isEncrypted('https://qq.example.cn')).toBe(true);
    for (const here of ['http://127.0.0.9:48000', 'http://localhost', 'http://qq.localhost', 'http://[::1]:8000']) {
      expect(isLoopback(here), here).toBe(true);
      expect(crossesInClear(here), here).toBe(false);
    }
    for (const there of ['http://qq.example.cn:8000', 'http://192.168.1.2', 'http://127.example.cn']) {
      expect(crossesInClear(there), there).toBe(true);
    }
    expect(crossesInClear('https://qq.example.cn')).toBe(false);
  });
});

describe('a number as typed', () => {
  it.each([
    ['100001', '100001'],
    [' 100001 ', '100001'],
    ['１００００１', '100001'],
    ['000100', '100'],
    ['99999999999', '99999999999'],
  ])('%j is %s', (typed, uin) => {
    expect(parseUin(typed)).toBe(uin);
  });

  it.each(['', '0', '12a', '-1', '1.5', '1e5', '123456789012', 'me@qq.com'])('%j is refused', (typed) => {
    expect(parseUin(typed)).toBeUndefined();
  });
});

describe('the form', () => {
  const typed = { server: 'qq.example.cn', uin: '100001', password: 'secret', encoding: 'utf-8' } as const;

  it('keeps the MD5 and never the password', () => {
    const prepared = prepareHttpQq(typed);
    expect(prepared).toEqual({
      ok: true,
      value: {
        server: 'http://qq.example.cn:8000',
        uin: '100001',
        secrets: { 'password-md5': '5ebe2294ecd0e0f08eab7690d2a6ee69' },
      },
    });
    expect(JSON.stringify(prepared)).not.toContain('secret"');
  });

  it.each([
    [{ server: 'ftp://x' }, 'bad-server', 'server'],
    [{ uin: 'me' }, 'bad-number', 'uin'],
    [{ password: '' }, 'empty-password', 'password'],
    [{ password: '🔑', encoding: 'gbk' }, 'not-gbk', 'password'],
  ] as const)('names the field that cannot be meant (%j)', (wrong, trouble, field) => {
    expect(prepareHttpQq({ ...typed, ...wrong })).toEqual({ ok: false, trouble, field });
  });
});
