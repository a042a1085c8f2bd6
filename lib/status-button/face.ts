import type { RealNumber } from '../model/ids';
import type { Box } from './box';
import { draw, type Look } from './draw';
import { once, type Words } from './words';

export interface Face {
  /** What stands in the page. Nothing about it ever differs by state: no attribute, no box, no child. */
  readonly host: HTMLElement;
  show(look: Look): void;
}

const svgSpace = 'http://www.w3.org/2000/svg';

/**
 * Only `:host` rules with `!important` are out of a page's reach, and only a sheet that is adopted needs no permission of
 * its style-src (facts/spikes, 7). No text that can be found, no address, no picture: those can be seen from outside.
 */
const common = `svg{display:block;width:100%;height:100%;pointer-events:none;user-select:none;fill-rule:evenodd}
b{display:none;font:12px/1.2 sans-serif;color:#000;background:#fff}
@media(forced-colors:active){path:nth-child(n){fill:CanvasText}path:nth-child(-n+2){fill:Canvas;stroke:CanvasText}}
@media print{svg{display:none}b{display:inline}}`;

const sheets = new Map<string, CSSStyleSheet>();
let skeleton: DocumentFragment | undefined;

function sheetOf(key: string, rules: () => string): CSSStyleSheet {
  return once(sheets, key, () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules());
    return sheet;
  });
}

/**
 * One sheet for all buttons of the same box and place. What is out of sight is not laid out: each button is a root of
 * layout by itself, and in a page of 100,000 lines a thousand of them, told their states, held it up for eight seconds.
 */
function sheetFor({ width, height }: Box, place: string): CSSStyleSheet {
  return sheetOf(`${width} ${height} ${place}`, () => {
    const rules = `all:initial;display:inline-block;position:relative;width:${width}px;height:${height}px;contain:strict;content-visibility:auto;overflow:clip;cursor:pointer${place}`;
    return `:host{${important(rules)}}@media print{:host{${important('width:auto;height:auto;contain:none;content-visibility:visible;overflow:visible')}}}${common}`;
  });
}

function important(rules: string): string {
  return rules.replace(/;|$/g, '!important;');
}

/** What is drawn is a sheet too, for the four paths that are always there: a state changes that and the name. */
function drawingOf(box: Box, look: Look, words: Words): CSSStyleSheet {
  return sheetOf(`${look} ${box.width} ${box.height} ${box.family}`, () =>
    draw(look, box, words.drawn(look))
      .map(
        ([d, fill, stroke, dash, transform], i) =>
          `path:nth-child(${i + 1}){d:path("${d}");fill:${fill};stroke:${stroke};stroke-dasharray:${dash};transform:${transform}}`,
      )
      .join(''),
  );
}

/** Copied for each button, which is one call where to make it are eight. */
function skeletonOf(doc: Document): DocumentFragment {
  const whole = doc.createDocumentFragment();
  const svg = doc.createElementNS(svgSpace, 'svg');
  svg.setAttribute('role', 'img');
  for (let n = 0; n < 4; n++) svg.append(doc.createElementNS(svgSpace, 'path'));
  whole.append(svg, doc.createElement('b'));
  return whole;
}

/** @param place further declarations of the host: how it lies in the line, which is how the picture lay */
export function createFace(doc: Document, number: RealNumber, box: Box, place: string, words: Words): Face {
  const host = doc.createElement('span');
  const root = host.attachShadow({ mode: 'closed' });
  const common = sheetFor(box, place);
  skeleton ??= skeletonOf(doc);
  root.append(skeleton.cloneNode(true));
  const svg = root.firstChild as SVGElement;
  (root.lastChild as HTMLElement).textContent = number;
  return {
    host,
    show(look) {
      root.adoptedStyleSheets = [drawingOf(box, look, words), common];
      svg.setAttribute('aria-label', words.label(look).replace('#', number));
    },
  };
}
