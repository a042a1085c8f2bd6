import { webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Post } from '../../../lib/temporary-session/ask-enterprise';
import { codeAt } from '../../../lib/temporary-session/code';
import { createLinkActs } from '../../../lib/temporary-session/link-acts';
import { checkSeal } from '../../../lib/temporary-session/seal-link';

const crypto = webcrypto as unknown as Crypto;
const secret = 'nobody may see this';
const now = Date.UTC(2026, 10, 22, 12);

function acts(post: Post = async () => undefined) {
  let box: Readonly<Record<string, string>> = { PS: 'an MD5' };
  let locked = false;
  const made = createLinkActs({
    now: () => now,
    crypto,
    numberOf: async () => '123456789',
    readSecrets: async () => (locked ? 'locked' : box),
    changeSecrets: async (_, plan) => {
      if (!locked) box = plan(box);
      return !locked;
    },
    post,
  });
  return { ...made, box: () => box, lock: () => (locked = true) };
}

describe('links that need a secret', () => {
  it('are signed for the account itself, and nothing that comes out holds the secret', async () => {
    const { keepSecret, sign, standing, box } = acts();
    expect(await sign(1, { kind: 'signed' })).toEqual({ ok: false, why: 'no-secret' });
    await keepSecret(1, secret);
    const signed = await sign(1, { kind: 'signed', number: '999999999', lifeSeconds: 3600, asksCode: true });
    if (!signed.ok) throw new Error('not signed');
    expect(signed.link).toMatchObject({ number: '123456789', signedAt: now / 1000 });
    expect(await checkSeal(signed.link, secret, crypto)).toEqual({ token: true, seal: true });
    expect(signed.code).toEqual(await codeAt('123456789', secret, now, crypto));
    expect(JSON.stringify([signed, await standing(1)])).not.toContain(secret);
    // The password's own secret stays.
    expect(box().PS).toBe('an MD5');
  });

  it('wait for the passphrase', async () => {
    const { keepSecret, sign, standing, lock } = acts();
    await keepSecret(1, secret);
    lock();
    expect(await sign(1, { kind: 'signed' })).toEqual({ ok: false, why: 'locked' });
    expect(await standing(1)).toEqual({ locked: true, hasSecret: false });
    expect(await keepSecret(1, 'another one')).toBe(false);
  });
});

describe('a code', () => {
  it('is the same within a minute, another one in the next, and ends five minutes after it began', async () => {
    const [first, same, next] = await Promise.all(
      [0, 59_999, 60_000].map((ms) => codeAt('123456789', secret, now + ms, crypto)),
    );
    expect(first?.digits).toMatch(/^\d{6}$/);
    expect(same).toEqual(first);
    expect(next?.digits).not.toBe(first?.digits);
    expect(first?.until).toBe(now + 300_000);
  });
});

describe('an enterprise session', () => {
  const access = { origin: 'https://api.qy.qq.com', clientId: 'corp', clientSecret: 's3cret' };
  const wish = { openid: 'user123', lifeSeconds: 1800 };
  const answers = (...list: ({ status: number; text: string } | undefined)[]) => {
    const asked: { url: string; headers: Readonly<Record<string, string>>; body: string }[] = [];
    const post: Post = async (url, request) => {
      asked.push({ url, ...request });
      return list[asked.length - 1];
    };
    return { post, asked };
  };
  const token = { status: 200, text: '{"access_token":"tok","token_type":"Bearer"}' };

  it('is asked for with a token of client credentials', async () => {
    const { post, asked } = answers(token, { status: 200, text: '{"errcode":0,"session_id":"tc-1"}' });
    const { keepEnterprise, askEnterprise, standing } = acts(post);
    await keepEnterprise(1, access);
    expect(await askEnterprise(1, wish)).toEqual({ ok: true, session: 'tc-1' });
    expect(asked[0]?.body).toBe('grant_type=client_credentials&client_id=corp&client_secret=s3cret');
    expect(asked[1]).toMatchObject({
      url: 'https://api.qy.qq.com/cgi-bin/tempchat/create',
      headers: { Authorization: 'Bearer tok' },
      body: '{"openid":"user123","expiry":1800}',
    });
    expect((await standing(1)).enterprise).toEqual({ origin: access.origin, clientId: 'corp' });
  });

  it.each([
    ['no-answer', [undefined]],
    ['wrong-credentials', [{ status: 401, text: '{"error":"invalid_client"}' }]],
    ['not-understood', [{ status: 200, text: '<html>' }]],
    ['not-understood', [{ status: 200, text: '{"access_token":"a b"}' }]],
    ['no-answer', [token, undefined]],
    ['refused', [token, { status: 200, text: '{"errcode":40004}' }]],
    ['not-understood', [token, { status: 200, text: '{"errcode":0,"session_id":"javascript:alert(1)//x y"}' }]],
  ] as const)('that fails says %s', async (why, list) => {
    const { keepEnterprise, askEnterprise } = acts(answers(...list).post);
    await keepEnterprise(1, access);
    expect(await askEnterprise(1, wish)).toEqual({ ok: false, why });
  });
});
