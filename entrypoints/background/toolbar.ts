import { browser } from '../../lib/browser';
import { createClock } from '../../lib/format/time';
import { browserI18n } from '../../lib/i18n/browser-i18n';
import { type Toolbar, toolbarWithoutStore } from '../../lib/notify/toolbar-badge';
import { type TitleInput, titleWords } from '../../lib/notify/toolbar-title';

const sizes = [16, 32, 48] as const;

/** Sets what differs from what was set last: browsers redraw at each call. */
export function createToolbar(now: () => number) {
  let shown = '';
  const set = async (toolbar: Toolbar, title: string) => {
    const wanted = JSON.stringify([toolbar, title]);
    if (wanted === shown) return;
    shown = '';
    await browser.action.setBadgeText({ text: toolbar.text });
    await browser.action.setBadgeBackgroundColor({ color: toolbar.colour });
    await browser.action.setBadgeTextColor?.({ color: '#ffffff' });
    await browser.action.setIcon({
      path: Object.fromEntries(sizes.map((size) => [size, `/icons/${toolbar.icon}-${size}.png`])),
    });
    await browser.action.setTitle({ title });
    shown = wanted;
  };
  return {
    show: (toolbar: Toolbar, told: TitleInput) => {
      const i18n = browserI18n(browser);
      const hour = (at: number) => createClock(i18n.locale).hour(at, now());
      return set(toolbar, titleWords(toolbar.title, told, i18n, hour));
    },
    showTrouble: () => set(toolbarWithoutStore, browserI18n(browser).t('toolbar_store_trouble')),
  };
}
