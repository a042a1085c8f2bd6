/**
 * Browsers decode GBK but do not encode it. Its two-byte table is small enough to be had by decoding every pair once
 * (some 24,000, about 10 ms) instead of carrying it in the package.
 */
let pairs: ReadonlyMap<string, number> | undefined;

/** The text in GBK (code page 936), or the first character that GBK lacks. */
export function encodeGbk(
  text: string,
): { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> } | { readonly ok: false; readonly lacks: string } {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (character.length === 1 && code < 0x80) {
      bytes.push(code);
    } else if (character === '€') {
      // Code page 936 has the euro in one byte; the pair A2 E3 is that of GB18030.
      bytes.push(0x80);
    } else {
      pairs ??= decodePairs();
      const pair = pairs.get(character);
      if (pair === undefined) return { ok: false, lacks: character };
      bytes.push(pair >> 8, pair & 0xff);
    }
  }
  return { ok: true, bytes: Uint8Array.from(bytes) };
}

function decodePairs(): ReadonlyMap<string, number> {
  const codes: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) codes.push((lead << 8) | trail);
  }
  // A line break ends no pair and starts none, so one call decodes all of them and none can spill into the next.
  const decoded = new TextDecoder('gbk').decode(Uint8Array.from(codes.flatMap((c) => [c >> 8, c & 0xff, 0x0a])));
  const table = new Map<string, number>();
  for (const [index, character] of decoded.split('\n').entries()) {
    const code = codes[index];
    // Private use stands for "nothing is assigned here", U+FFFD for "no such pair".
    if (code === undefined || [...character].length !== 1 || /[\uE000-\uF8FF\uFFFD]/.test(character)) continue;
    if (!table.has(character)) table.set(character, code);
  }
  return table;
}
