import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeCookie,
  cookieHeader,
  cookieValue,
  type Jar,
  parseJar,
  takeCookies,
} from '../../../lib/session/cookie-jar';

const noon = Date.parse('2026-03-01T12:00:00Z');
const take = (url: string, lines: string[], jar: Jar = [], now = noon) => takeCookies(jar, url, lines, now);
const sent = (jar: Jar, url: string, now = noon) => cookieHeader(jar, url, now);

describe("an account's cookies", () => {
  it('go to the hosts of their domain and to no other', () => {
    const jar = take('http://ssl.ptlogin2.qq.com/ptqrlogin', [
      'skey=@a; PATH=/; DOMAIN=qq.com;',
      'superkey=b; PATH=/; DOMAIN=ptlogin2.qq.com;',
      'own=c',
    ]);
    expect(sent(jar, 'http://d1.web2.qq.com/channel/poll2')).toBe('skey=@a');
    expect(sent(jar, 'http://ssl.ptlogin2.qq.com/x')).toBe('skey=@a; superkey=b; own=c');
    expect(sent(jar, 'http://qq.com.example/')).toBeUndefined();
    expect(sent(jar, 'http://evilqq.com/')).toBeUndefined();
  });

  it('of another domain, of a top-level name and of a neighbour address are not taken', () => {
    expect(
      take('http://s.web2.qq.com/', ['a=1; DOMAIN=example.com', 'b=1; DOMAIN=com', 'c=1; DOMAIN=d1.web2.qq.com']),
    ).toEqual([]);
    expect(take('http://127.0.0.1:5/', ['a=1; DOMAIN=0.0.1'])).toEqual([]);
  });

  it('end where check_sig ends them on the wider domain, and stay on the narrower one', () => {
    const jar = take('http://ptlogin4.web2.qq.com/check_sig', [
      'p_skey=old; PATH=/; DOMAIN=qq.com;',
      'p_skey=; EXPIRES=Fri, 02-Jan-1970 00:00:00 GMT; PATH=/; DOMAIN=qq.com;',
      'p_skey=PSKEY_; PATH=/; DOMAIN=web2.qq.com; ;',
      'pt2gguin=o1; EXPIRES=Fri, 02-Jan-2037 00:00:00 GMT; PATH=/; DOMAIN=qq.com;',
    ]);
    expect(sent(jar, 'http://d1.web2.qq.com/')).toBe('p_skey=PSKEY_; pt2gguin=o1');
    expect(sent(jar, 'http://w.qq.com/')).toBe('pt2gguin=o1');
    expect(sent(jar, 'http://w.qq.com/', Date.parse('2038-01-01'))).toBeUndefined();
  });

  it('that are set again are replaced, by name, domain and path', () => {
    const jar = take(
      'http://a.qq.com/',
      ['k=2; DOMAIN=qq.com; PATH=/'],
      take('http://a.qq.com/', ['k=1; DOMAIN=qq.com; PATH=/']),
    );
    expect(sent(jar, 'http://a.qq.com/')).toBe('k=2');
    expect(cookieValue(changeCookie(jar, 'k', '3'), 'k')).toBe('3');
    expect(changeCookie(jar, 'k', '3\r\nX: 1')).toEqual(jar);
  });

  it('go to their path and what lies under it, the longer path first; secure ones over TLS alone', () => {
    const jar = take('https://a.qq.com/x/y', ['root=1; path=/', 'deep=2; path=/x', 'tls=3; path=/; secure', 'here=4']);
    expect(sent(jar, 'https://a.qq.com/x/z')).toBe('deep=2; here=4; root=1; tls=3');
    expect(sent(jar, 'http://a.qq.com/xy')).toBe('root=1');
  });

  it('end by max-age before expires', () => {
    const jar = take('http://a.qq.com/', ['a=1; max-age=10; expires=Fri, 02 Jan 1970 00:00:00 GMT; path=/']);
    expect(sent(jar, 'http://a.qq.com/', noon + 9_999)).toBe('a=1');
    expect(sent(jar, 'http://a.qq.com/', noon + 10_000)).toBeUndefined();
  });

  it('never break the header they stand in, whatever a server writes, and are bounded', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 90 }), (lines) => {
        const jar = take('http://a.qq.com/', [...lines, ...lines.map((line, i) => `c${i}=${line}`)]);
        expect(jar.length).toBeLessThanOrEqual(60);
        expect(sent(jar, 'http://a.qq.com/') ?? '').toMatch(/^[\x20-\x7e]*$/);
        expect(parseJar(JSON.stringify(jar))).toEqual(jar);
      }),
    );
    expect(parseJar('{')).toEqual([]);
    expect(parseJar('3')).toEqual([]);
  });
});
