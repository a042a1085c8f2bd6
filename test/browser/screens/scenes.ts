import type { Page } from 'playwright-core';
import type { Message } from '../../../lib/model/message';
import { planStayOff } from '../../../lib/model/stay-off';
import { addAccount, addTalk, minute, noRows, type Rows } from './people';

const hour = 60 * minute;
const longName = '欧阳锦程－德清新市门窗五金批发部（上柏分店，周一休息，急事请打电话找老沈）';

/** Three accounts as they stand on a good day, with one of each kind of row. */
export function threeAccounts(now: number): Rows {
  const rows = noRows();
  addAccount(rows, now, 1, { name: '优品小店', tag: '优' });
  addAccount(rows, now, 2, { name: 'Service 1', tag: 'S', status: 'busy', session: { lastOkAt: now - 6000 } });
  addAccount(rows, now, 3, { name: '私人号', tag: '私', status: 'invisible' });
  addTalk(rows, 2, 'u:20031576', now - 2 * minute, {
    name: '林小满',
    presence: 'online',
    unread: 1,
    text: '好的，那我等您改完价再付款～',
  });
  addTalk(rows, 3, 'u:20044120', now - 9 * minute, {
    name: '周宁远',
    presence: 'away',
    text: '行，我们六个人',
    preview: { text: '行，我们六个人', direction: 'out', delivery: 'failed' },
  });
  addTalk(rows, 1, 'u:20055001', now - 24 * minute, {
    name: longName,
    presence: 'busy',
    unread: 100,
    text: '上次那批拉手有三件掉漆，照片发你了，你看看是整批退还是只换这三件',
  });
  addTalk(rows, 1, 'u:20000417', now - 40 * minute, { unread: 2, text: '在吗？从你们网站点进来的' });
  addTalk(rows, 3, 'u:20066002', now - 2 * hour, {
    name: '阿树',
    presence: 'offline',
    unread: 12,
    mutedUntil: 8.64e15,
    text: '雨停了，明早六点老地方集合',
  });
  addTalk(rows, 2, 'u:20077003', now - 26 * hour, {
    name: 'Grace Lindqvist',
    presence: 'offline',
    preview: { text: 'The parcel left at noon.', direction: 'out', delivery: 'uncertain' },
  });
  addTalk(rows, 1, 'u:20088004', now - 28 * hour, { name: '程一诺', presence: 'busy', text: '尺码怎么选' });
  rows.drafts.push({ accountId: 1, peer: 'u:20088004', text: '尺码表我找一下，您稍等', at: now });
  addTalk(rows, 2, 'u:20099005', now - 80 * hour, {
    name: 'Anton\u202egnp.exe',
    presence: 'online',
    text: 'Could you ship\nto Ningbo as well? https://example.com/ningbo',
  });
  for (let n = 0; n < 60; n++) {
    addTalk(rows, (n % 3) + 1, `u:${30_000_000 + n}`, now - (100 + n * 20) * hour, {
      name: `Customer ${n + 1}`,
      presence: n % 2 ? 'online' : 'unknown',
      text: 'Thanks, all good.',
    });
  }
  return rows;
}

export function withUnread(now: number, unread: number): Rows {
  const rows = threeAccounts(now);
  const conversations = rows.conversations.map((row, n) => {
    const { attention: _, ...rest } = row;
    return n === 0 && unread > 0
      ? {
          ...rest,
          unread,
          lastOrdinal: Math.max(40, unread),
          readThrough: Math.max(40 - unread, 0),
          attention: row.recent,
        }
      : { ...rest, unread: 0 };
  });
  return { ...rows, conversations };
}

