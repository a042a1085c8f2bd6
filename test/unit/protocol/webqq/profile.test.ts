import { describe, expect, it } from 'vitest';
import { ask, json, noon, protocol, recorded, signedInCursor } from './talk';

const card = (number: string) => ({ kind: 'profile', number }) as const;
const answered = (number: string, body: unknown) => {
  const { cursor, request } = ask(signedInCursor(), card(number));
  return protocol.accept(cursor, request, json(body), noon);
};

describe('the card of a contact', () => {
  it('is read as it was recorded, by the number of this sign-in', () => {
    const { request } = ask(signedInCursor(), card('200001'));
    expect(JSON.stringify(request.via)).toContain('tuin=2000000001');
    const [event] = answered('200001', recorded('smartqq_friend_info2')).events;
    expect(event).toEqual({
      kind: 'profile',
      number: '200001',
      profile: {
        nick: 'ABCD',
        picture: 603,
        sex: 'female',
        blood: 'other',
        sign: 'leo',
        zodiac: 'dog',
        texts: { job: '其他', country: '中国', city: '南京', mobile: '139********', birthday: '1895-8-15' },
        others: { vip_info: '6' },
      },
    });
  });

  it('of somebody else lands nowhere', () => {
    const batch = answered('200002', recorded('smartqq_friend_info2'));
    expect(batch).toMatchObject({ events: [], undecoded: { why: 'garbled' }, outcome: { kind: 'failed' } });
  });

  it('that the server refuses says so, and the session stays well', () => {
    const batch = answered('200001', { retcode: 100_001 });
    expect(batch).toMatchObject({ outcome: { kind: 'failed', said: 'retcode 100001' }, session: { state: 'online' } });
  });

  it('of a stranger, who has no number here, is not asked for', () => {
    expect(protocol.next(signedInCursor(), card('200009'), noon)).toEqual({ kind: 'none' });
    expect(protocol.abilities(signedInCursor()).has('profile')).toBe(false);
    expect(protocol.abilities(signedInCursor()).has('profile-of-contacts')).toBe(true);
  });
});
