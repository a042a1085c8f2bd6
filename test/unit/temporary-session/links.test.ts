import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeLink } from '../../../lib/temporary-session/encode-link';
import { longestLink, type TemporaryLink } from '../../../lib/temporary-session/link';
import { parseLink } from '../../../lib/temporary-session/parse-link';

const sigkey = '81a37f0b7cac68639bddfdb9b93a6c92bc211f3e3a4e683afbb31a079382dc9d';
const faultOf = (text: string) => {
  const parsed = parseLink(text);
  return parsed.ok ? undefined : parsed.fault;
};
const linkOf = (text: string) => {
  const parsed = parseLink(text);
  return parsed.ok ? parsed.link : undefined;
};

describe('an address that opens a temporary session', () => {
  it.each<[string, TemporaryLink]>([
    [
      // The 2025 text, with the blanks it was printed with.
      'https://qm.qq.com/go?tn= temporar y&from=yourdomain.com&uin=123456789&menu=custom',
      { kind: 'web', number: '123456789', source: 'yourdomain.com', menu: 'custom' },
    ],
    [
      'https://qm.qq.com/go?tn=temporary&uin=80000805&expire=3600&timestamp=1760000000&token=0123456789ABCDEF0123456789abcdef',
      {
        kind: 'signed',
        number: '80000805',
        lifeSeconds: 3600,
        signedAt: 1760000000,
        token: '0123456789abcdef0123456789abcdef',
      },
    ],
    ['mqqwpa://im/chat?chat_type=temp&&uin=123456789', { kind: 'phone', number: '123456789' }],
    [
      'mqqwpa://im/chat?chat_type=wpa&uin=123456789&version=1&src_type=web&web_src=oicqzone.com',
      { kind: 'phone', number: '123456789', source: 'oicqzone.com' },
    ],
    [
      'tencent://Message/?Uin=123456789&Site=shop&Menu=yes',
      { kind: 'desktop', number: '123456789', source: 'shop', menu: 'yes' },
    ],
    [
      'http://wpa.qq.com/msgrd?V=3&amp;Uin=80000805&amp;Site=%E4%BC%98%E5%93%81&amp;Menu=yes',
      { kind: 'plain', number: '80000805', source: '优品', menu: 'yes' },
    ],
    [
      '//wpa.qq.com/wpa_jump_page?v=3&uin=80000805&site=qq&menu=yes',
      { kind: 'plain', number: '80000805', source: 'qq', menu: 'yes' },
    ],
    [
      // As browsers hand on `site=优品` from a page in GBK, whose second bytes may be letters (`镕`).
      'http://wpa.qq.com/msgrd?v=1&uin=80000805&site=%D3%C5%C6%B7%E9F&menu=yes',
      { kind: 'plain', number: '80000805', source: '优品镕', menu: 'yes' },
    ],
    // What generators broke over the years (corpus/variants, 2).
    ['http://wpa.qq.com/msgrd?v=1&;uin=80000805%20', { kind: 'plain', number: '80000805' }],
    ['http://wpa.qq.com/msgrd?V=1&Uin==80000805', { kind: 'plain', number: '80000805' }],
    ['http://wpa.qq.com/msgrd?V=1&Uin=80000805amp;Site=QQ', { kind: 'plain', number: '80000805', source: 'QQ' }],
    ['tencent://message/?Menu=yes&amp;amp;uin=80000805', { kind: 'desktop', number: '80000805', menu: 'yes' }],
    ['http://wpa.qq.com/msgrd?v=3&uin=80000805&site=100%', { kind: 'plain', number: '80000805', source: '100%' }],
    [`http://sighttp.qq.com/cgi-bin/check?sigkey=${sigkey}`, { kind: 'keyed', key: sigkey }],
    [`http://sighttp.qq.com/wpa.js?rantime=0.5&sigkey=${sigkey}`, { kind: 'keyed', key: sigkey }],
    [
      'https://qm.qq.com/go?tn=temporary&session=tc-42&expire=1800',
      { kind: 'enterprise', session: 'tc-42', lifeSeconds: 1800 },
    ],
  ])('%s is read', (text, link) => {
    expect(parseLink(text)).toEqual({ ok: true, link });
  });

  it('comes back as it was made, whatever its source and words are', () => {
    const source = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((text) => text.slice(0, 64));
    const number = fc.integer({ min: 10_000, max: 99_999_999_999 }).map(String);
    const life = fc.integer({ min: 1, max: 86_400 });
    const link: fc.Arbitrary<TemporaryLink> = fc.oneof(
      fc.record({
        kind: fc.constant('web' as const),
        number,
        source,
        menu: fc.constantFrom('yes', 'custom'),
        lifeSeconds: life,
      }),
      fc.record({
        kind: fc.constant('signed' as const),
        number,
        source,
        menu: fc.constant('yes'),
        lifeSeconds: life,
        signedAt: fc.integer({ min: 1, max: 9_999_999_999 }),
        token: fc.stringMatching(/^[0-9a-f]{32}$/),
        seal: fc.stringMatching(/^[0-9a-f]{64}$/),
        asksCode: fc.constant(true),
      }),
      fc.record({ kind: fc.constant('phone' as const), number }),
      fc.record({ kind: fc.constant('desktop' as const), number, source, menu: fc.constant('yes') }),
      fc.record({ kind: fc.constant('plain' as const), number, source, menu: fc.constant('yes') }),
      fc.record({ kind: fc.constant('keyed' as const), key: fc.stringMatching(/^[0-9a-f]{64}$/) }),
    );
    fc.assert(
      fc.property(link, (made) => {
        expect(parseLink(encodeLink(made))).toEqual({ ok: true, link: made });
      }),
    );
  });

  it.each([
    ['', { why: 'empty' }],
    [`https://qm.qq.com/go?tn=temporary&uin=123456789&from=${'x'.repeat(10_000)}`, { why: 'too-long' }],
    ['javascript:alert(document.cookie)', { why: 'other-scheme' }],
    ['data:text/html,<script>1</script>', { why: 'other-scheme' }],
    ['https://qm.qq.com.evil.test/go?tn=temporary&uin=123456789', { why: 'other-place' }],
    ['https://qm.qq.com@evil.test/go?tn=temporary&uin=123456789', { why: 'other-place' }],
    ['tencent://ntqq-open?subCmd=profile&uin=123456789', { why: 'other-place' }],
    ['https://qm.qq.com/go?uin=123456789', { why: 'missing', field: 'tn' }],
    ['https://qm.qq.com/go?tn=temporary', { why: 'missing', field: 'uin' }],
    ['http://wpa.qq.com/msgrd?v=3&uin=012345', { why: 'ill-formed', field: 'uin' }],
    [`http://wpa.qq.com/msgrd?v=3&uin=${'1'.repeat(40)}`, { why: 'ill-formed', field: 'uin' }],
    ['http://wpa.qq.com/msgrd?v=3&uin=123456&Uin=654321', { why: 'said-twice', field: 'uin' }],
    ['http://wpa.qq.com/msgrd?v=3&uin=%20', { why: 'missing', field: 'uin' }],
    ['http://wpa.qq.com/msgrd?v=3&uin=%zz', { why: 'ill-formed', field: 'uin' }],
    ['https://qm.qq.com/go?tn=temporary&uin=123456789&expire=86401', { why: 'life-too-long', field: 'expire' }],
    ['https://qm.qq.com/go?tn=temporary&uin=123456789&expire=-1', { why: 'ill-formed', field: 'expire' }],
    ['https://qm.qq.com/go?tn=temporary&uin=123456789&timestamp=1760000000', { why: 'missing', field: 'token' }],
    ['https://qm.qq.com/go?tn=temporary&uin=123456789&token=abc', { why: 'missing', field: 'timestamp' }],
    ['https://qm.qq.com/go?tn=temporary&uin=123456789&timestamp=1&token=abc', { why: 'ill-formed', field: 'token' }],
    ['mqqwpa://im/chat?chat_type=group&uin=123456789', { why: 'ill-formed', field: 'chat_type' }],
    ['http://sighttp.qq.com/cgi-bin/check?sigkey=<script>', { why: 'ill-formed', field: 'sigkey' }],
  ])('%s is refused with the reason', (text, fault) => {
    expect(faultOf(text)).toEqual(fault);
  });

  it('is never anything but read or refused, and hands on only what was asked for', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true })), (text) => {
        const parsed = parseLink(text);
        expect(typeof parsed.ok).toBe('boolean');
      }),
    );
    const hidden = linkOf('https://qm.qq.com/go?tn=temporary&uin=123456789&onclick=alert(1)&__proto__=1');
    expect(hidden).toEqual({ kind: 'web', number: '123456789' });
  });

  it('is not read beyond its bound', () => {
    expect(faultOf(`https://qm.qq.com/go?${'a'.repeat(longestLink)}`)).toEqual({ why: 'too-long' });
  });
});
