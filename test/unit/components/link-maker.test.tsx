// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LinkMaker } from '../../../components/temporary/link-maker';
import type { Answer } from '../../../lib/messaging/envelope';
import { accountView, type Call, fakeWorld, inChinese, leave, noon, settle, show } from './fake-world';
import { handle } from './maker-form';

afterEach(async () => {
  await leave();
  vi.unstubAllGlobals();
});

const shop = accountView(1);
const sigkey = '81a37f0b7cac68639bddfdb9b93a6c92bc211f3e3a4e683afbb31a079382dc9d';

async function maker(answers: (call: Call) => Answer<unknown> = () => ({ ok: true, value: null })) {
  const world = Object.assign(fakeWorld(), { answers });
  return { world, ...handle(await show(world, <LinkMaker account={shop.account} service={undefined} />)) };
}

describe('the maker of links', () => {
  it('makes the link while it is typed, as address, HTML and frame, and copies each by one click', async () => {
    const copied = vi.fn(async (_: string) => {});
    vi.stubGlobal('navigator', { clipboard: { writeText: copied } });
    const { page, fill, click, outputs } = await maker();
    await fill('Source', 'shop.test');
    await fill('Hours it lives', '2');
    const link = 'https://qm.qq.com/go?tn=temporary&uin=10000001&from=shop.test&menu=yes&expire=7200';
    expect(outputs().Link).toBe(link);
    expect(outputs()['Frame inside a page']).toContain('<iframe src="https://qm.qq.com/go?tn=temporary&amp;uin=');
    await click('Copy: Link');
    expect(copied.mock.calls).toEqual([[link]]);
    expect(page.textContent).toContain('Copied');
    expect(page.querySelectorAll('pre[tabindex="0"]')).toHaveLength(3);
  });

  it('says so where the browser withholds the clipboard', async () => {
    vi.stubGlobal('navigator', { clipboard: { writeText: async () => Promise.reject(new Error('no')) } });
    const { page, click } = await maker();
    await click('Copy: Link');
    expect(page.textContent).toContain('copy it by hand');
  });

  it.each([
    ['Hours it lives', '25'],
    ['Hours it lives', '0.5'],
    ['Session name', 'a b'],
    ['Source', 'x'.repeat(65)],
  ])('says beside %s what is wrong with %j, and makes nothing of it', async (label, typed) => {
    const { fill, outputs, troubleOf } = await maker();
    await fill(label, typed);
    expect(troubleOf(label)).toBeTruthy();
    expect(outputs()).toEqual({});
  });

  it('carries a sigkey through untouched, and waits for a whole one', async () => {
    const { fill, outputs, troubleOf } = await maker();
    await fill('Kind', 'keyed');
    expect(outputs()).toEqual({});
    await fill('sigkey', 'short');
    expect(troubleOf('sigkey')).toBeTruthy();
    await fill('sigkey', sigkey);
    expect(outputs().Link).toBe(`http://sighttp.qq.com/cgi-bin/check?sigkey=${sigkey}`);
  });

  it('of a phone says what only a time-out can tell', async () => {
    const { page, fill, outputs } = await maker();
    await fill('Kind', 'phone');
    expect(outputs().Link).toBe('mqqwpa://im/chat?chat_type=temp&&uin=10000001');
    expect(outputs()['HTML without script, for a mail signature']).not.toContain('onclick');
    expect(page.textContent).toContain('1.5 seconds');
  });

  it('keeps a secret first, then signs with its weakness said, and what is changed is signed anew', async () => {
    let hasSecret = false;
    const { world, page, fill, click, check, outputs, fieldOf } = await maker(({ call }) => {
      if (call === 'link.standing') return { ok: true, value: { locked: false, hasSecret } };
      if (call === 'link.keepSecret') hasSecret = true;
      const link = { signedAt: 1_795_000_000, token: 'a'.repeat(32), seal: 'b'.repeat(64) };
      const code = { digits: '012345', until: noon + 240_000 };
      return { ok: true, value: call === 'link.sign' ? { ok: true, link, code } : true };
    });
    await fill('Kind', 'signed');
    expect(page.textContent).toContain('MD5');
    const secret = 'a secret of mine';
    await fill('Secret of your links', 'short');
    expect(page.querySelector('[aria-invalid=true]')).not.toBeNull();
    await fill('Secret of your links', secret);
    await click('Keep');
    expect(world.calls.at(-2)).toEqual({ call: 'link.keepSecret', input: { accountId: 1, secret } });
    expect(page.innerHTML).not.toContain(secret);
    expect([...page.querySelectorAll('input')].some(({ value }) => value === secret)).toBe(false);
    await check('Ask for a code of six digits');
    await click('Sign the link');
    expect(outputs().Link).toContain(`seal=${'b'.repeat(64)}&code=1`);
    expect(outputs()['Code, good for 4:00']).toBe('012345');
    await fill('Source', 'other.test');
    expect(outputs()).toEqual({});
    expect(fieldOf('Source').value).toBe('other.test');
  });

  it('signs nothing while the vault is locked, and says so', async () => {
    const { page, fill } = await maker(() => ({ ok: true, value: { locked: true, hasSecret: false } }));
    await fill('Kind', 'signed');
    expect(page.textContent).toContain('Unlock');
    expect([...page.querySelectorAll('button')].some((each) => each.textContent === 'Sign the link')).toBe(false);
  });

  it.each([
    ['wrong-credentials', 'client_id'],
    ['no-answer', 'no answer'],
    ['refused', 'refused'],
    ['not-understood', 'API address'],
  ])('of an enterprise says %s in plain words and makes no link', async (why, words) => {
    const { page, fill, click, outputs } = await maker(({ call }) =>
      call === 'link.standing'
        ? { ok: true, value: { locked: false, hasSecret: false } }
        : { ok: true, value: call === 'link.askEnterprise' ? { ok: false, why } : true },
    );
    await fill('Kind', 'enterprise');
    await fill('openid', 'user123');
    await fill('client_id', 'corp');
    await fill('client_secret', 'corp secret');
    await click('Make a session');
    expect(page.querySelector('[role=alert]')?.textContent).toContain(words);
    expect(outputs()).toEqual({});
  });

  it('says that the vault was locked meanwhile, and keeps the secret in its field', async () => {
    const { page, fill, click, fieldOf } = await maker(({ call }) => ({
      ok: true,
      value: call === 'link.standing' ? { locked: false, hasSecret: false } : false,
    }));
    await fill('Kind', 'signed');
    await fill('Secret of your links', 'a secret of mine');
    await click('Keep');
    expect(page.querySelector('[role=alert]')?.textContent).toContain('Unlock Uinbell first');
    expect(fieldOf('Secret of your links').value).toBe('a secret of mine');
  });

  it('keeps what is typed about an enterprise before what was stored of it is read', async () => {
    let tell = (_: Answer<unknown>) => {};
    const { world, fill, fieldOf } = await maker();
    Object.assign(world, { ask: () => new Promise((resolve) => (tell = resolve)) });
    await fill('Kind', 'enterprise');
    await fill('client_id', 'mine');
    const enterprise = { origin: 'https://stored.test', clientId: 'stored' };
    await act(async () => tell({ ok: true, value: { locked: false, hasSecret: false, enterprise } }));
    expect([fieldOf('client_id').value, fieldOf('API address').value]).toEqual(['mine', 'https://stored.test']);
  });

  it('asks an enterprise for one session, however often the button is pressed', async () => {
    const { world, fill, click } = await maker(({ call }) => ({
      ok: true,
      value:
        call === 'link.standing'
          ? { locked: false, hasSecret: false, enterprise: { origin: 'https://api.test', clientId: 'corp' } }
          : { ok: true, session: 'S1' },
    }));
    const asked: Array<(yes: boolean) => void> = [];
    Object.assign(world, { requestServer: () => new Promise((resolve) => asked.push(resolve)) });
    await fill('Kind', 'enterprise');
    await fill('openid', 'user123');
    await click('Make a session');
    await click('Make a session');
    for (const allow of asked) await act(async () => allow(true));
    await settle();
    expect(world.calls.filter(({ call }) => call === 'link.askEnterprise')).toHaveLength(1);
  });

  it('asks no enterprise by another name than the one whose secret is kept', async () => {
    const { page, fill } = await maker(() => ({
      ok: true,
      value: { locked: false, hasSecret: false, enterprise: { origin: 'https://api.test', clientId: 'corp' } },
    }));
    await fill('Kind', 'enterprise');
    await fill('openid', 'user123');
    const button = [...page.querySelectorAll('button')].find(({ textContent }) => textContent === 'Make a session');
    expect(button?.disabled).toBe(false);
    await fill('client_id', 'other');
    expect(button?.disabled).toBe(true);
    await fill('client_secret', 'secret of the other');
    expect(button?.disabled).toBe(false);
  });

  it('speaks Chinese', async () => {
    const world = inChinese(fakeWorld());
    const { fill, outputs, troubleOf } = handle(
      await show(world, <LinkMaker account={shop.account} service={undefined} />),
    );
    expect(Object.keys(outputs())).toEqual(['链接', 'HTML', '网页内的框架', '二维码']);
    await fill('有效小时数', '25');
    expect(troubleOf('有效小时数')).toBe('写 1 到 24 的整数。');
  });
});
