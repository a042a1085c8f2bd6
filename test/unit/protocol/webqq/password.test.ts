import { describe, expect, it } from 'vitest';
import { ask, noon, protocol, signedInCursor } from './talk';

const said = '服务器的话';
const line = (code: number, url = '') => `ptuiCB('${code}','0','${url}','0','${said}', '');`;

/** What an answer to the password leads to. */
function answered(text: string) {
  const { cursor, request } = ask({ ...signedInCursor(), stage: 'password', code: '!ABC' }, { kind: 'go-on' });
  return protocol.accept(
    cursor,
    request,
    { kind: 'reply', status: 200, headers: [], bytes: new TextEncoder().encode(text) },
    noon,
  );
}

describe('what the server of WebQQ 3 says of a password', () => {
  it('is a yes with an address of its own', () => {
    const { cursor } = answered(line(0, 'http://ptlogin4.web2.qq.com/check_sig?uin=100001'));
    expect(cursor).toMatchObject({ stage: 'sig', client: expect.stringMatching(/^\d{8}$/) });
  });

  it('is a frozen number, whose yes leads elsewhere', () => {
    const batch = answered(line(0, 'http://aq.example.com/login_limit'));
    expect(batch).toMatchObject({ session: { state: 'refused', said }, nextAt: 'stop' });
  });

  it('is that it is busy, which passes', () => {
    expect(answered(line(1))).toMatchObject({
      cursor: { stage: 'password' },
      session: { state: 'unreachable', reason: 'server-trouble' },
      nextAt: 'back-off',
    });
  });

  it('is that it is wrong, which is tried once, or that the letters are', () => {
    expect(answered(line(3))).toMatchObject({
      session: { state: 'refused', reason: 'wrong-password', said },
      nextAt: 'stop',
    });
    expect(answered(line(4)).cursor.stage).toBe('image');
  });

  it.each([2, 5, 6, 7, 24, 71])('is a no of another kind: %i', (code) => {
    const batch = answered(line(code));
    expect(batch).toMatchObject({ session: { state: 'refused', reason: 'server-trouble', said }, nextAt: 'stop' });
  });

  it('is not to be read where it is a page', () => {
    expect(answered('<html></html>')).toMatchObject({ session: { reason: 'garbled' }, nextAt: 'back-off' });
  });
});
