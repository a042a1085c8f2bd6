// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AddForm } from '../../../components/options/add-form';
import { type Forms, FormsContext } from '../../../components/options/forms';
import { type Address, emptyAddress } from '../../../components/options/protocol-choice';
import { defaultSettings } from '../../../lib/settings/settings';
import { accountView, fakeWorld, leave, settle, show, submit as submitForm, typeInto } from './fake-world';

afterEach(leave);

const forms: Forms = {
  settings: { read: async () => defaultSettings, write: async () => undefined },
  play: () => {},
  platform: 'linux',
  openBeside: async () => true,
  staying: undefined,
  judgeServer: (_protocol, typed) => {
    const here = typed.startsWith('127.');
    const server = `http://${typed}`;
    return typed.includes('.') ? { server, origin: server, private: here, here } : undefined;
  },
  prepare: (protocol, { server, uin, password }) =>
    password === '' && protocol !== 'onebot'
      ? { ok: false, trouble: 'empty-password', field: 'password' }
      : {
          ok: true,
          value: { server: `http://${server}`, uin, secrets: { fingerprint: `of ${password.length} letters` } },
        },
};

async function open(
  allow: () => Promise<boolean> = async () => true,
  start: Address = { protocol: 'http-qq', server: '' },
) {
  const world = Object.assign(fakeWorld(), { requestServer: vi.fn(allow) });
  const added = vi.fn();
  function Form() {
    const [address, setAddress] = useState(start);
    return (
      <FormsContext.Provider value={forms}>
        <AddForm
          others={[accountView(1, {}, { tag: 'A' }).account]}
          address={address}
          onAddress={setAddress}
          added={added}
        />
      </FormsContext.Provider>
    );
  }
  const page = await show(world, <Form />);
  const fill = (selector: string, value: string) => typeInto(page.querySelector(selector), value);
  const submit = () => submitForm(page.querySelector('form'));
  const fillAll = async (server = 'qq.example.cn') => {
    await fill('[name=server]', server);
    await fill('[name=uin]', '10001');
    await fill('[type=password]', 'secret');
  };
  return { world, page, fill, fillAll, submit, added };
}

describe('the form', () => {
  it('asks for the permission straight from the click, then tries with what was entered', async () => {
    const { world, fillAll, submit, added } = await open();
    world.answers = () => ({ ok: true, value: { ok: true, accountId: 2 } });
    await fillAll();
    await submit();
    expect(world.requestServer).toHaveBeenCalledWith('http://qq.example.cn');
    expect(world.calls).toHaveLength(1);
    expect(world.calls[0]?.input).toMatchObject({
      uin: '10001',
      secrets: { fingerprint: 'of 6 letters' },
      colour: 2,
      name: '10001',
      tag: '1',
    });
    expect(added).toHaveBeenCalledWith('10001', 2);
  });

  it('tries nothing where the permission is withheld, and says so', async () => {
    const { world, page, fillAll, submit } = await open(async () => false);
    await fillAll();
    await submit();
    expect(world.calls).toEqual([]);
    expect(page.querySelector('[role=alert]')?.textContent).toContain('Without your permission');
  });

  it('says under the right field what the server said, once', async () => {
    const { world, page, fillAll, submit } = await open();
    world.answers = () => ({
      ok: true,
      value: { ok: false, trouble: 'wrong-password', field: 'password', said: '密码错误' },
    });
    await fillAll();
    await submit();
    expect(page.querySelector('[type=password]')?.getAttribute('aria-invalid')).toBe('true');
    expect(page.querySelector('[name=server]')?.getAttribute('aria-invalid')).toBe('false');
    const alert = page.querySelector('[role=alert]')?.textContent;
    expect(alert).toContain('tried once and will not be tried again');
    expect(alert).toContain('密码错误');
    expect(world.calls).toHaveLength(1);
  });

  it('warns where the fingerprint crosses a network in the clear, and only there', async () => {
    const { page, fill } = await open();
    await fill('[name=server]', 'qq.example.cn');
    expect(page.textContent).toContain('not encrypted');
    await fill('[name=server]', '127.0.0.1');
    expect(page.textContent).not.toContain('not encrypted');
  });

  it('offers GBK only for a password beyond ASCII', async () => {
    const { page, fill } = await open();
    await fill('[type=password]', 'abc');
    expect(page.querySelector('[name=encoding]')).toBeNull();
    await fill('[type=password]', '密码');
    expect(page.querySelectorAll('[name=encoding]')).toHaveLength(2);
  });

  it('does not try with a tag that another account has', async () => {
    const { world, page, fill, fillAll, submit } = await open();
    await fillAll();
    await fill('.input.short', 'A');
    await submit();
    expect(page.textContent).toContain('Account 1 already has this tag');
    expect(world.calls).toEqual([]);
  });

  it('names what is missing before it asks anybody', async () => {
    const { world, page, submit } = await open();
    await submit();
    expect(page.querySelector('[role=alert]')?.textContent).toContain('This is no server address');
    expect(world.requestServer).not.toHaveBeenCalled();
  });
});

