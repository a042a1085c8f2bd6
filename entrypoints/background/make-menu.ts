import { browser } from '../../lib/browser';

/** An item of the browser's own menus. They outlive the worker, so they are made once an installation and once an update. */
export async function makeMenu(id: string, title: string, rest: object): Promise<void> {
  await browser.contextMenus.remove(id).catch(() => undefined);
  browser.contextMenus.create({ id, title: browser.i18n.getMessage(title), ...rest });
}