/** Every way an account can stand, one after another, thirty of them. */
export function thirtyAccounts(now: number): Rows {
  const rows = threeAccounts(now);
  const troubles = [
    { state: 'signing-in' },
    { state: 'displaced', session: { reason: 'taken-over', since: now - 40 * minute } },
    { state: 'unreachable', session: { reason: 'no-answer', until: now + 40_000, lastOkAt: now - 5 * minute } },
    { state: 'refused', session: { reason: 'wrong-password' } },
    { state: 'waiting', session: { reason: 'too-fast', until: now + 20_000 } },
    { state: 'paused', pausedAt: now - 20 * hour },
    { state: 'needs-permission', session: { reason: 'no-permission' } },
    { state: 'signed-out', status: 'offline' },
    { state: 'no-network', session: { reason: 'no-network', lastOkAt: now - 3 * minute } },
  ] as const;
  for (let id = 4; id <= 30; id++) {
    const trouble = troubles[id - 4];
    const name =
      id === 5 ? '一个名字足足有四十个字的账号用来看一看它在窄窄的格子里会不会把别的东西挤到外面去呢' : `客服${id}号`;
    addAccount(rows, now, id, { name, tag: String.fromCodePoint(0x4e00 + id), ...trouble });
  }
  return rows;
}

/** One conversation with a gap, links, a long word and every state a reply can be in. */
export function everyReply(now: number): Rows {
  const rows = threeAccounts(now);
  const say = (n: number, ago: number, text: string, more: Partial<Message> = {}) =>
    rows.messages.push({
      accountId: 2,
      peer: 'u:20031576',
      ordinal: n,
      remoteKey: `k${n}`,
      direction: 'in',
      sender: '20031576',
      text,
      at: now - ago,
      ...more,
    });
  const mine = (n: number, ago: number, text: string, more: Partial<Message> = {}) =>
    say(n, ago, text, { direction: 'out', sender: '10046690', delivery: 'sent', ...more });
  for (let n = 1; n <= 26; n++) {
    if (n % 3 === 0) mine(n, 50 * hour - n * minute, `第 ${n} 句，都还在`);
    else say(n, 50 * hour - n * minute, `Earlier line ${n}`);
  }
  say(27, 20 * hour, '你好，这款帆布包还有米白色吗？');
  mine(28, 20 * hour - minute, '有的，米白还剩 12 个，今天拍下今天发。');
  say(29, 30 * minute, '我拍了两个，能不能一起包邮？', { sentAfter: now - 11 * hour });
  say(30, 29 * minute, '收件人是我妈，麻烦附一张手写卡片：“妈妈，生日快乐，少熬夜。”');
  say(31, 28 * minute, '就像这样 https://example.com/cards?id=7。还有这个：ftp://no.example javascript:alert(1)');
  mine(32, 20 * minute, '可以的，运费我给您改成 0');
  mine(33, 6 * minute, '卡片写好了，付款后半小时内出库', { delivery: 'uncertain' });
  mine(34, 5 * minute, '您看一下', { delivery: 'failed', trouble: 'no-answer' });
  say(35, 2 * minute, '好的，那我等您改完价再付款～');
  mine(36, 3000, '改好了', { delivery: 'sending' });
  mine(37, 2000, '您刷新订单就能看到', { delivery: 'queued', remoteKey: 'o7d1f8f5e-0000-4000-8000-000000000001' });
  rows.outbox.push({
    id: '7d1f8f5e-0000-4000-8000-000000000001',
    accountId: 2,
    peer: 'u:20031576',
    n: 37,
    text: '您刷新订单就能看到',
    queuedAt: now - 2000,
    notBefore: now + 8000,
    tries: 0,
  });
  rows.gaps.push({ accountId: 2, from: now - 11 * hour, to: now - 31 * minute, why: 'asleep' });
  rows.drafts.push({ accountId: 2, peer: 'u:20031576', text: '还有什么需要我改的吗', at: now });
  return rows;
}

/** What somebody who means harm may write: one conversation of it, opened from the top of the list. */
export function hostileWords(now: number): Rows {
  const rows = threeAccounts(now);
  const say = (n: number, text: string, more: Partial<Message> = {}) =>
    rows.messages.push({
      accountId: 2,
      peer: 'u:20031576',
      ordinal: n,
      remoteKey: `k${n}`,
      direction: 'in',
      sender: '20031576',
      text,
      at: now - (12 - n) * minute,
      ...more,
    });
  say(1, '字'.repeat(40_000));
  say(2, `${'👩‍👩‍👧‍👦'.repeat(20)} Z${'\u0335\u0489'.repeat(60)}algo`);
  say(3, 'https://аpple.com/login https://bank.example@evil.test/ \u202ehttps://ok.example/a');
  say(4, '<img src=x onerror=alert(1)><b>bold?</b>', {
    parts: [
      { kind: 'text', text: '\u202e<b>bold?</b> ' },
      { kind: 'file', name: 'invoice\u202efdp.exe' },
    ],
  });
  say(5, `x${'W'.repeat(60)}`);
  return rows;
}

