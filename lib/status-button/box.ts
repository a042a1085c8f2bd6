import { pictureSize } from '../model/picture-size';

/** Pure: how large a button is and which of the three families it is drawn in. */

/** `mark`: beside a link that never had a picture. */
export type Family = 'icon' | 'small' | 'wide' | 'mark';

export interface Box {
  readonly width: number;
  readonly height: number;
  readonly family: Family;
}

export const markBox: Box = { width: 12, height: 12, family: 'mark' };

/** A page that asks for more draws a banner and no button: what is larger is as if nothing had been said. */
const least = 8;
const most = 400;
/** Under this nothing can be told apart any more. */
const leastHeight = 12;

/**
 * The box a picture takes up: what the page says of it, else its style's own size; one side alone keeps the shape.
 * It never depends on a state (attack 8).
 */
export function planBox(
  style: number | null,
  declared: { width?: number | undefined; height?: number | undefined },
): Box {
  const [usualWidth, usualHeight] = pictureSize(style);
  const sound = (n?: number) => (n !== undefined && n >= least && n <= most ? Math.round(n) : undefined);
  const [w, h] = [sound(declared.width), sound(declared.height)];
  const width = w ?? (h === undefined ? usualWidth : Math.round((usualWidth * h) / usualHeight));
  const height =
    h ?? (w === undefined ? usualHeight : Math.max(leastHeight, Math.round((usualHeight * w) / usualWidth)));
  return { width, height, family: width < 44 ? 'icon' : height < 20 ? 'small' : 'wide' };
}
