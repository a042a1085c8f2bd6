import { htmlEscape as html } from 'escape-goat';
import type { RealNumber } from '../model/ids';
import { encodeLink, type LinkPlaces, placesOfRecord } from './encode-link';

/** What a person puts on a web site of theirs (the 2010 text; spec/temporary-session, 3). */
export interface OwnButton {
  readonly number: RealNumber;
  /** What stands where the picture does not load, and what a screen reader says. */
  readonly alt: string;
  readonly source?: string;
  /** The personal key of "V2.0", carried through untouched: with it the click needs no friendship. */
  readonly sigkey?: string;
  /** Tencent's picture of that style, or two of one's own that `getonline` chooses from. */
  readonly picture: { readonly style: number } | { readonly online: string; readonly offline: string };
}

export interface ButtonPlaces extends LinkPlaces {
  readonly picture: string;
  readonly state: string;
  readonly keyedScript: string;
}

export const buttonPlacesOfRecord: ButtonPlaces = {
  ...placesOfRecord,
  picture: 'http://wpa.qq.com/pa',
  state: 'http://webpresence.qq.com/getonline',
  keyedScript: 'http://sighttp.qq.com/wpa.js',
};

/**
 * The HTML of a button: the link, the picture, and for pictures of one's own the service's script with its answer. No
 * address of ours is in it. `scriptFree` is for a mail's signature, where no script runs: a picture of one's own is
 * then the one for offline, since a wrong "online" invites more than a wrong "offline" turns away.
 */
export function encodeButton(
  button: OwnButton,
  { scriptFree = false, places = buttonPlacesOfRecord }: { scriptFree?: boolean; places?: ButtonPlaces } = {},
): string {
  const { picture, number, alt } = button;
  const around = (inside: string) => `${openingTag(button, scriptFree, places)}${inside}</a>`;
  if ('style' in picture) {
    return around(html`<img border="0" src="${places.picture}?p=1:${number}:${picture.style}" alt="${alt}">`);
  }
  if (scriptFree) return around(html`<img border="0" src="${picture.offline}" alt="${alt}">`);
  const id = `qq-${number}`;
  return [
    around(html`<img id="${id}" border="0" src="${picture.offline}" alt="${alt}">`),
    '<script>var online = [];</script>',
    html`<script src="${`${places.state}?Type=1&${number}:`}"></script>`,
    `<script>if (online[0] == 1) document.getElementById(${literal(id)}).src = ${literal(picture.online)};</script>`,
  ].join('\n');
}

function openingTag({ number, source, sigkey }: OwnButton, scriptFree: boolean, places: ButtonPlaces): string {
  if (sigkey === undefined) {
    const address = encodeLink({ kind: 'plain', number, ...(source !== undefined && { source }) }, places);
    return html`<a target="_blank" rel="noopener" href="${address}">`;
  }
  const address = encodeLink({ kind: 'keyed', key: sigkey }, places);
  if (scriptFree) return html`<a target="_blank" rel="noopener" href="${address}">`;
  return html`<a target="_blank" rel="noopener" href="${address}" onclick="${keyedClick(sigkey, places)}">`;
}

/** As the 2010 text has it: the service's script, loaded anew at every click in place of the one before. */
function keyedClick(sigkey: string, { keyedScript }: ButtonPlaces): string {
  const [before, after] = [`${keyedScript}?rantime=`, `&sigkey=${encodeURIComponent(sigkey)}`].map(literal);
  return [
    "var old = document.getElementById('testJs'), script = document.createElement('script');",
    `script.id = 'testJs'; script.src = ${before} + Math.random() + ${after};`,
    'if (old) old.parentNode.replaceChild(script, old); else document.body.appendChild(script);',
    'return false;',
  ].join(' ');
}

/** A text as a script inside HTML says it: `<` could end the element, the two separators end a line in old engines. */
export function literal(text: string): string {
  return JSON.stringify(text).replace(
    /[<\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
