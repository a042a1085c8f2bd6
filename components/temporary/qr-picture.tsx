import { useMemo } from 'preact/hooks';
import { encode } from 'uqr';

/** Dark and light squares with the quiet edge of four that scanners want. */
export function squaresOf(text: string): boolean[][] {
  return encode(text, { ecc: 'M', border: 4 }).data;
}

/** Always black on white, whatever the theme: phones read nothing else. */
export function QrPicture({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const rows = squaresOf(text);
    const drawn = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])));
    return { size: rows.length, path: drawn.join('') };
  }, [text]);
  return (
    <svg class="ts-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
