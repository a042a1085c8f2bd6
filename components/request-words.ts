import { cleanName } from '../lib/format/name';
import { previewLine } from '../lib/format/preview';
import type { Translate } from '../lib/i18n/i18n';
import { contactName } from '../lib/model/contact';
import type { RequestView } from '../lib/store/read';

/** Who asks, on one line; somebody nobody knows is their number. */
export function askerName({ contact, request, nick }: RequestView): string {
  return cleanName(contact ? contactName(contact) : (nick ?? '')) || request.from;
}

/** The same in half a line, where a heading has said already that somebody asks: whoever wants to be a friend, in their own words. */
export function briefWish(view: RequestView, t: Translate): string {
  const { group, text } = view.request;
  const said = previewLine(text);
  return group === undefined && said !== '' ? t('said_quoted', said) : wishWords(view, said, t);
}

/** What they want, with their own words behind it where there are any. */
export function wishWords({ request, groupName }: RequestView, said: string, t: Translate): string {
  const { group, invite } = request;
  const where = cleanName(groupName ?? '') || group || '';
  const what = group === undefined ? t('request_friend') : t(invite ? 'request_invite' : 'request_join', where);
  return said.trim() === '' ? what : t('truth_named', what, said);
}
