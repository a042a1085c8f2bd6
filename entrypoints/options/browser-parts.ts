import type { Forms } from '../../components/options/forms';
import { browser } from '../../lib/page-browser';

/** Chromium's, which the types of the polyfill do not know; Firefox has a sidebar instead. */
interface SidePanel {
  open(where: { windowId: number }): Promise<void>;
}

/** Straight from a click: browsers open it only then, Firefox only before the first await. */
export async function openBeside(): Promise<boolean> {
  const { sidePanel } = browser as unknown as { sidePanel?: SidePanel };
  try {
    await (sidePanel
      ? sidePanel.open({ windowId: Number((await browser.windows.getCurrent()).id) })
      : browser.sidebarAction.open());
    return true;
  } catch {
    return false;
  }
}

// Chromium's own, so a name that the types do not know.
const asked = { permissions: ['background'] } as object as Parameters<typeof browser.permissions.request>[0];

/** Firefox has no such permission: it ends with its last window. */
export const staying: Forms['staying'] = import.meta.env.FIREFOX
  ? undefined
  : {
      read: () => browser.permissions.contains(asked),
      async set(stays) {
        // Refused by a rule of whoever runs the machine, it throws: what holds then is asked all the same.
        await (stays ? browser.permissions.request(asked) : browser.permissions.remove(asked)).catch(() => {});
        return browser.permissions.contains(asked);
      },
    };
