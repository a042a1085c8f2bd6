import { describe, expect, it } from 'vitest';
import { encodeHtml } from '../../../lib/temporary-session/encode-html';
import { encodeLink, placesOfRecord } from '../../../lib/temporary-session/encode-link';
import { linkKinds, type TemporaryLink } from '../../../lib/temporary-session/link';
import { parseLink } from '../../../lib/temporary-session/parse-link';
import { parseService, placesAt } from '../../../lib/temporary-session/places';

const words = { text: '"><script>x</script>', web: 'web' };
const link = (kind: TemporaryLink['kind']): TemporaryLink => ({
  kind,
  number: '123456789',
  source: '"><img onerror=x>',
  key: 'k'.repeat(20),
  ...(kind === 'enterprise' && { session: 'tc-1' }),
});

describe('the HTML of a link', () => {
  it.each(linkKinds)('of the %s kind has no markup but its own, and no script where none may be', (kind) => {
    for (const shape of ['script', 'script-free', 'frame'] as const) {
      const code = encodeHtml(link(kind), words, shape, placesOfRecord);
      expect(code.match(/<\/?(\w+)/g)?.every((tag) => /^<\/?(a|iframe)$/.test(tag))).toBe(true);
      expect(code).not.toContain('<img');
      if (shape === 'script-free') expect(code).not.toMatch(/onclick|<script/);
    }
  });

  it('of a phone leads to the web where no script runs and where no client answers', () => {
    const phone = { kind: 'phone', number: '123456789' } as const;
    expect(encodeHtml(phone, { text: 'QQ', web: 'web' }, 'script', placesOfRecord)).toBe(
      '<a href="https://qm.qq.com/go?tn=temporary&amp;uin=123456789&amp;menu=yes" onclick="location.href = &quot;mqqwpa://im/chat?chat_type=temp&amp;&amp;uin=123456789&quot;; setTimeout(function () { if (!document.hidden) location.href = &quot;https://qm.qq.com/go?tn=temporary&amp;uin=123456789&amp;menu=yes&quot;; }, 1500); return false;">QQ</a>',
    );
  });
});

describe('a service of one’s own', () => {
  it.each(['web', 'plain', 'keyed', 'enterprise'] as const)('has a link of the %s kind read back', (kind) => {
    const address = encodeLink({ ...link(kind), source: 'shop' }, placesAt('http://127.0.0.1:41207'));
    expect(parseLink(address)).toMatchObject({ ok: false, fault: { why: 'other-place' } });
    expect(parseLink(address, 'http://127.0.0.1:41207')).toMatchObject({ ok: true, link: { kind } });
  });

  it.each([
    ['qq.example.cn', 'https://qq.example.cn'],
    ['http://127.0.0.1:41207/', 'http://127.0.0.1:41207'],
    ['javascript:alert(1)', undefined],
    ['https://a.test/path', undefined],
    ['https://user@a.test', undefined],
    ['', undefined],
  ])('typed as %j is %j', (typed, origin) => {
    expect(parseService(typed)).toBe(origin);
  });
});
