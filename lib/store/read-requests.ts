import type { Contact } from '../model/contact';
import { peerOf } from '../model/ids';
import type { Database, RequestRow } from './schema';

/** Somebody who waits for a yes or a no. */
export interface RequestView {
  readonly request: RequestRow;
  /** What is known of who asks. */
  readonly contact: Contact | undefined;
  /** What somebody who is no contact is called: by the person, on their card, or where they wrote. */
  readonly nick?: string;
  readonly groupName?: string;
}

/** What waits for an answer, oldest first; of accounts about to be removed nothing. */
export async function readRequests(db: Database): Promise<RequestView[]> {
  const tx = db.transaction(['accounts', 'requests', 'contacts', 'groups', 'people', 'conversations']);
  const rows = await tx.objectStore('requests').index('open').getAll();
  const accounts = await tx.objectStore('accounts').getAll();
  const shown = new Set(accounts.filter(({ removeAt }) => removeAt === undefined).map(({ id }) => id));
  return Promise.all(
    rows
      .filter(({ accountId }) => shown.has(accountId))
      .map(async (request) => {
        const { accountId, from, group } = request;
        const [contact, person, talk, named] = await Promise.all([
          tx.objectStore('contacts').get([accountId, from]),
          tx.objectStore('people').get([accountId, from]),
          tx.objectStore('conversations').get([accountId, peerOf('u', from)]),
          group === undefined ? undefined : tx.objectStore('groups').get([accountId, group]),
        ]);
        const nick = person?.called ?? person?.profile?.nick ?? talk?.nick ?? request.nick;
        return { request, contact, ...(nick && { nick }), ...(named?.name && { groupName: named.name }) };
      }),
  );
}
