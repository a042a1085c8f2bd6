import { type GlyphName, glyphs, type IconName, icons } from './drawings';

/**
 * The drawing of a presence or a session state; decoration, so the word stands beside it or in a name. Drawn inline:
 * as masks in the style sheet they would cost the popup twice the bytes.
 */
export function Glyph({ name }: { name: GlyphName }) {
  const drawing: { grid: number; fill?: string; line?: string } = glyphs[name];
  const { grid, fill, line } = drawing;
  return (
    <svg class={`g g-${name}${grid === 12 ? ' s' : ''}`} viewBox={`0 0 ${grid} ${grid}`} aria-hidden="true">
      {fill && <path d={fill} fill-rule="evenodd" />}
      {line && <path d={line} class="outline" />}
    </svg>
  );
}

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`i i-${name}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={icons[name]} class="outline" />
    </svg>
  );
}

export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 16 16" aria-hidden="true">
      <rect width="16" height="16" rx="4" fill="#0a5d68" />
      <path
        fill="#fff"
        d="M7 2.2c2.4 0 3.9 1.7 3.9 4.1 0 1.7.3 2.5 1 3.3.5.5.2 1.6-.8 1.6H2.9c-1 0-1.3-1.1-.8-1.6.7-.8 1-1.6 1-3.3C3.1 3.9 4.6 2.2 7 2.2Z"
      />
      <circle cx="11.5" cy="11.5" r="4.1" fill="#0a5d68" />
      <circle cx="11.5" cy="11.5" r="3" fill="#ff8066" />
    </svg>
  );
}
