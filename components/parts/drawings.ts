/** Icons: outlines on a 16-grid, 1.5 wide, drawn in the ink around them. */
export const icons = {
  at: 'M10.6 8a2.6 2.6 0 1 0-5.2 0 2.6 2.6 0 1 0 5.2 0ZM10.6 5.6v3.2c0 2.4 3 2.2 3-.8a5.6 5.6 0 1 0-2.4 4.6',
  back: 'M9.5 3 4.5 8l5 5',
  befriend:
    'M3.7 5.3a2.6 2.6 0 1 0 5.2 0 2.6 2.6 0 1 0-5.2 0M1.5 13.5c.3-2.8 2.1-4.2 4.8-4.2s4.5 1.4 4.8 4.2M11 6.5h3.8M12.9 4.6v3.8',
  bell: 'M8 2.2A3.4 3.4 0 0 0 4.6 6c0 3-.6 4.5-1.6 5.5h10c-1-1-1.6-2.5-1.6-5.5A3.4 3.4 0 0 0 8 2.2ZM6.7 13.3a1.5 1.5 0 0 0 2.6 0',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  clock: 'M2.5 8a5.5 5.5 0 1 0 11 0 5.5 5.5 0 1 0-11 0M8 5v3l2 1.5',
  down: 'm4 6 4 4 4-4',
  close: 'M4 4l8 8M12 4l-8 8',
  drag: 'M6 4h0M10 4h0M6 8h0M10 8h0M6 12h0M10 12h0',
  expand:
    'M9 2.5h4.5V7M13.2 2.8 8.5 7.5M6.5 3H4a1.5 1.5 0 0 0-1.5 1.5V12A1.5 1.5 0 0 0 4 13.5h7.5A1.5 1.5 0 0 0 13 12V9.5',
  gap: 'M2 8h2.5M6.8 8h2.4M11.5 8H14',
  link: 'M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.4-2.4a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.3 9a2.6 2.6 0 0 0 3.7 3.7l.9-.9',
  lock: 'M4.5 7h7A1.5 1.5 0 0 1 13 8.5V12a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 12V8.5A1.5 1.5 0 0 1 4.5 7ZM5.2 7V5a2.8 2.8 0 0 1 5.6 0v2',
  more: 'M3.5 8h0M8 8h0M12.5 8h0',
  moon: 'M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8Z',
  mute: 'M5 4.2A3.4 3.4 0 0 1 11.4 6c0 1.9.4 3 .9 3.8M11 11.5H3.2c.8-.8 1.4-2 1.4-4.5M6.7 13.3a1.5 1.5 0 0 0 2.6 0M2.5 2.5l11 11',
  person: 'M5.2 5.3a2.8 2.8 0 1 0 5.6 0 2.8 2.8 0 1 0-5.6 0M2.8 13.8c.3-3 2.3-4.5 5.2-4.5s4.9 1.5 5.2 4.5',
  plus: 'M8 3v10M3 8h10',
  read: 'm1.5 8.5 3 3 6-7M7.8 11.3l.2.2 6-7',
  retry: 'M13 8a5 5 0 1 1-1.6-3.7M13.2 2v3h-3',
  search: 'M2.5 7a4.5 4.5 0 1 0 9 0 4.5 4.5 0 1 0-9 0M10.2 10.2l3.3 3.3',
  settings:
    'M2 4.5h7M13 4.5h1M2 11.5h1M7 11.5h7M9.1 4.5a1.9 1.9 0 1 0 3.8 0 1.9 1.9 0 1 0-3.8 0M3.1 11.5a1.9 1.9 0 1 0 3.8 0 1.9 1.9 0 1 0-3.8 0',
  trash: 'M2.8 4.5h10.4M6 4.2V2.8h4v1.4M4.2 4.5l.6 9h6.4l.6-9',
  unfriend:
    'M3.7 5.3a2.6 2.6 0 1 0 5.2 0 2.6 2.6 0 1 0-5.2 0M1.5 13.5c.3-2.8 2.1-4.2 4.8-4.2s4.5 1.4 4.8 4.2M11 6.5h3.8',
} as const;

