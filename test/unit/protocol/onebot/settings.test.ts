import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { httpTwin, usualAddresses } from '../../../../lib/protocol/onebot/addresses';
import { prepareOneBot } from '../../../../lib/protocol/onebot/prepare';
import { crossesInClear, isOpenToAll, parseAddress } from '../../../../lib/protocol/onebot/settings';

describe('an address', () => {
  it.each([
    ['127.0.0.1:3001', 'ws://127.0.0.1:3001/'],
    ['ws://127.0.0.1:3001', 'ws://127.0.0.1:3001/'],
    ['ws://127.0.0.1:3001/', 'ws://127.0.0.1:3001/'],
    ['http://127.0.0.1:3001', 'ws://127.0.0.1:3001/'],
    ['HTTPS://QQ.Example.cn', 'wss://qq.example.cn/'],
    ['wss://qq.example.cn:443//', 'wss://qq.example.cn/'],
    ['qq.example.cn', 'ws://qq.example.cn:3001/'],
    ['[::1]', 'ws://[::1]:3001/'],
    ['[::1]:3000', 'ws://[::1]:3000/'],
    ['ws://127.0.0.1:3001/event', 'ws://127.0.0.1:3001/'],
    ['ws://127.0.0.1:8080/api/', 'ws://127.0.0.1:8080/'],
    ['ws://h:6727/qq/100001/onebot/v11', 'ws://h:6727/qq/100001/onebot/v11/'],
    ['ｗｓ：//127。0。0。1：3001', 'ws://127.0.0.1:3001/'],
  ])('%s is one spelling of %s', (typed, server) => {
    expect(parseAddress(typed)).toEqual({ ok: true, server });
  });

  it.each(['', ' ', '10001', 'ftp://h:1', 'ws://', 'ws://u:p@h:1', 'h:99999', 'h:0', 'a b', 'ws:///x'])(
    '%j is none',
    (typed) => expect(parseAddress(typed)).toEqual({ ok: false }),
  );

  it('parsed once is parsed for good, whatever was typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ validSchemes: ['ws', 'wss', 'http', 'https'] }), fc.string()), (typed) => {
        const first = parseAddress(typed);
        if (first.ok) expect(parseAddress(first.server)).toEqual({ ok: true, server: first.server });
      }),
    );
  });

  it('is asked over HTTP at the same place', () => {
    expect(httpTwin('ws://h:3001/')).toBe('http://h:3001/');
    expect(httpTwin('wss://h/')).toBe('https://h/');
  });

  it('without a token is a danger unless it is on this machine', () => {
    expect(isOpenToAll('ws://192.168.1.5:3001/', '')).toBe(true);
    expect(isOpenToAll('ws://192.168.1.5:3001/', 'x')).toBe(false);
    for (const server of usualAddresses) expect(isOpenToAll(server, '')).toBe(false);
  });

  it('carries a token in the clear unless it is encrypted or on this machine', () => {
    expect(crossesInClear('ws://192.168.1.5:3001/')).toBe(true);
    expect(crossesInClear('wss://192.168.1.5:3001/')).toBe(false);
    expect(crossesInClear('ws://localhost:3001/')).toBe(false);
  });
});

describe('what was typed', () => {
  it('gives up a pasted token to the vault and not to the address', () => {
    expect(prepareOneBot({ address: 'ws://127.0.0.1:3001/?access_token=a%26b', token: '' })).toEqual({
      ok: true,
      value: { server: 'ws://127.0.0.1:3001/', uin: '', secrets: { token: 'a&b' } },
    });
  });

  it('takes the typed token before a pasted one', () => {
    const prepared = prepareOneBot({ address: 'h?access_token=old', token: ' new ' });
    expect(prepared).toMatchObject({ value: { secrets: { token: 'new' } } });
  });

  it('names the field that cannot be meant', () => {
    expect(prepareOneBot({ address: '10001', token: 'x' })).toEqual({
      ok: false,
      trouble: 'bad-server',
      field: 'server',
    });
  });
});