describe('a program that does not answer as it should', () => {
  it.each([
    ['nobody-listens', 'server', 'x', 'A client there (reverse) is not enough'],
    ['not-onebot', 'server', 'x', 'Is this the port of a web page?'],
    ['no-socket', 'server', 'x', 'Is its WebSocket server switched on'],
    ['wrong-token', 'password', 'x', 'tried once and is not tried again'],
    ['wrong-token', 'password', '', 'This server asks for a token'],
  ] as const)('%s, under %s with the token "%s", is told with its cure', async (trouble, field, token, cure) => {
    const { world, page, fill, submit } = await open(undefined, { protocol: 'onebot', server: '127.0.0.1:3001' });
    world.answers = () => ({ ok: true, value: { ok: false, trouble, field } });
    await fill('[name=password]', token);
    await submit();
    const alert = page.querySelector('[role=alert]');
    expect(alert?.textContent).toContain(cure);
    expect(alert?.parentElement?.querySelector('input')?.name).toBe(field);
    // What is typed next changes no word about what was sent.
    await fill('[name=password]', `${token}y`);
    expect(page.querySelector('[role=alert]')?.textContent).toContain(cure);
  });
});

describe('a look round from the form', () => {
  const begin = async (page: Element) => {
    await act(async () => page.querySelector<HTMLElement>('.look-around > .btn')?.click());
    await settle();
  };

  it('asks only when it is told to, with the permission first, and fills in what is chosen', async () => {
    const { world, page } = await open(async () => true, emptyAddress);
    expect(world.calls).toEqual([]);
    world.answers = () => ({
      ok: true,
      value: [
        { server: 'ws://127.0.0.1:3001/', number: '10046690', nick: '优品小店', known: false },
        { server: 'ws://127.0.0.1:3000/', known: false },
        { server: 'ws://127.0.0.1:8080/', number: '10046691', known: true },
      ],
    });
    await begin(page);
    expect(world.requestServer).toHaveBeenCalledWith('http://127.0.0.1/');
    const rows = [...page.querySelectorAll<HTMLButtonElement>('.look-row')];
    expect(rows.map((row) => [row.textContent, row.disabled])).toEqual([
      ['127.0.0.1:3001优品小店 (10046690), no token', false],
      ['127.0.0.1:3000wants its token', false],
      ['127.0.0.1:808010046691 (10046691), no tokenalready here', true],
    ]);
    await act(async () => rows[1]?.click());
    expect(page.querySelector<HTMLInputElement>('[name=server]')?.value).toBe('127.0.0.1:3000');
  });

  it('that finds nobody says what to switch on', async () => {
    const { world, page } = await open(async () => true, emptyAddress);
    world.answers = () => ({ ok: true, value: [] });
    await begin(page);
    expect(page.querySelector('.look-around')?.textContent).toContain('add a “WebSocket server”');
  });

  it('asks nobody where the permission is withheld', async () => {
    const { world, page } = await open(async () => false, emptyAddress);
    await begin(page);
    expect(world.calls).toEqual([]);
    expect(page.querySelector('.look-around')?.textContent).toContain('Without your permission');
  });
});
