export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'link';
      readonly text: string;
      /** Where it really leads, in plain letters; present only where that is not what one reads. */
      readonly host?: string;
    };

// An address ends where marks begin that turn text about (\p{Cf}): behind one, what is read is not what is there.
const address = /https?:\/\/[^\s\p{Cf}<>"'\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\u201c\u201d\u2018\u2019]{1,2000}/giu;
const stops = '.,;:!?)]}*~';

/**
 * Splits a message into plain text and links. Only http and https become links: any other scheme can start a program
 * on the person's computer. Joined, the parts are the text as it was.
 */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const match of text.matchAll(address)) {
    const link = trimmedLink(match[0]);
    if (!URL.canParse(link)) continue;
    const host = hiddenHost(link);
    if (match.index > done) parts.push({ kind: 'text', text: text.slice(done, match.index) });
    parts.push({ kind: 'link', text: link, ...(host !== undefined && { host }) });
    done = match.index + link.length;
  }
  if (done < text.length || parts.length === 0) parts.push({ kind: 'text', text: text.slice(done) });
  return parts;
}

/** A sentence's last stop is not part of the address, a bracket that was opened inside it is. */
function trimmedLink(found: string): string {
  let end = found.length;
  // By hand: a pattern anchored at the end takes quadratic time on a row of stops.
  while (end > 0 && stops.includes(found[end - 1] ?? '')) end -= 1;
  const cut = found.slice(0, end);
  return found[end] === ')' && cut.includes('(') ? `${cut})` : cut;
}

/**
 * The host a browser would ask, where the address shows another: letters of other scripts that look like Latin ones
 * (punycode), a name before an @, a backslash, full-width or escaped letters.
 */
function hiddenHost(link: string): string | undefined {
  const { host } = new URL(link);
  const shown = link
    .replace(/^https?:\/\//i, '')
    .replace(/[/?#].*$/s, '')
    .toLowerCase();
  return shown === host || shown.replace(/:(80|443)$/, '') === host ? undefined : host;
}
