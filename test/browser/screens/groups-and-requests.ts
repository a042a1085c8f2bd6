import type { Page } from 'playwright-core';
import type { Message } from '../../../lib/model/message';
import { minute, type Rows } from './people';
import { threeAccounts } from './scenes';

const able = ['send', 'quote', 'requests', 'accept-one-way', 'groups', 'recall', 'read', 'unfriend'] as const;

/** OneBot numbers with groups: one goes on quietly, one mentions, one is loud, one is muted; a temporary session. */
export function groups(now: number): Rows {
  const rows = threeAccounts(now);
  for (const [n, session] of rows.sessions.entries()) rows.sessions[n] = { ...session, abilities: able };
  const talk = (peer: string, ago: number, name: string | undefined, more: object) => {
    const accountId = 2;
    const unread = (more as { unread?: number }).unread ?? 0;
    rows.conversations.push({
      accountId,
      peer: peer as 'g:1',
      recent: now - ago,
      lastOrdinal: 40,
      readThrough: 40 - unread,
      unread,
      mentions: 0,
      preview: {
        text: '',
        direction: 'in',
        senderName: '阿树',
        parts: [{ kind: 'picture' }, { kind: 'text', text: '看这个' }],
      },
      ...more,
    });
    if (name) rows.groups.push({ accountId, number: peer.slice(2), name });
  };
  talk('g:700', 30_000, '老街口订单通知群（售后、退换、物流异常）', { unread: 12 });
  talk('g:701', 40_000, '门窗同行', { unread: 31, mentions: 2, attention: now });
  talk('g:702', 50_000, '周末骑行俱乐部', { unread: 3, loud: true, attention: now });
  talk('g:703', 60_000, '拼团', { unread: 200, mutedUntil: 8.64e15 });
  talk('s:20005555', 70_000, undefined, {
    unread: 1,
    attention: now,
    nick: '路过的人',
    preview: { text: '从群里找来的', direction: 'in', recalled: true },
  });
  return rows;
}

export function requests(now: number, many: number): Rows {
  const rows = groups(now);
  const texts = [
    '在网站上看到的，想问问米白色的包',
    '',
    '我是上次买拉手的老周，换号了，这是我的新号，麻烦通过一下，还有两件要退',
  ];
  for (let n = 0; n < many; n++) {
    const at = now - (n + 1) * 7 * minute;
    rows.requests.push({
      accountId: (n % 3) + 1,
      key: `friend.${n}`,
      from: String(20_070_000 + n),
      text: texts[n % 3] ?? '',
      at,
      open: at,
      ...(n % 4 === 1 ? { group: '701', accountId: 2 } : {}),
      ...(n % 4 === 2 ? { yesOnly: true as const } : {}),
    });
  }
  const [first] = rows.sessions;
  if (first && many > 3) {
    const deed = (key: string) => ({ kind: 'answer', key, accept: true }) as const;
    const act = { at: now, tries: 1, notBefore: now + 4000 };
    rows.sessions[0] = {
      ...first,
      acts: [
        { ...act, id: 'answer friend.0', deed: deed('friend.0'), state: 'waiting' },
        {
          ...act,
          id: 'answer friend.3',
          deed: deed('friend.3'),
          state: 'failed',
          why: 'server-trouble',
          said: 'No such request',
        },
      ],
    };
  }
  return rows;
}

/** A group in which people quote, mention, take back and send pictures. */
export function pieces(now: number): Rows {
  const rows = groups(now);
  const say = (ordinal: number, more: Partial<Message>) =>
    rows.messages.push({
      accountId: 2,
      peer: 'g:700',
      ordinal,
      remoteKey: `k${ordinal}`,
      direction: 'in',
      sender: '20001',
      senderName: '阿树（华东区）',
      text: '',
      at: now - (50 - ordinal) * minute,
      ...more,
    });
  say(30, { text: '明早六点老地方集合，要带雨衣，路上可能封一段，大家看一下地图再出门' });
  say(31, {
    senderName: '周宁远',
    sender: '20002',
    parts: [
      { kind: 'quote', key: 'k30' },
      { kind: 'mention', number: '20001', name: '阿树' },
      { kind: 'text', text: ' 好的' },
    ],
    text: '好的',
  });
  say(32, {
    parts: [
      { kind: 'picture', url: 'https://pictures.example/a.png' },
      { kind: 'text', text: '路线图' },
    ],
    text: '[image]',
  });
  say(33, { parts: [{ kind: 'file', name: '路书 v3（最终版）.gpx', url: 'https://files.example/1' }], text: '[file]' });
  say(34, { text: '发错了', recalled: true });
  say(35, {
    parts: [
      { kind: 'quote', key: 'gone' },
      { kind: 'text', text: '这个我也想要' },
    ],
    text: '这个我也想要',
    senderName: '林小满',
    sender: '20003',
  });
  say(36, {
    parts: [
      { kind: 'forward' },
      { kind: 'face', name: '/微笑' },
      { kind: 'dice', name: '6' },
      { kind: 'card', name: '[小程序]团购', url: 'https://card.example/' },
    ],
    text: '',
  });
  say(37, {
    direction: 'out',
    sender: '10046690',
    delivery: 'sent',
    at: now - minute,
    text: '我看看',
    parts: [
      { kind: 'quote', key: 'k32' },
      { kind: 'text', text: '我看看' },
    ],
  });
  say(38, {
    direction: 'out',
    sender: '10046690',
    delivery: 'sent',
    at: now - minute / 2,
    text: '说错了',
    recalled: true,
  });
  say(39, { direction: 'out', sender: '10046690', delivery: 'sent', at: now - 5000, text: '带两件' });
  return rows;
}

export const openGroup = async (page: Page) => {
  await page.locator('.conv-open').first().click();
  await page.locator('.bubble').first().waitFor();
};

export const openMenu = async (page: Page) => {
  await openGroup(page);
  await page.locator('.more').last().focus();
  await page.keyboard.press('Enter');
  await page.locator('.bubble-menu').waitFor();
};

export const quoteOne = async (page: Page) => {
  await openMenu(page);
  await page.locator('.menu-item').first().click();
  await page.locator('.quote-bar').waitFor();
};

export const openRequest = async (page: Page) => {
  await page.locator('.request-open').last().click();
};
