import type { Page } from 'playwright-core';
import { dayOf, type TemporaryCount } from '../../../lib/model/temporary';
import { addTalk, minute, type Rows } from './people';
import { threeAccounts } from './scenes';

const day = 24 * 60 * minute;
const sources = ['shop.example.cn', '五金论坛', '=HYPERLINK("http://evil.test")', ''];

/** A desk on a busy day: three wait, two were answered, one is done, and a month of counts. */
export function busyDesk(now: number): Rows & { temporaryCounts: TemporaryCount[] } {
  const rows = threeAccounts(now);
  const stranger = (n: number, accountId: number, ago: number, source: string, text: string, more = {}) =>
    addTalk(rows, accountId, `u:${39_990_000 + n}`, now - ago * minute, {
      nick: `访客 ${n}`,
      text,
      temporary: { source, since: now - ago * minute },
      ...more,
    });
  const waits = (ago: number) => ({ unread: 1, waiting: now - ago * minute });
  stranger(
    1,
    1,
    47,
    'shop.example.cn',
    '【来自 shop.example.cn】 304 的合页 4 寸还有多少？要三百片，能开票吗',
    waits(47),
  );
  stranger(2, 2, 12, '德清新市门窗五金批发部官方网店首页右侧客服按钮', '你好，昨天那单什么时候发', waits(12));
  stranger(3, 1, 2, '', 'Hello, do you ship to Ningbo?', waits(2));
  const answered = (since: number) => ({
    temporary: { source: '五金论坛', since: now - since * minute, answeredAt: now - (since - 3) * minute },
    preview: { text: '门吸有强磁的，链接发你', direction: 'out', delivery: 'sent' },
  });
  stranger(4, 3, 90, '五金论坛', '', answered(95));
  stranger(5, 1, 130, '五金论坛', '', answered(140));
  const counts = Array.from({ length: 30 }, (_, n) =>
    sources.map((source, i): TemporaryCount => {
      const started = Math.max(0, Math.round(4 + 3 * Math.sin(n / 3 + i) - i * 2));
      const answeredOf = Math.floor(started * (0.9 - i * 0.2));
      return {
        day: dayOf(now - n * day),
        source,
        accountId: 1,
        started,
        answered: answeredOf,
        answerMs: answeredOf * (2 + i) * minute,
      };
    }),
  );
  return { ...rows, temporaryCounts: counts.flat().filter(({ started }) => started > 0) };
}

/** A signed link with its code. */
export async function signLink(page: Page): Promise<void> {
  await page.locator('#ts-link select').first().selectOption('signed');
  await page.locator('#ts-link input.input').first().fill('shop.example.cn');
  await page.locator('#ts-link input[type=checkbox]').check();
  await page.locator('#ts-link .btn.main').click();
  await page.locator('#ts-link .ts-qr').waitFor();
}

export async function toButton(page: Page): Promise<void> {
  await page
    .locator('#ts-old')
    .fill('<a href="tencent://message/?uin=10033573"><img src="http://wpa.qq.com/pa?p=1:10033573:7"></a>');
  await page.locator('#ts-button').scrollIntoViewIfNeeded();
  await page.evaluate(() => document.getElementById('ts-button')?.scrollIntoView());
}

export async function toCounts(page: Page): Promise<void> {
  await page.locator('.ts-chart').waitFor();
  await page.evaluate(() => document.getElementById('ts-counts')?.scrollIntoView());
}

/** A link is handed over and read. */
const signed = `uin=20000417&from=shop.example.cn&expire=7200&timestamp=1000000000&token=${'a'.repeat(32)}`;
export const handedOver = `inbox.html#open/${encodeURIComponent('https://qm.qq.com/go?tn=temporary&uin=20000417&from=shop.example.cn&menu=yes')}`;
export const expired = `inbox.html#open/${encodeURIComponent(`https://qm.qq.com/go?tn=temporary&${signed}`)}`;

const handedTo = (address: string) => `popup.html#open/${encodeURIComponent(address)}`;
export const phoneLink = handedTo(
  'mqqwpa://im/chat?chat_type=wpa&uin=20000417&version=1&src_type=web&web_src=shop.example.cn',
);
export const changedKey = handedTo(`http://sighttp.qq.com/cgi-bin/check?sigkey=${'81a37f0b'.repeat(8)}`);

export async function openLinkScreen(page: Page): Promise<void> {
  await page.keyboard.press('o');
  await page.locator('.link-form').waitFor();
}

/** The switch that asks before strangers' words stay. */
export async function toKept(page: Page): Promise<void> {
  await page.evaluate(() => document.getElementById('ts-keep')?.scrollIntoView());
  await page.locator('#ts-keep input').first().click();
  await page.locator('dialog[open]').waitFor();
}
