import { type Place, placeAddress } from '../../components/place';
import { browser } from '../../lib/browser';
import type { ConversationKey } from '../../lib/model/ids';
import { parseComingId } from '../../lib/notify/coming';
import { parseNoticeId, summaryId } from '../../lib/notify/notice-id';
import { manyRequestsId, parseRequestId } from '../../lib/notify/request-id';
import type { RequestKey } from '../../lib/store/request-notices';

export interface NoticeClickPorts {
  /** Whether that account is still there; a notification may outlive it. */
  isThere(key: ConversationKey): Promise<boolean>;
  /** The newest message that the notification of this conversation told of. */
  lastShown(key: ConversationKey): Promise<number | undefined>;
  markRead(key: ConversationKey, through: number): Promise<unknown>;
  putAway(of: ConversationKey | 'summary'): Promise<void>;
  putRequestAway(of: RequestKey | 'many'): Promise<void>;
  /** False where it cannot be answered from here. It leaves after the time in which it can be taken back. */
  answer(key: RequestKey, accept: boolean): Promise<boolean>;
  /** False where it was too late. */
  takeBack(key: RequestKey): Promise<boolean>;
  report(where: string, error: unknown): void;
}

const replyButton = 0;
const acceptButton = 0;
const windowSize = { width: 420, height: 640 };

/**
 * What clicks on notifications do. The id is all there is: the worker may just have been started by this very click,
 * and the notification may be an older version's. Never throws; what names nothing leads to the inbox.
 */
export function createNoticeClicks(ports: NoticeClickPorts) {
  const { isThere, lastShown, markRead, putAway, report } = ports;
  const safely = (work: () => Promise<unknown>) => work().catch((error) => report('notification click', error));
  const keyOf = async (id: unknown) => {
    const key = parseNoticeId(id) ?? parseComingId(id);
    // A store that does not answer is no reason to lead nowhere: the page will say what is wrong with it.
    return key !== undefined && (await isThere(key).catch(() => true)) ? key : undefined;
  };
  const pressed = async ({ kind, key }: NonNullable<ReturnType<typeof parseRequestId>>, index: number) => {
    const done = kind === 'undo' ? ports.takeBack(key) : ports.answer(key, index === acceptButton);
    // Too late, or not from here: the page shows how it stands.
    if (!(await done)) await openRequest(key);
  };
  return {
    clicked: (id: unknown) =>
      safely(async () => {
        const request = parseRequestId(id);
        const about = request?.key ?? (id === manyRequestsId ? 'many' : undefined);
        if (about !== undefined) await openRequest(request?.key);
        else await openInbox(await keyOf(id));
        await browser.notifications.clear(String(id));
        if (about !== undefined) await ports.putRequestAway(about);
      }),
    /** `byUser` is Chromium's word; Firefox, whose notifications outlive an update, does not say who closed one. */
    closed: (id: unknown, byUser: unknown) =>
      safely(async () => {
        if (byUser !== true) return;
        const request = id === manyRequestsId ? 'many' : requestOf(id);
        const of = id === summaryId ? 'summary' : parseNoticeId(id);
        if (request !== undefined) await ports.putRequestAway(request);
        else if (of !== undefined) await putAway(of);
      }),
    button: (id: unknown, index: number) =>
      safely(async () => {
        const request = parseRequestId(id);
        const key = await keyOf(id);
        if (request) await pressed(request, index);
        else if (key === undefined) await openInbox(undefined);
        else if (index === replyButton) await openReply(key);
        else {
          const through = await lastShown(key);
          if (through !== undefined) await markRead(key, through);
        }
        await browser.notifications.clear(String(id));
      }),
  };
}

/** Undefined also for what says that the person has answered: it goes by itself. */
function requestOf(id: unknown): RequestKey | undefined {
  const about = parseRequestId(id);
  return about?.kind === 'request' ? about.key : undefined;
}

/** A page of ours that is open already is brought forward and led there. */
const openInbox = (key: ConversationKey | undefined) => openPlace({ page: 'inbox', ...(key && { key }) });
const openRequest = (request: RequestKey | undefined) => openPlace({ page: 'inbox', request });

async function openPlace(place: Place): Promise<void> {
  const url = browser.runtime.getURL(`/${placeAddress(place)}`);
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
