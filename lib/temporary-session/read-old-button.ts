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

const picture = /\bpa\?p=(\d{1,2})(?::|%3a)(\d{5,11})(?::|%3a)(\d{1,3})/i;
const alts = /\balt\s*=\s*(?:(["'])([\s\S]*?)\1|([^\s>"']+))/i;

/**
 * Reads code as people pasted it since 2004, by its addresses and not as HTML: half of it is broken (quotes left open,
 * `;target=_blank;` inside a tag). Undefined where there is no picture of a number in it.
 */
export function readOldButton(code: string): OldButton | undefined {
  const text = code.slice(0, longestCode);
  const found = picture.exec(text);
  if (found === null) return undefined;
  const [, version = '1', number = '', style = '1'] = found;
  const alt = readAlt(text);
  const { calls, ...rest } = readCall(text);
  return {
    number,
    style: Number(style),
    version: Number(version),
    ...(alt && { alt }),
    ...rest,
    ...(calls !== undefined && calls !== number && { calls }),
  };
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
