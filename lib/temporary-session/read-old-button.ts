import { htmlUnescape } from 'escape-goat';
import type { RealNumber } from '../model/ids';
import { addressesIn, longestCode } from './addresses-in';
import { parseLink } from './parse-link';

/** What code from before says of a button, whoever pasted it. */
export interface OldButton {
  /** Whose state the picture shows. */
  readonly number: RealNumber;
  readonly style: number;
  /** 1 or 2, as the picture's address says. */
  readonly version: number;
  readonly alt?: string;
  readonly source?: string;
  readonly sigkey?: string;
  /** Whom the link calls, where that is somebody else (web-presence F3). */
  readonly calls?: RealNumber;
}

const picture = /\bpa\?p=(\d{1,2})(?::|%3a)([1-9]\d{4,10})(?!\d)(?:(?::|%3a)(\d{1,3}))?/i;
/** Of 1999 to 2004, a face, large or small; and of 2004 to 2010, a picture that names nobody (web-presence F11). */
const face = /\bicon\.tencent\.com\/([1-9]\d{4,10})\/([ls])\//i;
const preview = /\bis\.qq\.com\/webpresence\/images\/status\/(\d{1,2})_o(?:n|ff)line\.gif/i;
const alts = /\balt\s*=\s*(?:(["'])([\s\S]*?)\1|([^\s>"']+))/i;

/**
 * Reads code as people pasted it since 1999, by its addresses and not as HTML: half of it is broken (quotes left open,
 * `;target=_blank;` inside a tag). Undefined where there is no picture of anybody in it.
 */
export function readOldButton(code: string): OldButton | undefined {
  const text = code.slice(0, longestCode);
  const { calls, ...rest } = readCall(text);
  const found = readPicture(text, calls);
  if (found === undefined) return undefined;
  const alt = readAlt(text);
  return {
    ...found,
    ...(alt && { alt }),
    ...rest,
    ...(calls !== undefined && calls !== found.number && { calls }),
  };
}

/** @param calls whom the link calls: a picture that names nobody was theirs */
function readPicture(text: string, calls: RealNumber | undefined) {
  const [, version = '1', number, style = '1'] = picture.exec(text) ?? [];
  if (number !== undefined) return { number, style: Number(style), version: Number(version) };
  const [, faceOf, size] = face.exec(text) ?? [];
  // The small one's size is near to that of style 4, the large one's to that of style 1.
  if (faceOf !== undefined) return { number: faceOf, style: /s/i.test(size ?? '') ? 4 : 1, version: 1 };
  const [, shown] = preview.exec(text) ?? [];
  return shown === undefined || calls === undefined ? undefined : { number: calls, style: Number(shown), version: 1 };
}

function readCall(text: string): Pick<OldButton, 'calls' | 'source' | 'sigkey'> {
  for (const address of addressesIn(text)) {
    const parsed = parseLink(address);
    if (!parsed.ok) continue;
    const { number, source, key } = parsed.link;
    if (key !== undefined) return { sigkey: key };
    return { ...(number !== undefined && { calls: number }), ...(source !== undefined && { source }) };
  }
  return {};
}

function readAlt(text: string): string | undefined {
  const found = alts.exec(text);
  return found
    ? htmlUnescape(found[2] ?? found[3] ?? '')
        .trim()
        .slice(0, 200)
    : undefined;
}
