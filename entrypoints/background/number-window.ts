import { type Place, placeAddress } from '../../components/place';
import { browser } from '../../lib/browser';
import type { PageHandlers } from '../../lib/messaging/server';
import type { Account } from '../../lib/model/account';
import { isEnterprise } from '../../lib/model/enterprise-number';
import { peerOf, type RealNumber } from '../../lib/model/ids';
import type { KnownState } from '../../lib/model/known-state';
import { isStopped } from '../../lib/model/session';
import { siteOf } from '../../lib/settings/sites';
import type { Connection } from '../../lib/store/open';
import { type AccountView, readAccounts } from '../../lib/store/read';
import { createChatWindow } from './chat-window';
import type { Aimed, NumberActs } from './number-acts';
import type { createScanSites } from './scan-sites';

/** The page that the window was opened from: its own link stands there. One window, so one of them. */
const fromKey = 'chatFrom';

export interface NumberWindowPorts {
  readonly connection: Connection;
  readonly sites: Pick<ReturnType<typeof createScanSites>, 'read' | 'change'>;
  readonly acts: NumberActs;
  ownSight(host: string, number: RealNumber): Promise<KnownState>;
  now(): number;
}

type NumberCalls = Pick<PageHandlers, 'site.number' | 'site.page' | 'site.hide' | 'site.how' | 'site.account'>;

/** The small window that a button opens: as whom the person writes from that site, and what can be said of the number. */
export function createNumberWindow({ connection, sites, acts, ownSight, now }: NumberWindowPorts) {
  const openChat = createChatWindow(now);
  const accounts = () => connection.run((db) => readAccounts(db));
  const knowing = async (number: RealNumber) =>
    (await connection.run((db) => db.getAllFromIndex('contacts', 'number', number))).map(({ accountId }) => accountId);

  /**
   * Whom the person last chose on that site, else whoever knows the number, else the first in the person's order; one
   * that cannot write now only where none can, since its chat says why.
   */
  async function chooseAccount(host: string, number: RealNumber): Promise<Account | undefined> {
    const all = (await accounts()).filter(({ account }) => account.uin !== number);
    const able = all.filter(canWrite);
    const from = (able.length > 0 ? able : all).map(({ account }) => account);
    const chosen = siteOf(await sites.read(), host).account;
    const friends = await knowing(number);
    return from.find(({ id }) => id === chosen) ?? from.find(({ id }) => friends.includes(id)) ?? from[0];
  }

  const calls: NumberCalls = {
    'site.number': async ({ host, number }) => {
      const enterprise = isEnterprise(number);
      const [views, contactOf, site] = await Promise.all([accounts(), knowing(number), sites.read()]);
      const { how, hidden = [] } = siteOf(site, host);
      return {
        known: enterprise ? { state: 'unknown' } : await ownSight(host, number),
        enterprise,
        contactOf: contactOf.filter((id) => views.some(({ account }) => account.id === id)),
        writes: enterprise
          ? []
          : views.filter((view) => canWrite(view) && view.account.uin !== number).map(({ account }) => account.id),
        ...(how && { how }),
        hidden: hidden.includes(number),
      };
    },
    'site.page': async ({ host, number }) => {
      const from = (await browser.storage.session.get(fromKey))[fromKey] as Aimed | undefined;
      await acts.openPage(from?.host === host && from.number === number ? from : undefined, number);
      return null;
    },
    'site.hide': async ({ host, number, hidden }) => {
      await acts.hide(host, number, hidden);
      return null;
    },
    'site.how': async ({ host, how }) => {
      await acts.setHow(host, how);
      return null;
    },
    'site.account': async ({ host, accountId }) => {
      await sites.change(host, () => ({ account: accountId }));
      return null;
    },
  };

  return {
    calls,
    async open(at: Aimed, differs = false): Promise<void> {
      const account = await chooseAccount(at.host, at.number);
      if (!account) return;
      await browser.storage.session.set({ [fromKey]: at });
      const from: Place = {
        page: 'inbox',
        key: [account.id, peerOf('u', at.number)],
        from: { host: at.host, ...(differs && { differs }) },
      };
      await openChat(placeAddress(from));
    },
  };
}

/** WebQQ writes to strangers only through a group: whether it can is not known before the chat is open. */
export function canWrite({ account, session }: AccountView): boolean {
  const { state, abilities } = session;
  return (
    account.protocol !== 'webqq' &&
    !isStopped(state) &&
    state !== 'offline-in-qq' &&
    (abilities === undefined || abilities.includes('send'))
  );
}
