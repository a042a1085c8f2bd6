/** A mask from glyphs.css; decoration, so the word stands beside it or in a name. */
export function Glyph({ name, session = false }: { name: string; session?: boolean }) {
  return <i class={`g g-${name}${session ? ' s' : ''}`} aria-hidden="true" />;
}

export function Icon({ name }: { name: string }) {
  return <i class={`i i-${name}`} aria-hidden="true" />;
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
