import { htmlEscape as html } from 'escape-goat';
import { encodeLink, type LinkPlaces } from './encode-link';
import type { TemporaryLink } from './link';
import { literal } from './own-button';

/** Long enough for a phone to change to its client, short enough to wait for where there is none. */
const fallbackMs = 1_500;

export interface HtmlWords {
  /** What stands on the link. */
  readonly text: string;
  /** On the second link, where a script may not choose between the two. */
  readonly web: string;
}

/**
 * A link as a person puts it on a page: `frame` shows the chat inside the page (the 2025 text), `script-free` is for a
 * mail's signature. For a phone's link the script tries the client and goes to the web link where the page is still in
 * sight after a moment: no page can ask whether a client is there, only the time-out tells.
 */
export function encodeHtml(
  link: TemporaryLink,
  words: HtmlWords,
  shape: 'script' | 'script-free' | 'frame',
  places: LinkPlaces,
): string {
  const address = encodeLink(link, places);
  if (shape === 'frame') return html`<iframe src="${address}" width="300" height="400" frameborder="0"></iframe>`;
  if (link.kind !== 'phone') return html`<a target="_blank" rel="noopener" href="${address}">${words.text}</a>`;
  const web = encodeLink({ ...link, kind: 'web' }, places);
  if (shape === 'script-free') {
    return html`<a href="${address}">${words.text}</a> <a target="_blank" rel="noopener" href="${web}">${words.web}</a>`;
  }
  const click = [
    `location.href = ${literal(address)};`,
    `setTimeout(function () { if (!document.hidden) location.href = ${literal(web)}; }, ${fallbackMs});`,
    'return false;',
  ].join(' ');
  return html`<a href="${web}" onclick="${click}">${words.text}</a>`;
}
