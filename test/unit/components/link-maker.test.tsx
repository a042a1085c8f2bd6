// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Counts } from '../../../components/temporary/counts';
import { KeepLonger } from '../../../components/temporary/keep-longer';
import { LinkMaker } from '../../../components/temporary/link-maker';
import { OwnButtonMaker } from '../../../components/temporary/own-button-maker';
import type { Answer } from '../../../lib/messaging/envelope';
import { dayOf } from '../../../lib/model/temporary';
import { accountView, type Call, fakeWorld, inChinese, leave, noon, settle, show } from './fake-world';

afterEach(async () => {
  await leave();
  vi.unstubAllGlobals();
});

const shop = accountView(1);
const sigkey = '81a37f0b7cac68639bddfdb9b93a6c92bc211f3e3a4e683afbb31a079382dc9d';

/** Fields by their labels, outputs by theirs. */
function handle(page: HTMLElement) {
  const fieldOf = (label: string) => {
    const found = [...page.querySelectorAll('label')].find((each) => each.textContent?.includes(label));
    const field = found?.querySelector('input') ?? (found?.htmlFor ? document.getElementById(found.htmlFor) : null);
    if (!field) throw new Error(`no field ${label} in ${page.textContent}`);
    return field as HTMLInputElement;
  };
  const fill = async (label: string, value: string) => {
    const field = fieldOf(label);
    await act(async () => {
      field.value = value;
      field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
    });
    await settle();
  };
  const click = async (label: string) => {
    const found = [...page.querySelectorAll('button')].find(
      (each) => each.textContent === label || each.getAttribute('aria-label') === label,
    );
    if (!found) throw new Error(`no button ${label}`);
    await act(async () => found.click());
    await settle();
  };
  const check = async (label: string) => {
    await act(async () => fieldOf(label).click());
    await settle();
  };
  const outputs = () =>
    Object.fromEntries(
      [...page.querySelectorAll('.ts-out')].map((out) => [
        out.querySelector('.strong')?.textContent ?? '',
        out.querySelector('pre')?.textContent ?? '',
      ]),
    );
  const troubleOf = (label: string) => {
    const field = fieldOf(label);
    const words = document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent ?? '';
    return field.getAttribute('aria-invalid') === 'true' ? words : undefined;
  };
  return { page, fieldOf, fill, click, check, outputs, troubleOf };
}

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

describe('the maker of a button', () => {
  const open = async () => handle(await show(fakeWorld(), <OwnButtonMaker number="10000001" service={undefined} />));

  it('upgrades old code to the person’s own number, with its key, style and words', async () => {
    const { page, fill, click, outputs } = await open();
    await fill(
      'Old code',
      `<a href="http://sighttp.qq.com/cgi-bin/check?sigkey=${sigkey}";target=_blank><img SRC='http://wpa.qq.com/pa?p=1:10000001:7' alt="ask me"></a>`,
    );
    expect(page.querySelector('.line[role=status]')?.textContent).toContain('7');
    await click('Make it new');
    expect(outputs().HTML).toContain(`sigkey=${sigkey}`);
    expect(outputs().HTML).toContain('pa?p=1:10000001:7');
    expect(outputs().HTML).toContain('alt="ask me"');
  });

  it('keeps the site that the old code names, which whoever is called sees, until the person changes it', async () => {
    const { fill, click, outputs } = await open();
    await fill(
      'Old code',
      '<a href="http://wpa.qq.com/msgrd?V=1&Uin=10000001&Site=晨光五金&Menu=yes"><img src="http://wpa.qq.com/pa?p=1:10000001:4"></a>',
    );
    await click('Make it new');
    expect(outputs().HTML).toContain(`&amp;site=${encodeURIComponent('晨光五金')}&amp;`);
    await fill('Source', 'shop.test');
    expect(outputs().HTML).toContain('&amp;site=shop.test&amp;');
  });

  it('says so where there is no picture in what was pasted, and where it shows somebody else', async () => {
    const { page, fill } = await open();
    const says = () => page.querySelector('.line[role=status]')?.textContent;
    await fill('Old code', '<p>QQ</p>');
    expect(says()).toContain('No QQ picture');
    await fill('Old code', '<img src="http://wpa.qq.com/pa?p=1:80000805:7">');
    expect(says()).toContain('80000805');
  });

  it('previews both states, and takes no picture but of the web', async () => {
    const { page, fill, outputs, troubleOf } = await open();
    expect(page.querySelectorAll('.ts-preview figure')).toHaveLength(2);
    await fill('Looks', 'own');
    await fill('Picture for online', 'javascript:alert(1)');
    expect(troubleOf('Picture for online')).toBeTruthy();
    expect(outputs()).toEqual({});
    await fill('Picture for online', 'https://shop.test/on.png');
    await fill('Picture for offline', 'https://shop.test/off.png');
    expect([...page.querySelectorAll('.ts-preview img')].map((img) => img.getAttribute('src'))).toEqual([
      'https://shop.test/on.png',
      'https://shop.test/off.png',
    ]);
    expect(outputs().HTML).toContain('getonline?Type=1&amp;10000001:');
  });
});

describe('what is kept and exported', () => {
  const today = dayOf(noon);
  const counts = [{ day: today, source: '=1+1', accountId: 1, started: 2, answered: 1, answerMs: 120_000 }];

  it('is told as sums, a chart and a table, and nothing where nobody came', async () => {
    const empty = handle(await show(fakeWorld(), <Counts accounts={[shop]} />));
    expect(empty.page.textContent).toContain('No stranger has written yet');
    expect(empty.page.querySelector('button')?.disabled).toBe(true);
    const { page } = handle(await show(fakeWorld({ counts }), <Counts accounts={[shop]} />));
    expect([...page.querySelectorAll('.ts-sums dd')].map((dd) => dd.textContent)).toEqual(['2', '1', '50%', '2 min']);
    expect(page.querySelector('svg')?.getAttribute('aria-label')).toContain('30');
    expect(page.querySelector('tbody th')?.textContent).toBe('=1+1');
  });

  it('leaves as a file only after the person agreed, with cells that no spreadsheet runs', async () => {
    const files: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      files.push(file as Blob);
      return 'blob:x';
    });
    const { click } = handle(await show(fakeWorld({ counts }), <Counts accounts={[shop]} />));
    await click('Export CSV');
    await click('Cancel');
    expect(files).toEqual([]);
    await click('Export CSV');
    await click('I agree, export');
    expect(await files[0]?.text()).toContain(`${today},'=1+1,10000001,2,1,120`);
  });

  it('stays longer only after the person agreed, and goes only after they agreed to that', async () => {
    const kept: Array<[string, boolean]> = [];
    const open = async (chats: boolean) =>
      handle(
        await show(
          fakeWorld(),
          <KeepLonger chats={chats} counts={false} keep={(what, yes) => kept.push([what, yes])} />,
        ),
      );
    const off = await open(false);
    await off.check('Keep temporary chats');
    expect(off.page.textContent).toContain('ask for their consent');
    await off.click('Cancel');
    expect(kept).toEqual([]);
    await off.check('Keep temporary chats');
    await off.click('I agree, keep');
    const on = await open(true);
    await on.check('Keep temporary chats');
    expect(on.page.textContent).toContain('does not come back');
    await on.click('Delete');
    expect(kept).toEqual([
      ['chats', true],
      ['chats', false],
    ]);
  });
});
