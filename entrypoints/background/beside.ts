import { browser } from '../../lib/browser';
import { makeMenu } from './make-menu';

const menuId = 'open-beside';

/** Chromium's, which the polyfill does not know; Firefox has a sidebar instead. */
interface SidePanel {
  open(where: { windowId: number }): Promise<void>;
}

/** The list beside the page: the toolbar button's own menu opens it. */
export const beside = {
  /** At once and without an await before it: browsers open it only straight from a click. */
  async menuClicked(menuItemId: string | number, windowId: number | undefined): Promise<void> {
    if (menuItemId !== menuId) return;
    const { sidePanel } = browser as unknown as { sidePanel?: SidePanel };
    // A window of another kind than the browser's own has no such place, and nobody could be told of it here.
    await (sidePanel ? sidePanel.open({ windowId: Number(windowId) }) : browser.sidebarAction.open()).catch(() => {});
  },
  installed: () => makeMenu(menuId, 'menu_beside', { contexts: ['action'] }),
};
