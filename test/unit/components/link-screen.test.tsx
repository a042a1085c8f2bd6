// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import LinkScreen from '../../../components/desk/link-screen';
import { accountView, type FakeWorld, fakeWorld, leave, noon, paint, settle, show, talk } from './fake-world';

afterEach(leave);

const shop = accountView(1, { state: 'unreachable' });
const other = accountView(2);
const key = '81a37f0b7cac68639bddfdb9b93a6c92';

async function open(typed: string | undefined, more: Partial<FakeWorld> = {}, accounts = [shop, other]) {
  const plain = fakeWorld({ accounts });
  const read: FakeWorld['read'] = {
    ...plain.read,
    conversation: async ([accountId, peer]) => ({ ...talk(0, { accountId, peer }), stranger: true }),
  };
  const world = Object.assign(plain, { read }, more);
  const opened: string[] = [];
  const page = await show(
    world,
    <LinkScreen
      accounts={accounts}
      typed={typed}
      back={() => opened.push('back')}
      open={({ conversation }) => opened.push(`${conversation.accountId}/${conversation.peer}`)}
    />,
  );
  const click = async (label: string) => {
    await act(async () => [...page.querySelectorAll('button')].find((each) => each.textContent === label)?.click());
    await settle();
  };
  const facts = () =>
    Object.fromEntries(
      [...page.querySelectorAll('.link-facts > div')].map((row) => [...row.children].map((cell) => cell.textContent)),
    );
  const alert = () => page.querySelector('[role=alert]')?.textContent;
  return { world, page, opened, click, facts, alert };
}

it('keeps what was typed the moment it was painted', async () => {
  const screen = <LinkScreen accounts={[shop]} typed="10001" back={() => {}} open={() => {}} />;
  const page = await paint(fakeWorld(), screen);
  const field = page.querySelector('input') as HTMLInputElement;
  field.value = '10002';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
  expect(field.value).toBe('10002');
});

describe('a link that somebody pasted', () => {
  it('is told parameter by parameter, and what is made nothing of by its name', async () => {
    const { facts } = await open(
      'mqqwpa://im/chat?chat_type=wpa&uin=80000805&version=1&src_type=web&web_src=shop.test',
    );
    expect(facts()).toEqual({
      Kind: 'Phone',
      Number: '80000805',
      Source: 'shop.test',
      'Not used': 'version · src_type',
    });
  });

  it.each(['800012345', '4001234567', '938012345'])(
    'names the enterprise %s and offers no chat that nobody would read',
    async (uin) => {
      const { page } = await open(`http://wpa.qq.com/msgrd?v=3&uin=${uin}&site=qq&menu=yes`);
      expect(page.querySelector('.link-read .note')?.textContent).toContain('Enterprise number');
      expect(page.querySelector('.link-read select')).toBeNull();
    },
  );

  it('opens a chat through the account that was picked, one that is online offered first', async () => {
    const { page, opened, click } = await open('tencent://message/?uin=80000805&Site=shop&Menu=yes');
    const picker = page.querySelector('select') as HTMLSelectElement;
    expect(picker.value).toBe('2');
    await click('Open the chat');
    picker.value = '1';
    await act(async () => void picker.dispatchEvent(new Event('change', { bubbles: true })));
    await click('Open the chat');
    expect(opened).toEqual(['2/u:80000805', '1/u:80000805']);
  });

  it('lays words into the composer beside what stands there, once, and sends nothing', async () => {
    const { world, page, click } = await open('80000805 hello');
    world.drafts.set('2/u:80000805', 'a draft');
    expect(page.textContent).toContain('not sent: hello');
    await click('Open the chat');
    expect(world.drafts.get('2/u:80000805')).toContain('hello');
    expect(world.drafts.get('2/u:80000805')).toContain('a draft');
    const once = world.drafts.get('2/u:80000805');
    await click('Open the chat');
    expect(world.drafts.get('2/u:80000805')).toBe(once);
    expect(world.calls).toEqual([]);
  });

  it('is read at once when it is pasted into the empty field', async () => {
    const { page, facts } = await open(undefined);
    const field = page.querySelector('input') as HTMLInputElement;
    expect(document.activeElement).toBe(field);
    const data = new DataTransfer();
    data.setData('text/plain', `<a href="http://wpa.qq.com/msgrd?v=3&amp;uin=80000805&amp;site=shop">QQ</a>`);
    await act(
      async () => void field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true })),
    );
    expect(facts()).toMatchObject({ Number: '80000805', Source: 'shop' });
  });

  it.each([
    ['a script', 'javascript:alert(1)', 'Links that begin like this are not opened'],
    ['any page', 'https://shop.test/', 'This address opens no QQ chat'],
    ['10 kB', `https://qm.qq.com/go?tn=temporary&uin=${'1'.repeat(10_000)}`, 'longer than any such link'],
    ['nobody', 'https://qm.qq.com/go?tn=temporary', '“uin” is missing'],
    ['25 hours', 'https://qm.qq.com/go?tn=temporary&uin=80000805&expire=86401', 'longer than 24 hours'],
    [
      'long ago',
      `https://qm.qq.com/go?tn=temporary&uin=80000805&timestamp=1000&token=${'a'.repeat(32)}`,
      'This link ended on',
    ],
    [
      'two hours ahead',
      `https://qm.qq.com/go?tn=temporary&uin=80000805&timestamp=${noon / 1000 + 7200}&token=${'a'.repeat(32)}`,
      'later than this computer',
    ],
  ])('of %s says why it opens nothing', async (_, typed, words) => {
    const { page, alert } = await open(typed);
    expect(alert()).toContain(words);
    expect(page.querySelector('select')).toBeNull();
  });

  it('of one of our own numbers is written to from another, or from none', async () => {
    const own = await open('10000001');
    expect([...own.page.querySelectorAll('option')].map(({ value }) => value)).toEqual(['2']);
    const alone = await open('10000001', {}, [shop]);
    expect(alone.page.textContent).toContain('no other account to write from');
    expect(alone.page.querySelector('select')).toBeNull();
  });
});

describe('a link that names no number', () => {
  const link = `http://sighttp.qq.com/cgi-bin/check?sigkey=${key}`;

  it('is asked about at its service, with the permission asked first, and then opens the chat', async () => {
    const asked: string[] = [];
    const { opened, click, facts } = await open(link, {
      requestServer: async (server) => asked.push(server) > 0,
      readAnswer: async (url) => {
        asked.push(url);
        return { status: 200, text: '<a href="tencent://message/?Menu=yes&amp;uin=80000805">' };
      },
    });
    await click('Ask whom it calls');
    expect(asked).toEqual(['http://sighttp.qq.com', link]);
    expect(facts()).toMatchObject({ Number: '80000805' });
    await click('Open the chat');
    expect(opened).toEqual(['2/u:80000805']);
  });

  it.each([
    ['withheld', async () => false, undefined, 'Access to sighttp.qq.com was withheld'],
    ['silent', async () => true, undefined, 'did not answer'],
    ['refused', async () => true, { status: 404, text: '' }, 'does not open this link'],
    ['nobody', async () => true, { status: 200, text: '<p>QQ</p>' }, 'names no number'],
  ])('says so where its service is %s, and the browser stays a way', async (_, requestServer, answer, words) => {
    const { page, click, alert } = await open(link, { requestServer, readAnswer: async () => answer });
    await click('Ask whom it calls');
    expect(alert()).toContain(words);
    expect(page.querySelector('a.btn')?.getAttribute('href')).toBe(link);
  });
});