export type IconName = keyof typeof icons;

interface Drawing {
  /** Presence on an 8-grid, session states on a 12-grid. */
  readonly grid: 8 | 12;
  readonly fill?: string;
  readonly line?: string;
}

/** Presence and session states: told apart by shape at 8 px and in grey; colour only comes on top. */
export const glyphs = {
  online: { grid: 8, fill: 'M0 4a4 4 0 1 0 8 0 4 4 0 1 0-8 0Z' },
  away: { grid: 8, fill: 'M3.8 0A4 4 0 1 0 8 4.2 3 3 0 0 1 3.8 0Z' },
  busy: {
    grid: 8,
    fill: 'M1.5 0h5A1.5 1.5 0 0 1 8 1.5v5A1.5 1.5 0 0 1 6.5 8h-5A1.5 1.5 0 0 1 0 6.5v-5A1.5 1.5 0 0 1 1.5 0ZM1.7 3v2h4.6V3Z',
  },
  invisible: { grid: 8, fill: 'M4 0a4 4 0 0 0 0 8 4 4 0 0 0 0-8Zm0 1.4a2.6 2.6 0 0 1 0 5.2Z' },
  offline: { grid: 8, fill: 'M4 0a4 4 0 0 0 0 8 4 4 0 0 0 0-8Zm0 1.8a2.2 2.2 0 0 1 0 4.4 2.2 2.2 0 0 1 0-4.4Z' },
  unknown: {
    grid: 8,
    fill: 'M3.15 7.05a.95.95 0 1 0 1.9 0 .95.95 0 1 0-1.9 0Z',
    line: 'M1.75 2.75C1.75 1.5 2.7.85 4 .85s2.3.7 2.3 1.85C6.3 4 4.1 4 4.1 5.5',
  },
  'signing-in': { grid: 12, line: 'M6 1.2A4.8 4.8 0 1 1 1.2 6' },
  waiting: { grid: 12, line: 'M1 6a5 5 0 1 0 10 0A5 5 0 1 0 1 6M6 3.2V6l1.9 1.3' },
  displaced: { grid: 12, line: 'M1.2 3.5h9.3M8 1l2.6 2.5L8 6M10.8 8.5H1.5M4 6 1.4 8.5 4 11' },
  refused: {
    grid: 12,
    fill: 'M6 0a6 6 0 1 0 0 12A6 6 0 0 0 6 0ZM4.1 3 3 4.1 4.9 6 3 7.9 4.1 9 6 7.1 7.9 9 9 7.9 7.1 6 9 4.1 7.9 3 6 4.9Z',
  },
  unreachable: {
    grid: 12,
    fill: 'M6 .3c.4 0 .8.2 1 .6l4.9 9.2c.4.7-.1 1.6-1 1.6H1.1c-.9 0-1.4-.9-1-1.6L5 .9c.2-.4.6-.6 1-.6ZM5.1 4v3.8h1.8V4ZM6 8.6a.95.95 0 1 0 0 1.9.95.95 0 0 0 0-1.9Z',
  },
  paused: { grid: 12, fill: 'M1.8 1h3.4v10H1.8ZM6.8 1h3.4v10H6.8Z' },
  locked: {
    grid: 12,
    fill: 'M2.9 4.9h6.2a1.5 1.5 0 0 1 1.5 1.5v3.7a1.5 1.5 0 0 1-1.5 1.5H2.9a1.5 1.5 0 0 1-1.5-1.5V6.4a1.5 1.5 0 0 1 1.5-1.5Z',
    line: 'M3.4 5V3.7a2.6 2.6 0 0 1 5.2 0V5',
  },
  'signed-out': { grid: 12, line: 'M3.3 2.6a4.6 4.6 0 1 0 5.4 0M6 .9v4.6' },
} as const satisfies Record<string, Drawing>;

export type GlyphName = keyof typeof glyphs;
