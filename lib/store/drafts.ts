import type { ConversationKey } from '../model/ids';
import type { Database, Draft } from './schema';

/** The one store that pages write: what stands in the composer survives the popup, which closes at any click. */

/** An empty text is no draft. */
export async function writeDraft(db: Database, draft: Draft): Promise<void> {
  if (draft.text === '' && draft.quote === undefined) await db.delete('drafts', [draft.accountId, draft.peer]);
  else await db.put('drafts', draft);
}

export function readDraft(db: Database, key: ConversationKey): Promise<Draft | undefined> {
  return db.get('drafts', [...key]);
}

/** Those of the given conversations that have one; all there are where no keys are given. */
export async function readDrafts(db: Database, keys?: readonly ConversationKey[]): Promise<Draft[]> {
  if (keys === undefined) return db.getAll('drafts');
  const { store } = db.transaction('drafts');
  const drafts = await Promise.all(keys.map((key) => store.get([...key])));
  return drafts.filter((draft) => draft !== undefined);
}
