export type TextPart = { readonly kind: 'text' | 'link'; readonly text: string };

const address = /https?:\/\/[^\s<>"'\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\u201c\u201d\u2018\u2019]+/gi;
const trailing = /[.,;:!?)\]}*~]+$/;

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
    if (match.index > done) parts.push({ kind: 'text', text: text.slice(done, match.index) });
    parts.push({ kind: 'link', text: link });
    done = match.index + link.length;
  }
  if (done < text.length || parts.length === 0) parts.push({ kind: 'text', text: text.slice(done) });
  return parts;
}

/** A sentence's last stop is not part of the address, a bracket that was opened inside it is. */
function trimmedLink(found: string): string {
  const cut = found.replace(trailing, '');
  return found.startsWith(`${cut})`) && cut.includes('(') ? `${cut})` : cut;
}
