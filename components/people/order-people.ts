import { cleanName } from '../../lib/format/name';
import { createInitials, fitsInitials, type Initials } from '../../lib/format/pinyin';
import { contactName } from '../../lib/model/contact';
import type { Presence } from '../../lib/model/presence';
import type { PersonView } from '../../lib/store/read';

/** What somebody is called, on one line: the person's own word first, then the server's, then their own, then the number. */
export function personName({ contact, person, nick, number }: PersonView): string {
  const known = contact ? contactName(contact) : (person?.called ?? nick ?? person?.profile?.nick ?? number);
  return cleanName(known) || number;
}

/** Who is there stands first; who may be there stands before who is not. */
const places: Readonly<Record<Presence, number>> = { online: 0, away: 1, busy: 1, unknown: 2, offline: 3 };

const byPinyin = new Intl.Collator('zh-u-co-pinyin', { numeric: true });
let initialsOf: Initials | undefined;

interface Named {
  readonly view: PersonView;
  readonly name: string;
}

export interface Sorted {
  readonly contacts: readonly PersonView[];
  readonly strangers: readonly PersonView[];
}

/** Those who fit what was typed, online first, then by name; strangers apart, who wrote last first. */
export function sortPeople(views: readonly PersonView[], typed: string): Sorted {
  const wanted = typed.normalize('NFKC').trim().toLowerCase();
  const named = views
    .map((view): Named => ({ view, name: personName(view) }))
    .filter((one) => wanted === '' || fits(one, wanted));
  const contacts = named.filter(({ view }) => view.contact !== undefined);
  const strangers = named.filter(({ view }) => view.contact === undefined);
  contacts.sort(
    (a, b) => places[a.view.presence] - places[b.view.presence] || byPinyin.compare(a.name, b.name) || tie(a, b),
  );
  strangers.sort((a, b) => (b.view.heardAt ?? 0) - (a.view.heardAt ?? 0) || tie(a, b));
  return { contacts: contacts.map(({ view }) => view), strangers: strangers.map(({ view }) => view) };
}

function tie(a: Named, b: Named): number {
  return a.view.accountId - b.view.accountId || a.view.number.localeCompare(b.view.number);
}

/** By number, by any of the names and the note, and by pinyin initials of a name in Han. */
function fits({ view, name }: Named, wanted: string): boolean {
  const { contact, person, number } = view;
  const words = [name, contact?.nick, contact?.remark, contact?.called, person?.note, number];
  if (words.some((word) => word?.toLowerCase().includes(wanted))) return true;
  if (!/^[a-z0-9]+$/.test(wanted)) return false;
  initialsOf ??= createInitials();
  const read = initialsOf;
  return [name, contact?.nick, contact?.remark].some((word) => word !== undefined && fitsInitials(read, word, wanted));
}
