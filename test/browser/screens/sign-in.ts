import type { Page } from 'playwright-core';
import QRCode from 'qrcode';
import type { Rows } from './people';
import { threeAccounts } from './scenes';

const picture = await QRCode.toDataURL('https://txz.qq.com/p?k=2mYJQUmLmRTM6KmK&f=501004106', { scale: 3, margin: 1 });

/** One number whose phone is waited for, beside two that are online. */
export function waitsForPhone(now: number, reason: 'scan-picture' | 'confirm-on-phone' = 'scan-picture'): Rows {
  const rows = threeAccounts(now);
  const [one] = rows.sessions;
  const [account] = rows.accounts;
  if (!one || !account) return rows;
  rows.sessions[0] = { ...one, state: 'signing-in', reason, picture };
  rows.accounts[0] = { ...account, protocol: 'webqq', server: 'http://*.qq.localhost:48002' };
  return rows;
}

/** A server of WebQQ 3 wants letters; what stands for its picture here is any picture. */
export function waitsForLetters(now: number): Rows {
  const rows = waitsForPhone(now);
  const [one] = rows.sessions;
  if (one) rows.sessions[0] = { ...one, reason: 'type-letters' };
  return rows;
}

/** Nobody came for five pictures. */
export function pictureRanOut(now: number): Rows {
  const rows = waitsForPhone(now);
  const [one] = rows.sessions;
  if (one) rows.sessions[0] = { ...one, state: 'signed-out', reason: 'picture-expired' };
  return rows;
}

export async function showCode(page: Page): Promise<void> {
  await page.locator('.truth .link, .account-cells .btn.mini').first().click();
  await page.waitForSelector('dialog');
}

/** The form as somebody fills it in whose server is on another machine. */
export async function webQqForm(page: Page): Promise<void> {
  await page.locator('[name=protocol]').nth(1).check();
  await page.fill('[name=server]', '*.qq.example.cn');
  await page.fill('[name=uin]', '10046690');
}
