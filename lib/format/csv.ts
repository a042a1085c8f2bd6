/**
 * A table for a spreadsheet: RFC 4180, with the mark at its start that tells some of them it is UTF-8. A cell that a
 * spreadsheet would take for a formula gets a quotation mark before it: sources are strangers' words, and `=HYPERLINK(…)`
 * in one would run on the person's machine (OWASP, "CSV injection"). One that has such marks already gets one more, so that
 * taking one away always gives back what stood there.
 */
export function toCsv(rows: ReadonlyArray<ReadonlyArray<string | number>>): string {
  return `\ufeff${rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('')}`;
}

function toCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^'*\s*[=+\-@\t\r\n＝＋－＠|%]/.test(value) ? `'${value}` : value;
  return /[",\r\n;\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
