import type { RealNumber } from '../model/ids';
import type { ShownState } from '../model/shown-state';
import type { Box } from './box';
import { draw, shapeAttributes } from './draw';

/** Words in the person's language. */
export interface Words {
  /** Short: it has to fit beside a glyph. */
  state(state: ShownState): string;
  /** The whole name, for a screen reader. */
  label(number: RealNumber, state: ShownState): string;
  /** The words are Chinese: two characters, which stand larger and after a "QQ". */
  readonly chinese: boolean;
}

export interface Face {
  /** What stands in the page. Nothing about it ever differs by state: no attribute, no box, no child. */
  readonly host: HTMLElement;
  show(state: ShownState): void;
}

/** Whether the person's own colours go before all others. */
const forcedColours = '(forced-colors:active)';

const svgSpace = 'http://www.w3.org/2000/svg';
const family = 'system-ui,"PingFang SC","Microsoft YaHei UI","Noto Sans CJK SC",sans-serif';

/**
 * Only `:host` rules with `!important` are out of a page's reach, and only a sheet that is adopted needs no permission of
 * its style-src (facts/spikes, 7). No text that can be found, no address, no picture: those can be seen from outside.
 */
const common = `svg,canvas{position:absolute;inset:0;width:100%;height:100%;pointer-events:none;user-select:none}
b{display:none;font:12px/1.2 sans-serif;color:#000}
@media${forcedColours}{.f,.c{fill:Canvas;stroke:CanvasText}.g{fill:CanvasText}}
@media print{svg,canvas{display:none}b{display:inline}}`;

const sheets = new Map<string, CSSStyleSheet>();

/** One sheet for all buttons of the same box and place. */
function sheetFor({ width, height }: Box, place: string): CSSStyleSheet {
  const key = `${width} ${height} ${place}`;
  let sheet = sheets.get(key);
  if (!sheet) {
    const rules = `all:initial;display:inline-block;position:relative;width:${width}px;height:${height}px;contain:strict;overflow:clip;cursor:pointer${place}`;
    sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `:host{${important(rules)}}@media print{:host{${important('width:auto;height:auto;contain:none;overflow:visible')}}}${common}`,
    );
    sheets.set(key, sheet);
  }
  return sheet;
}

function important(rules: string): string {
  return rules.replace(/;|$/g, '!important;');
}

/** @param place further declarations of the host: how it lies in the line, which is how the picture lay */
export function createFace(doc: Document, number: RealNumber, box: Box, place: string, words: Words): Face {
  const host = doc.createElement('span');
  const root = host.attachShadow({ mode: 'closed' });
  root.adoptedStyleSheets = [sheetFor(box, place)];
  const make = (name: string) => doc.createElementNS(svgSpace, name);
  const svg = make('svg');
  svg.setAttribute('role', 'img');
  svg.setAttribute('viewBox', `0 0 ${box.width} ${box.height}`);
  const paths = ['f', 'c', 'g'].map((name) => {
    const path = make('path');
    path.setAttribute('class', name);
    path.setAttribute('fill-rule', 'evenodd');
    svg.append(path);
    return path;
  });
  const canvas = doc.createElement('canvas');
  const scale = Math.max(2, Math.ceil(devicePixelRatio));
  const pen = box.family === 'icon' ? null : canvas.getContext('2d');
  canvas.width = pen ? box.width * scale : 1;
  canvas.height = pen ? box.height * scale : 1;
  const printed = doc.createElement('b');
  printed.textContent = number;
  root.append(svg, canvas, printed);

  return {
    host,
    show(state) {
      svg.setAttribute('aria-label', words.label(number, state));
      const [text, width] = pen ? sayIn(pen, state, box, words) : ['', 0];
      const { shapes, word } = draw(state, box, width);
      for (const [i, shape] of shapes.entries()) {
        for (const [j, name] of shapeAttributes.entries()) paths[i]?.setAttribute(name, shape[j] ?? '');
      }
      if (!pen) return;
      const [x, room, , ink] = word;
      pen.setTransform(scale, 0, 0, scale, 0, 0);
      pen.clearRect(0, 0, box.width, box.height);
      pen.textAlign = 'center';
      pen.textBaseline = 'middle';
      pen.fillStyle = matchMedia(forcedColours).matches ? 'CanvasText' : ink;
      pen.fillText(text, x, box.height / 2 + 0.5, room);
    },
  };
}

/** The longest of what can be said that fits, a little narrowed if need be, and how wide it is; sets the pen's font. */
function sayIn(pen: CanvasRenderingContext2D, state: ShownState, box: Box, words: Words): [string, number] {
  const [, room, size] = draw(state, box, 0).word;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.font = `${words.chinese ? size : size - (size > 11 ? 1 : 0.5)}px ${family}`;
  const short = words.state(state);
  const long = box.family === 'wide' && box.width > 70 && words.chinese ? `QQ ${short}` : short;
  for (const text of [long, short]) {
    const { width } = pen.measureText(text);
    if (width <= room * 1.2) return [text, Math.min(width, room)];
  }
  return ['QQ', pen.measureText('QQ').width];
}
