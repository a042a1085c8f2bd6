import { createHash, createHmac, webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeLife } from '../../../lib/temporary-session/judge-life';
import type { TemporaryLink } from '../../../lib/temporary-session/link';
import { checkSeal, sealLink } from '../../../lib/temporary-session/seal-link';

const crypto = webcrypto as unknown as Crypto;
const now = 1_760_000_000_000;
const link: TemporaryLink = { kind: 'web', number: '80000805', source: 'shop.example', lifeSeconds: 3_600 };
const sealed = await sealLink(link, 'geheim', now, crypto);

describe('a signed link', () => {
  it('has the token of the 2025 text: md5(number + moment + secret)', () => {
    const token = createHash('md5').update('800008051760000000geheim').digest('hex');
    expect(sealed).toMatchObject({ kind: 'signed', signedAt: 1_760_000_000, token });
  });

  it('has a seal that another implementation of HMAC makes too', () => {
    const told = JSON.stringify(['80000805', 1_760_000_000, 3_600, 'shop.example', 'yes', null, null, null]);
    expect(sealed.seal).toBe(createHmac('sha256', 'geheim').update(told).digest('hex'));
  });

  it('never holds the secret', () => {
    expect(JSON.stringify(sealed)).not.toContain('geheim');
  });

  it('is checked by both proofs; only the seal sees a life that was stretched or a source renamed', async () => {
    const check = (said: TemporaryLink, secret = 'geheim') => checkSeal(said, secret, crypto);
    expect(await check(sealed)).toEqual({ token: true, seal: true });
    expect(await check(sealed, 'another')).toEqual({ token: false, seal: false });
    expect(await check({ ...sealed, lifeSeconds: 86_400 })).toEqual({ token: true, seal: false });
    expect(await check({ ...sealed, source: 'evil.test' })).toEqual({ token: true, seal: false });
    expect(await check({ ...sealed, number: '10001' })).toEqual({ token: false, seal: false });
    expect(await check(link)).toEqual({});
  });

  it('has another seal for every other link', async () => {
    const words = fc.string({ maxLength: 8 });
    const made = fc.record({ number: fc.constantFrom('10001', '100011'), source: words, autoid: words });
    const sealOf = async (said: Partial<TemporaryLink>) =>
      (await sealLink({ kind: 'web', ...said }, 's', now, crypto)).seal;
    await fc.assert(
      fc.asyncProperty(made, made, async (a, b) => {
        expect((await sealOf(a)) === (await sealOf(b))).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it('opens until its life is over, and not before it was made, whichever clock is off', () => {
    expect(judgeLife(sealed, now)).toEqual({ state: 'open' });
    expect(judgeLife(sealed, now + 3_599_999)).toEqual({ state: 'open' });
    expect(judgeLife(sealed, now + 3_600_000)).toEqual({ state: 'expired', at: now + 3_600_000 });
    expect(judgeLife(sealed, now - 60_000)).toEqual({ state: 'open' });
    expect(judgeLife(sealed, now - 3 * 3_600_000)).toEqual({ state: 'not-yet', at: now });
    expect(judgeLife(link, now)).toEqual({ state: 'endless' });
    const { lifeSeconds: _, ...lifelong } = sealed;
    expect(judgeLife(lifelong, now + 86_399_999)).toEqual({ state: 'open' });
    expect(judgeLife(lifelong, now + 86_400_000).state).toBe('expired');
  });
});
