import type { Page } from 'playwright-core';

/** What a person does before a picture is taken. */

export const chat = async (page: Page) => {
  await page.locator('.conv-open').first().click();
  await page.locator('.bubble').first().waitFor();
};
export const why = async (page: Page) => {
  await page.locator('.why').click();
  await page.locator('.why-sum .dot-muted').waitFor();
};
/** Every call from now on gets this answer, and a look at the page asks at once. */
export const answered = async (page: Page, error: string) => {
  await page.evaluate((said) => {
    const { chrome } = globalThis as unknown as { chrome: { runtime: { sendMessage: unknown } } };
    chrome.runtime.sendMessage = () => Promise.resolve({ ok: false, error: said, detail: '' });
    document.dispatchEvent(new Event('visibilitychange'));
  }, error);
  await page.locator('.stale').waitFor();
};
export const stuck = (page: Page) => answered(page, 'no-answer');
export const accounts = async (page: Page) => {
  await page.locator('.mark-button').click();
  await page.locator('.account-row').first().waitFor();
};
export const takeBack = async (page: Page) => {
  await page.locator('.truth .link').click();
  await page.locator('dialog[open]').waitFor();
};
export const toGeneral = (page: Page) => page.locator('#undo-send').scrollIntoViewIfNeeded();
export const toAway = async (page: Page) => {
  await page.locator('select[aria-labelledby=away-after]').selectOption('5');
  await page.evaluate(() => document.getElementById('away-after')?.scrollIntoView({ block: 'center' }));
};
export const wrongPassword = async (page: Page) => {
  await page.locator('[name=protocol]').last().check();
  await page.locator('input[name=server]').fill('qq.example.cn:4000');
  await page.locator('input[name=uin]').fill('10052290');
  await page.locator('input[type=password]').fill('密码12345');
  await page.locator('form:has(input[name=server]) button[type=submit]').last().click();
  await page.locator('.trouble').waitFor();
};
export const wrongPassphrase = async (page: Page) => {
  await page.locator('[name=unlock]').first().fill('guess');
  await page.locator('.unlock button[type=submit]').first().click();
  await page.locator('.unlock .bad').first().waitFor();
};
export const vaultSection = async (page: Page) => {
  await page.locator('#passphrase').scrollIntoViewIfNeeded();
  await page.evaluate(() => document.getElementById('passphrase')?.scrollIntoView());
};
export const setting = async (page: Page) => {
  await page.locator('#passphrase .setting-acts .btn').first().click();
  await page.fill('[name=chosen]', 'short');
  await page.locator('#passphrase form button[type=submit]').click();
  await vaultSection(page);
};
export const forgetting = async (page: Page) => {
  await page.locator('#passphrase .btn.danger').first().click();
  await page.locator('dialog').waitFor();
};
export const keepLess = async (page: Page) => {
  await page.locator('select[aria-labelledby=keep-history]').selectOption('90-days');
  await page.locator('dialog').waitFor();
};
export const firstTemporary = async (page: Page) => {
  await page.locator('.conv-open').first().click();
  await page.locator('.note').first().waitFor();
};
/** The question for how long, of the first conversation. */
export const muteFor = async (page: Page) => {
  await page.locator('.conv').first().hover();
  await page.locator('.conv').first().locator('.row-acts button').last().click();
  await page.locator('dialog[open]').waitFor();
};
export const toNotices = async (page: Page) => {
  await page.evaluate(() => document.getElementById('notices')?.scrollIntoView());
};
/** A test that was handed over and not seen. */
export const unseenTest = async (page: Page) => {
  await page.evaluate(() => {
    const { chrome } = globalThis as unknown as { chrome: { runtime: { sendMessage: unknown } } };
    chrome.runtime.sendMessage = async () => ({ ok: true, value: 'handed-over' });
  });
  await page.locator('.notice-test .btn').first().click();
  await page.locator('.notice-test .btn').last().click();
  await page.locator('.unseen').waitFor();
  await toNotices(page);
};