/** An open server on the network: whoever reaches it is that number. */
export async function oneBotWithoutToken(page: Page): Promise<void> {
  await page.fill('[name=server]', '192.168.1.20:3001');
}

/** Two programs on this machine, one of them open; what the background would answer stands in for their ports. */
export async function foundServers(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { chrome } = globalThis as unknown as {
      chrome: { runtime: { sendMessage: unknown }; permissions: { request: unknown } };
    };
    chrome.permissions.request = async () => true;
    chrome.runtime.sendMessage = async () => ({
      ok: true,
      value: [
        { server: 'ws://127.0.0.1:3001/', number: '10046690', nick: '优品小店 · 售后与发货', known: false },
        { server: 'ws://127.0.0.1:3000/', known: false },
        { server: 'ws://127.0.0.1:8080/', number: '20031576', nick: '林小满', known: true },
      ],
    });
  });
  await page.locator('.look-around > .btn').click();
  await page.waitForSelector('.look-row');
}

/** Held by the passphrase: what came before stays readable. */
export function lockedAccounts(now: number): Rows {
  const rows = threeAccounts(now);
  const sessions = rows.sessions.map(({ due: _, until: __, ...row }) => ({
    ...row,
    state: 'locked' as const,
    reason: 'vault-locked' as const,
  }));
  // The background looks for itself whether it is locked.
  return { ...rows, sessions, keys: [{ id: 'passphrase', salt: [1], rounds: 600_000, lockOnStart: true }] };
}

/** Somebody from a link, who is no contact: their chat goes after 30 days. */
export function temporaryTalk(now: number): Rows {
  const rows = threeAccounts(now);
  addTalk(rows, 2, 's:20111222', now - minute, { unread: 1, text: '请问你们营业到几点？' });
  const of = { accountId: 2, peer: 's:20111222', direction: 'in', sender: '20111222' } as const;
  rows.messages.push({ ...of, ordinal: 40, remoteKey: 't1', text: '请问你们营业到几点？', at: now - minute });
  return rows;
}

/** A night that all slept through, an hour that one of them was elsewhere, and a reply held back: another account spoke last. */
export function afterTheNight(now: number): Rows {
  const rows = everyReply(now);
  for (const accountId of [1, 2, 3]) {
    const late = accountId === 2 ? { late: 2 } : {};
    rows.gaps.push({ accountId, from: now - 9.3 * hour, to: now - 31 * minute, why: 'late-asleep', ...late });
  }
  rows.gaps.shift();
  rows.gaps.push({ accountId: 1, from: now - 12 * hour, to: now - 11 * hour, why: 'signed-out' });
  const [held] = rows.outbox;
  if (held) rows.outbox[0] = { ...held, otherAccount: true };
  return rows;
}

/** One number taken over elsewhere, one that stays off until the morning, one behind a network's own page. */
export function displaced(now: number): Rows {
  const rows = threeAccounts(now);
  const [one, two, three] = rows.sessions;
  if (!one || !two || !three) return rows;
  rows.sessions[0] = { ...one, state: 'displaced', reason: 'taken-over', since: now - 40 * minute };
  rows.sessions[1] = { ...two, state: 'paused', since: now - 20 * minute, undecoded: 2 };
  rows.sessions[2] = { ...three, state: 'unreachable', reason: 'not-qq', until: now + 20_000 };
  const [, paused] = rows.accounts;
  if (paused) rows.accounts[1] = { ...paused, pausedAt: now - 20 * minute, pausedUntil: planStayOff(now) };
  return rows;
}

/** One account muted until the evening, one for good. */
export function mutedAccounts(now: number): Rows {
  const rows = threeAccounts(now);
  const [, two, three] = rows.accounts;
  if (two) rows.accounts[1] = { ...two, mutedUntil: now + 3 * hour };
  if (three) rows.accounts[2] = { ...three, mutedUntil: 8.64e15 };
  return rows;
}
