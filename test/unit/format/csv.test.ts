import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toCsv } from '../../../lib/format/csv';

/** Reads a table back the way RFC 4180 has it. */
function read(csv: string): string[][] {
  const rows: string[][] = [[]];
  let [cell, quoted] = ['', false];
  const text = csv.slice(1);
  for (let i = 0; i < text.length; i += 1) {
    const one = text[i];
    if (quoted && one === '"' && text[i + 1] === '"') {
      cell += '"';
      i += 1;
    } else if (one === '"') quoted = !quoted;
    else if (!quoted && (one === ',' || text.startsWith('\r\n', i))) {
      rows.at(-1)?.push(cell);
      cell = '';
      if (one !== ',') {
        rows.push([]);
        i += 1;
      }
    } else cell += one;
  }
  return rows.slice(0, -1);
}

it('comes back as it was, and no cell begins as a formula does', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom('=1+1', '@SUM(A1)', '-2', '+3', '\t=1', ' =1', "'+", "''=1", '"', 'a,b', 'a\r\nb', '＝1'),
  );
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
      const back = read(toCsv(rows));
      for (const found of back.flat()) expect(found).not.toMatch(/^\s*[=+\-@＝＋－＠|%]/);
      expect(back.map((row) => row.map((one) => one.replace(/^'(?='*\s*[=+\-@\t\r\n＝＋－＠|%])/, '')))).toEqual(rows);
    }),
  );
});

it('leaves numbers numbers, negative ones too', () => {
  expect(toCsv([['a', -1, 2.5]])).toBe('\ufeffa,-1,2.5\r\n');
});
