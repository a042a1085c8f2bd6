import type { Stage } from './stage';

/** How long the server holds a poll: shorter than a round where nobody listens, and longer than one lives where they do. */
export const pollMs = { short: 300, held: 8_000 } as const;

/** Turns the setting as the settings page does; whoever runs already hears of it. */
export async function listen(
  { browser: { live }, server }: Pick<Stage, 'browser' | 'server'>,
  on: boolean,
): Promise<void> {
  const api = live.name === 'chromium' ? 'chrome' : 'browser';
  await server.server.clock({ poll: on ? pollMs.held : pollMs.short });
  await live.run(`${api}.storage.local.set({ settings: ${on ? '{ live: true }' : '{}'} })`);
}
