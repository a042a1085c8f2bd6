/** A picture of palette indexes, row by row. */
export interface Bitmap {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** Four colours as RGB; the first one is transparent. */
export type Palette = readonly [string, string, string, string];

/** Encodes a GIF89a with four colours. It is not compressed: these pictures are small, and so is this. */
export function encodeGif({ width, height, pixels }: Bitmap, palette: Palette): Buffer {
  const head = Buffer.alloc(13);
  head.write('GIF89a', 0, 'latin1');
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  // A global table of four colours.
  head[10] = 0b1000_0001;
  const colours = Buffer.from(palette.join(''), 'hex');
  const transparent = Buffer.from([0x21, 0xf9, 4, 1, 0, 0, 0, 0]);
  const place = Buffer.alloc(10);
  place[0] = 0x2c;
  place.writeUInt16LE(width, 5);
  place.writeUInt16LE(height, 7);
  return Buffer.concat([
    head,
    colours,
    transparent,
    place,
    Buffer.from([2]),
    blocks(codes(pixels)),
    Buffer.from([0x3b]),
  ]);
}

/** LZW codes of three bits: a clear code before every two pixels keeps the decoder's codes at three bits for ever. */
function codes(pixels: Uint8Array): number[] {
  const [clear, end] = [4, 5];
  const all: number[] = [];
  for (const [index, pixel] of pixels.entries()) {
    if (index % 2 === 0) all.push(clear);
    all.push(pixel);
  }
  return [...all, end];
}

function blocks(codes: readonly number[]): Buffer {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const code of codes) {
    bits |= code << count;
    count += 3;
    while (count >= 8) {
      bytes.push(bits & 255);
      bits >>= 8;
      count -= 8;
    }
  }
  if (count > 0) bytes.push(bits & 255);
  const out: number[] = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.slice(at, at + 255);
    out.push(block.length, ...block);
  }
  return Buffer.from([...out, 0]);
}
