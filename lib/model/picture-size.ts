/** Width and height of the old pictures by style, in CSS pixels, as pages declared them (spec/web-presence, F2; ui). */
const sizes: Readonly<Record<number, readonly [number, number]>> = {
  1: [74, 23],
  3: [75, 23],
  4: [21, 15],
  5: [55, 13],
  6: [68, 29],
  7: [71, 24],
  10: [61, 16],
  17: [25, 17],
  46: [61, 16],
  51: [79, 25],
  52: [20, 20],
  53: [92, 30],
};

/** How large the old service drew a picture of that style; the usual one where none is known. */
export function pictureSize(style: number | null): readonly [width: number, height: number] {
  return sizes[style ?? 0] ?? [77, 22];
}
