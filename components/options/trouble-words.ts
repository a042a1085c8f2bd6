import { previewLine } from '../../lib/format/preview';
import type { I18n } from '../../lib/i18n/i18n';
import { type MessageKey, wordKey } from '../../lib/i18n/i18n';
import type { Added } from '../../lib/messaging/page-calls';

export type Refusal = Exclude<Added, { readonly ok: true }>;

/** Troubles whose cure is another with this protocol. */
export type Cures = Readonly<Partial<Record<Refusal['trouble'], MessageKey>>>;

/** What happened, in a sentence with a next step; the server's own words stand apart from ours. */
export function refusalWords(
  { trouble, said }: Refusal,
  { t }: I18n,
  cures: Cures = {},
): { words: string; said?: string } {
  const words = t(cures[trouble] ?? wordKey('add', trouble));
  const line = previewLine(said ?? '');
  return line ? { words, said: t('form_said', line) } : { words };
}
