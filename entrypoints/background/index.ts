import { defineBackground } from 'wxt/utils/define-background';
import { browser } from '../../lib/browser';
import type { FrameSender } from '../../lib/messaging/frame-server';
import { beside } from './beside';
import { createLinkOpener } from './open-links';
import { safely } from './safely';
import { createBackground } from './wire';

/**
 * Listeners are added in the worker's first turn and only here: an event that wakes a stopped worker is handed to the
 * listeners of that turn and to no later one. What they do waits for nothing but what it needs.
 */
export default defineBackground({
  type: 'module',
  main() {
    const background = createBackground();
    const links = createLinkOpener();
    browser.alarms.onAlarm.addListener(safely('alarm', ({ name }) => background.rang(name)));
    browser.runtime.onMessage.addListener((message: unknown, sender: FrameSender) =>
      background.answer(message, sender),
    );
    browser.runtime.onInstalled.addListener(
      safely('installed', ({ reason }) =>
        Promise.all([background.installed(reason), links.installed(), background.menu.installed(), beside.installed()]),
      ),
    );
    browser.contextMenus.onClicked.addListener(
      safely('menu', (info, tab) =>
        Promise.all([
          beside.menuClicked(info.menuItemId, tab?.windowId),
          links.menuClicked(info),
          background.menu.clicked(info, tab?.id),
        ]),
      ),
    );
    // Firefox for Android has none.
    browser.omnibox?.onInputStarted.addListener(safely('address bar', links.suggest));
    browser.omnibox?.onInputEntered.addListener(safely('address bar', (text) => links.open(text)));
    browser.runtime.onStartup.addListener(() => background.wake('alarm'));
    browser.permissions.onAdded.addListener(safely('permissions', () => background.permissionsChanged()));
    browser.permissions.onRemoved.addListener(safely('permissions', () => background.permissionsChanged(true)));
    // An alarm waits for the clock on the wall, which may have been set back in sleep; whoever comes back does not.
    browser.idle.onStateChanged.addListener(() => background.wake('alarm'));
    browser.runtime.onUpdateAvailable.addListener(() => void background.updateAvailable());
    browser.notifications.onClicked.addListener((id) => void background.notices.clicked(id));
    browser.notifications.onButtonClicked.addListener((id, index) => void background.notices.button(id, index));
    browser.notifications.onClosed.addListener((id, byUser) => void background.notices.closed(id, byUser));
    self.addEventListener('online', () => background.wake('person'));
    background.start();
  },
});
