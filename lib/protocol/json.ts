/** An object of the wire, of which nothing is believed before it is read. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * JSON whose long integers become text: past 2^53 a number would be rounded into somebody else's. Undefined where it is
 * no JSON.
 */
export function parseJson(text: string): unknown {
  try {
    // In here too: a text of millions of escapes is more than the expression has room for.
    const safe = /\d{16}/.test(text)
      ? text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\w.+-])-?\d{16,}(?![\d.eE])/gs, (piece) =>
          piece.startsWith('"') ? piece : `"${piece}"`,
        )
      : text;
    return JSON.parse(safe);
  } catch {
    return undefined;
  }
}

export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** The objects of a list; whatever else stands in it is skipped. */
export function rowsOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf).filter((row) => row !== undefined) : [];
}

/** A message's or a person's id. Servers give numbers, some of them negative, or text (spec/onebot, IDs). */
export function idOf(value: unknown): string | undefined {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  return typeof text === 'string' && /^[\w.:=+/-]{1,64}$/.test(text) ? text : undefined;
}

/** The number of a person or a group; 0 stands for nobody. */
export function numberOf(value: unknown): string | undefined {
  const id = idOf(value);
  return id !== undefined && /^[1-9]\d{0,19}$/.test(id) ? id : undefined;
}

/**
 * A number, sent as one or as text. `Number` and `String` throw where an object stands in its place whose `toString` the
 * server has made something else than a function.
 */
export function amountOf(value: unknown): number {
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
}

/** A text as it stands, uncut; empty where it is none. */
export function wholeTextOf(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : '';
}

/** Words that somebody wrote, at most `most` UTF-16 units of them; undefined where there are none. */
export function wordsOf(value: unknown, most = 200): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.slice(0, most) : undefined;
}

/** The first that is a web address; `file:` and `base64:` stand in for others. */
export function urlOf(...values: readonly unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && /^https?:\/\/\S+$/i.test(value));
}

/** Seconds since 1970 as milliseconds; undefined where it is no time. */
export function timeOf(value: unknown): number | undefined {
  const seconds = amountOf(value);
  return seconds > 1e8 && seconds < 1e11 ? Math.round(seconds * 1000) : undefined;
}
