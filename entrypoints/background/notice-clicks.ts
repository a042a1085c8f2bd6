import { placeAddress } from '../../components/place';
import { browser } from '../../lib/browser';
import type { ConversationKey } from '../../lib/model/ids';
import { parseComingId } from '../../lib/notify/coming';
import { parseNoticeId } from '../../lib/notify/notice-id';

export interface NoticeClickPorts {
  /** Whether that account is still there; a notification may outlive it. */
  isThere(key: ConversationKey): Promise<boolean>;
  /** The newest message that the notification of this conversation told of. */
  lastShown(key: ConversationKey): Promise<number | undefined>;
  markRead(key: ConversationKey, through: number): Promise<unknown>;
  report(where: string, error: unknown): void;
}

const replyButton = 0;
const windowSize = { width: 420, height: 640 };

/**
 * What clicks on notifications do. The id is all there is: the worker may just have been started by this very click,
 * and the notification may be an older version's. Never throws; what names nothing leads to the inbox.
 */
export function createNoticeClicks({ isThere, lastShown, markRead, report }: NoticeClickPorts) {
  const safely = (work: () => Promise<unknown>) => work().catch((error) => report('notification click', error));
  const keyOf = async (id: unknown) => {
    const key = parseNoticeId(id) ?? parseComingId(id);
    // A store that does not answer is no reason to lead nowhere: the page will say what is wrong with it.
    return key !== undefined && (await isThere(key).catch(() => true)) ? key : undefined;
  };
  return {
    clicked: (id: unknown) =>
      safely(async () => {
        await openInbox(await keyOf(id));
        await browser.notifications.clear(String(id));
      }),
    button: (id: unknown, index: number) =>
      safely(async () => {
        const key = await keyOf(id);
        if (key === undefined) await openInbox(undefined);
        else if (index === replyButton) await openReply(key);
        else {
          const through = await lastShown(key);
          if (through !== undefined) await markRead(key, through);
        }
        await browser.notifications.clear(String(id));
      }),
  };
}

/** A page of ours that is open already is brought forward and led there. */
async function openInbox(key: ConversationKey | undefined): Promise<void> {
  const url = browser.runtime.getURL(`/${placeAddress({ page: 'inbox', ...(key && { key }) })}`);
  if (await reuse(url)) return;
  try {
    await browser.tabs.create({ url });
  } catch {
    // No window is open, the browser runs in the background.
    await browser.windows.create({ url });
  }
}

async function openReply(key: ConversationKey): Promise<void> {
  const url = browser.runtime.getURL(`/${placeAddress({ page: 'inbox', key, reply: true })}`);
  if (!(await reuse(url))) await browser.windows.create({ url, type: 'popup', ...windowSize });
}

async function reuse(url: string): Promise<boolean> {
  const [open] = await browser.tabs.query({ url: `${browser.runtime.getURL('/inbox.html')}*` });
  if (open?.id === undefined) return false;
  await browser.tabs.update(open.id, { active: true, url });
  if (open.windowId !== undefined) await browser.windows.update(open.windowId, { focused: true });
  return true;
}
