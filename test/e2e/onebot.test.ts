import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, askToAdd } from '../browser/ask';
import { launchChromium } from '../browser/chromium';
import { launchFirefox } from '../browser/firefox';
import type { LiveBrowser } from '../browser/live-browser';
import { type NotificationService, startNotificationService } from '../browser/notification-service';
import { readRows } from '../browser/raw-store';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';
import { type StoredMessage, storedTexts } from './chat';

const token = 'a-token-that-nobody-sees';

describe.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
])('a OneBot number in %s', (_, launch) => {
  let browser: LiveBrowser;
  let server: QqServer;
  let desktop: NotificationService;
  let address: string;

  beforeAll(async () => {
    [desktop, server] = await Promise.all([startNotificationService(), startServer()]);
    await server.account({ uin: '20001', password: 'friend', nick: '林小满', friends: ['30001'] });
    const shop = { uin: '30001', password: 'none', nick: '优品小店', friends: ['20001'], protocol: 'onebot', token };
    await server.account(shop);
    const { accounts } = await server.state();
    const { port } = accounts.find(({ uin }) => uin === '30001') as unknown as { port: number };
    address = `ws://127.0.0.1:${port}`;
    browser = await launch({ desktop: desktop.address });
    await browser.grant(['http://127.0.0.1/*']);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await desktop?.stop();
  });

  it('is refused with a wrong token, in words for it, and nothing is kept', async () => {
    const refused = await askToAdd(browser, { protocol: 'onebot', server: address, password: 'wrong', name: '' });
    expect(refused).toMatchObject({ ok: false, trouble: 'wrong-token' });
    expect(await readRows(browser, 'accounts')).toEqual([]);
  });

  it('is added with the right one, under the number and name of whoever answers', async () => {
    const added = await askToAdd(browser, { protocol: 'onebot', server: address, password: token, name: '' });
    expect(added).toMatchObject({ ok: true });
    expect(await readRows(browser, 'accounts')).toMatchObject([{ uin: '30001', name: '优品小店', protocol: 'onebot' }]);
  });

  it('hears what is written the moment it is written, and answers', async () => {
    await until(async () => (await readRows<{ state: string }>(browser, 'sessions'))[0]?.state === 'online', {
      what: 'the account to be online',
    });
    await server.say({ from: '20001', to: '30001', text: '在吗？OneBot' });
    // No wake is asked for: the line brings it.
    await until(async () => (await storedTexts(browser)).includes('在吗？OneBot'), { what: 'the message by the line' });
    const [message] = await readRows<StoredMessage>(browser, 'messages');
    const reply = { id: crypto.randomUUID(), accountId: message?.accountId, peer: message?.peer, text: '在的' };
    await ask(browser, 'send', reply);
    await until(
      async () =>
        (await server.ledger()).entries.some(
          ({ kind, from, text }) => kind === 'accepted' && from === '30001' && text === '在的',
        ),
      { what: 'the reply on the server' },
    );
    await until(
      async () => (await readRows<StoredMessage>(browser, 'messages')).some(({ delivery }) => delivery === 'sent'),
      { what: 'the reply to be known as sent' },
    );
    expect(await readRows<StoredMessage>(browser, 'messages')).toHaveLength(2);
  });

  it('gets what came while the worker was stopped', async () => {
    await browser.stopWorker();
    await server.say({ from: '20001', to: '30001', text: '你不在的时候' });
    await ask(browser, 'wake', { why: 'person' });
    await until(async () => (await storedTexts(browser)).includes('你不在的时候'), { what: 'what was missed' });
    const texts = await storedTexts(browser);
    expect(texts).toHaveLength(new Set(texts).size);
  });

  it('finds who asked to be let into a group while the worker was stopped, and lets them in', async () => {
    await server.account({ uin: '20003', password: 'friend', nick: '同行', friends: [] });
    await server.call('groups', { gid: '70009', name: '五金', members: ['30001'] });
    await browser.stopWorker();
    await server.call('request', { from: '20003', to: '30001', group: '70009', text: '想进群' });
    await ask(browser, 'wake', { why: 'person' });
    const told = await until(() => desktop.said().find(({ summary }) => summary.startsWith('同行 → ')), {
      what: 'the request on the desktop, by name',
    });
    expect(told.body).toContain('想进群');
    const [request] = await readRows<{ accountId: number; key: string; open?: number }>(browser, 'requests');
    await ask(browser, 'act', {
      accountId: request?.accountId,
      deed: { kind: 'answer', key: request?.key, accept: true },
    });
    await until(async () => (await readRows<{ open?: number }>(browser, 'requests')).every(({ open }) => !open), {
      what: 'the request to be answered',
    });
    const { entries } = await server.ledger();
    expect(entries.filter(({ cmd }) => cmd === 'set_group_add_request')).toMatchObject([{ from: '30001', res: 0 }]);
  });

  it('lets a request in, counts of a group what mentions, quotes, and marks what was taken back', async () => {
    const [account] = await readRows<{ id: number }>(browser, 'accounts');
    const accountId = account?.id;
    await server.account({ uin: '20002', password: 'friend', nick: '新客', friends: [] });
    await server.call('groups', { gid: '70000', name: '门窗同行', members: ['20001', '30001'] });

    const { flag } = await server.call<{ flag: string }>('request', { from: '20002', to: '30001', text: '想问价' });
    await until(async () => (await readRows<{ open?: number }>(browser, 'requests')).some(({ open }) => open), {
      what: 'the request',
    });
    // The server names nobody with it: the nick was asked for meanwhile.
    await until(() => desktop.said().find(({ summary }) => summary.startsWith('新客 → ')), {
      what: 'the request on the desktop, by name',
    });
    const deed = { kind: 'answer', key: `friend.${flag}`, accept: true, text: '网站客人' };
    expect(await ask(browser, 'act', { accountId, deed })).toMatchObject({ ok: true, value: true });

    await server.call('say', { from: '20001', group: '70000', text: '随便聊聊' });
    const mention = [
      { type: 'at', data: { qq: '30001' } },
      { type: 'text', data: { text: ' 看一下' } },
    ];
    const { id } = await server.call<{ id: string }>('say', { from: '20001', group: '70000', segments: mention });
    type Row = { peer: string; unread: number; mentions: number };
    const group = async () => (await readRows<Row>(browser, 'conversations')).find(({ peer }) => peer === 'g:70000');
    await until(async () => (await group())?.unread === 2, { what: 'both messages of the group' });
    expect((await group())?.mentions).toBe(1);

    const asked = (await readRows<StoredMessage & { remoteKey: string }>(browser, 'messages')).find(
      ({ peer, text }) => peer === 'g:70000' && text.includes('看一下'),
    );
    const reply = { id: crypto.randomUUID(), accountId, peer: 'g:70000', text: '看到了', quote: asked?.remoteKey };
    await ask(browser, 'send', reply);
    await until(
      async () =>
        (await server.ledger()).entries.some(({ kind, text }) => kind === 'accepted' && text === '[reply]看到了'),
      {
        what: 'the answer on the server',
      },
    );
    await server.call('recall', { id, by: '20001' });
    await until(
      async () =>
        (await readRows<{ remoteKey: string; recalled?: true }>(browser, 'messages')).find(
          ({ remoteKey }) => remoteKey === asked?.remoteKey,
        )?.recalled === true,
      { what: 'the mark of what was taken back' },
    );
    // Five seconds in which it could have been taken back are over by now, or soon.
    await until(async () => (await readRows<{ open?: number }>(browser, 'requests')).every(({ open }) => !open), {
      what: 'the request to be answered',
    });
    await until(
      async () => (await readRows<{ number: string }>(browser, 'contacts')).some((c) => c.number === '20002'),
      {
        what: 'the new friend among the contacts',
      },
    );
  });

  it('keeps its token out of every row and every complaint', async () => {
    for (const store of ['accounts', 'sessions', 'journal', 'messages', 'outbox']) {
      expect(JSON.stringify(await readRows(browser, store))).not.toContain(token);
    }
    expect(browser.errors().join('\n')).not.toContain(token);
  });
});
