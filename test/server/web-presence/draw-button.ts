import { encodeGif, type Palette } from './gif';
import type { Shown } from './shown';

/** Width and height of the old pictures by style, as pages wrote them down (spec/web-presence, F2). */
const SIZES: Readonly<Record<number, readonly [number, number]>> = {
  1: [74, 23],
  3: [75, 23],
  4: [21, 15],
  5: [55, 13],
  6: [68, 29],
  7: [71, 24],
  10: [61, 16],
  16: [77, 23],
  17: [25, 17],
  41: [77, 22],
  51: [79, 25],
  52: [20, 20],
  53: [92, 30],
};

/** Transparent, fill, edge, mark. */
const COLOURS: Readonly<Record<Shown, Palette>> = {
  online: ['ffffff', '2f9e5b', '1a6f3c', 'ffffff'],
  offline: ['ffffff', 'eceef0', '8a9298', '8a9298'],
  'not-enabled': ['ffffff', 'f7f1d8', 'b59a3a', 'b59a3a'],
};

/** A picture drawn for this server: a box with a disc (online), a ring (offline) or a bar (not enabled). */
export function drawButton(style: number, shown: Shown): Buffer {
  const [width, height] = SIZES[style] ?? [77, 22];
  const radius = Math.min(height, width) / 2 - 4;
  const centre = { x: Math.min(width, height) / 2 - 0.5, y: height / 2 - 0.5 };
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const edge = x === 0 || y === 0 || x === width - 1 || y === height - 1;
      const corner = (x === 0 || x === width - 1) && (y === 0 || y === height - 1);
      const away = Math.hypot(x - centre.x, y - centre.y);
      const marked =
        shown === 'not-enabled'
          ? Math.abs(y - centre.y) < 1 && Math.abs(x - centre.x) <= radius
          : away <= radius && (shown === 'online' || away > radius - 1.6);
      pixels[y * width + x] = corner ? 0 : edge ? 2 : marked ? 3 : 1;
    }
  }
  return encodeGif({ width, height, pixels }, COLOURS[shown]);
}
